import { cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createMockApi } from '#mocks/mock-api.ts'
import { scenarios } from '#mocks/scenarios/registry.ts'
import { createQueryClient } from '#web/api/client.ts'
import { writePreference } from '#web/ui/preference.ts'
import { App } from './App.tsx'
import '#web/ui/tokens.css'
import '#web/ui/theme/fonts.css'
import '#web/ui/theme/base.css'

/** Places this lost its link ten minutes ago, seen by an operator. */
beforeAll(async () => {
  const api = await createMockApi({ scenario: scenarios.burst, person: 'noc-operator-1' })
  const network = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    return new URL(request.url).pathname.startsWith('/api/') ? api.fetch(request) : network(input, init)
  }
})

const widths = { desktop: [1440, 900], phone: [390, 844] } as const

/** Layout shifts of what stands in the strips; a widget's own are told by the widgets' tests. */
let shifts: number[] = []
const watching = new PerformanceObserver((list) => {
  // The two fields TypeScript's DOM does not know yet.
  for (const entry of list.getEntries() as unknown as readonly { readonly value: number; readonly sources: readonly { readonly node: Node | null }[] }[])
    if (entry.sources.some(({ node }) => node instanceof Element && node.closest('section[aria-labelledby]') !== null && node.closest('article') === null))
      shifts.push(entry.value)
})

beforeEach(() => {
  localStorage.clear()
  writePreference('scheme', 'light')
  shifts = []
  watching.observe({ type: 'layout-shift' })
})
afterEach(() => {
  cleanup()
  watching.disconnect()
})

async function open(device: keyof typeof widths): Promise<void> {
  const [width, height] = widths[device]
  await page.viewport(width, height)
  history.replaceState(null, '', '/')
  render(<App client={createQueryClient()} />)
  await expect.element(page.getByRole('heading', { level: 2, name: /burning/ })).toBeVisible()
}
const rows = (): readonly string[] =>
  [...document.querySelectorAll('section')]
    .filter((it) => it.querySelector('h2')?.textContent?.startsWith('Needs attention'))
    .flatMap((it) => [...it.querySelectorAll('li')].map((row) => row.textContent ?? ''))

test.each(['desktop', 'phone'] as const)('the answer comes first, nothing moves for it, and axe finds nothing: %s', async (device) => {
  await open(device)
  // Another place may have a critical alert of its own at any hour: which of them leads is told by the tests of the order.
  await expect.poll(() => rows().some((row) => row.includes('Warsaw lost its link'))).toBe(true)
  expect(document.documentElement.scrollWidth).toBe(document.documentElement.clientWidth)
  expect(shifts).toEqual([])
  const { violations } = await axe.run(document)
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)).toEqual([])
})

test('every fact of the answer leads to where it can be checked', async () => {
  await open('desktop')
  await page
    .getByRole('link', { name: / criticals?$/ })
    .first()
    .click()
  await expect.poll(() => location.pathname).not.toBe('/')
})

test('the edges of the ribbon are the range of the page, by keys', async () => {
  await open('desktop')
  const edge = page.getByRole('slider', { name: 'Start of the range' })
  await expect.element(edge).toBeVisible()
  edge.element().focus()
  await userEvent.keyboard('{End}{ArrowLeft>3/}')
  // Four bars, of which the last has only begun.
  await expect.poll(() => new URLSearchParams(location.search).get('from')).toMatch(/^now-(45m|1h)$/)
  expect(new URLSearchParams(location.search).get('to')).toBe('now')
})

test('a number goes to its place', async () => {
  await open('desktop')
  await expect.poll(() => document.querySelectorAll('ol li a').length).toBeGreaterThan(0)
  const first = document.querySelector('ol li a')?.getAttribute('href') ?? ''
  await userEvent.keyboard('1')
  await expect.poll(() => location.pathname).toBe(first.split('?')[0])
})

test('a strip folds, and stays folded', async () => {
  await open('desktop')
  await page.getByRole('button', { name: 'Highlights' }).click()
  await expect.element(page.getByRole('button', { name: 'Highlights' })).toHaveAttribute('aria-expanded', 'false')
  cleanup()
  await open('desktop')
  await expect.element(page.getByRole('button', { name: 'Highlights' })).toHaveAttribute('aria-expanded', 'false')
})

test('a hint that was put away never comes back', async () => {
  await open('desktop')
  await page.getByRole('button', { name: 'No more hints' }).click()
  cleanup()
  await open('desktop')
  await expect.poll(rows).not.toHaveLength(0)
  expect(page.getByRole('button', { name: 'No more hints' }).elements()).toHaveLength(0)
})
