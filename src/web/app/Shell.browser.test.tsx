import { cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createMockApi } from '#mocks/mock-api.ts'
import { scenarios } from '#mocks/scenarios/registry.ts'
import { createQueryClient } from '#web/api/client.ts'
import { writePreference } from '#web/ui/preference.ts'
import { App } from './App.tsx'
import '#web/ui/tokens.css'
import '#web/ui/theme/fonts.css'
import '#web/ui/theme/base.css'

/** Nothing answers, as with a server that is not there. */
let away = false

/** The server's own API, in this page: only the way to it is short. */
beforeAll(async () => {
  const api = await createMockApi({ scenario: scenarios.calm })
  const network = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (!new URL(request.url).pathname.startsWith('/api/')) return network(input, init)
    if (away) throw new TypeError('Failed to fetch')
    return api.fetch(request)
  }
})

const widths = { desktop: [1440, 900], tablet: [820, 1000], phone: [390, 844] } as const
type Device = keyof typeof widths

beforeEach(() => {
  localStorage.clear()
  writePreference('scheme', 'light')
})
afterEach(() => {
  cleanup()
  away = false
})

async function open(path: string, device: Device = 'desktop'): Promise<void> {
  const [width, height] = widths[device]
  await page.viewport(width, height)
  history.replaceState(null, '', path)
  render(<App client={createQueryClient()} />)
  // The bar of a dashboard has its tools once the document is there.
  const sign = path.startsWith('/d/') ? page.getByRole('button', { name: 'Refresh now' }) : page.getByRole('heading', { level: 1 })
  await expect.element(sign).toBeVisible()
}

const boxOf = (element: Element): DOMRect => element.getBoundingClientRect()
const rail = (): Element => document.querySelector('nav') ?? document.body
const violations = async (): Promise<readonly string[]> => (await axe.run(document)).violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)

describe('the frame', () => {
  test('has a rail of 212 px beside the page on a desktop', async () => {
    await open('/dashboards')
    expect(boxOf(rail()).width).toBe(212)
    expect(document.documentElement.scrollWidth).toBe(document.documentElement.clientWidth)
  })

  test('has a slim rail of 56 px below 1100 px, whose links keep their names', async () => {
    await open('/dashboards', 'tablet')
    expect(boxOf(rail()).width).toBe(56)
    await expect.element(page.getByRole('link', { name: 'Sources' })).toBeVisible()
  })

  test('has one column and a tab bar of 64 px on a phone, and nothing sticks out', async () => {
    await open('/d/this-machine', 'phone')
    const tabs = page.getByRole('navigation').element()
    expect(boxOf(tabs).height).toBe(64)
    expect(boxOf(tabs).bottom).toBe(844)
    expect(document.documentElement.scrollWidth).toBe(document.documentElement.clientWidth)
  })

  test('remembers a slim rail', async () => {
    await open('/dashboards')
    await userEvent.keyboard('[[')
    await expect.poll(() => boxOf(rail()).width).toBe(56)
    cleanup()
    await open('/dashboards')
    expect(boxOf(rail()).width).toBe(56)
  })

  test('mirrors where the language runs from right to left', async () => {
    document.documentElement.dir = 'rtl'
    await open('/dashboards')
    document.documentElement.dir = 'rtl'
    expect(boxOf(rail()).right).toBe(1440 - (innerWidth - document.documentElement.clientWidth))
    document.documentElement.dir = 'ltr'
  })
})

describe('getting about', () => {
  test('Ctrl K finds a dashboard by a few letters and goes there', async () => {
    await open('/dashboards')
    await userEvent.keyboard('{Control>}k{/Control}')
    await expect.element(page.getByRole('combobox')).toHaveFocus()
    await userEvent.keyboard('this mach{Enter}')
    await expect.poll(() => location.pathname).toBe('/d/this-machine')
    await expect.element(page.getByRole('heading', { level: 1, name: 'This machine' })).toBeVisible()
  })

  test('? lists the keys, and not while typing', async () => {
    await open('/dashboards')
    await page.getByRole('heading', { level: 1 }).click()
    await userEvent.keyboard('?')
    await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull()
    // Its code is here by now: it would open at once.
    await page.getByRole('searchbox').click()
    await userEvent.keyboard('?')
    await expect.element(page.getByRole('searchbox')).toHaveValue('?')
    expect(document.querySelector('[role="dialog"]')).toBeNull()
  })

  test('a quick range stands in the address and in the bar', async () => {
    await open('/d/this-machine')
    await userEvent.keyboard('t')
    await page.getByRole('button', { name: 'Last 7 days' }).click()
    expect(location.search).toBe('?from=now-7d&to=now')
    await expect.element(page.getByRole('button', { name: 'Last 7 days' })).toHaveFocus()
    history.back()
    await expect.element(page.getByRole('button', { name: /Last hour/ })).toBeVisible()
  })

  test('a typed range is shown in the zone that was chosen', async () => {
    await open('/d/this-machine?zone=Asia/Kolkata')
    await userEvent.keyboard('t')
    await page.getByRole('textbox', { name: 'From' }).fill('2026-03-31 14:00')
    await page.getByRole('textbox', { name: 'To' }).fill('nonsense')
    await page.getByRole('button', { name: 'Show this range' }).click()
    await expect.element(page.getByText('Cannot be read as a time', { exact: false })).toBeVisible()
    await page.getByRole('textbox', { name: 'To' }).fill('2026-03-31 15:00')
    await page.getByRole('button', { name: 'Show this range' }).click()
    expect(new URLSearchParams(location.search).get('from')).toBe(String(Date.UTC(2026, 2, 31, 8, 30)))
    await expect.element(page.getByRole('button', { name: /Kolkata time/ })).toBeVisible()
  })

  test('an address that cannot be read says so and shows the usual range', async () => {
    await open('/d/this-machine?from=whenever&to=now')
    await expect.element(page.getByText('“whenever”', { exact: false })).toBeVisible()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    expect(location.search).toBe('')
  })
})

describe('a server that is away', () => {
  test('is told at the top, and everything comes back with it', async () => {
    away = true
    await open('/dashboards')
    await expect.element(page.getByText('Homeport does not answer')).toBeVisible()
    away = false
    await page.getByRole('button', { name: 'Try again' }).first().click()
    await expect.element(page.getByRole('table').getByRole('link', { name: 'This machine' })).toBeVisible()
    await expect.poll(() => document.body.textContent).not.toContain('Homeport does not answer')
  })
})

describe('dashboards', () => {
  test('one is made, duplicated, found, removed after a question, and put back', async () => {
    await open('/dashboards')
    await page.getByRole('button', { name: 'New dashboard' }).click()
    await expect.poll(() => location.pathname).toMatch(/^\/d\//)
    await page.getByRole('link', { name: 'Dashboards', exact: true }).click()
    await page.getByRole('button', { name: 'More for New dashboard' }).click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await expect.element(page.getByRole('heading', { level: 1, name: 'New dashboard, copy' })).toBeVisible()
    await page.getByRole('link', { name: 'Dashboards', exact: true }).click()
    await page.getByRole('searchbox').fill('copy')
    await page.getByRole('button', { name: 'More for New dashboard, copy' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByRole('dialog', { name: 'Remove New dashboard, copy?' }).getByRole('button', { name: 'Remove' }).click()
    await expect.element(page.getByRole('heading', { name: 'No dashboard is called “copy”' })).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.element(page.getByRole('table').getByRole('link', { name: 'New dashboard, copy' })).toBeVisible()
  })
})

describe('sources', () => {
  test('one is added after its form was put right, shown, and removed', async () => {
    await open('/sources')
    await page.getByRole('button', { name: 'Add a source' }).click()
    await page.getByRole('link', { name: /Prometheus/ }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Prometheus FRA')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect.element(page.getByText('1 thing needs a look')).toBeVisible()
    await page.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9')
    await expect.element(page.getByRole('textbox', { name: 'Id' })).toHaveValue('prometheus-fra')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect.poll(() => location.pathname).toBe('/sources')
    await page.getByRole('button', { name: 'More for Prometheus FRA' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await expect.poll(() => document.querySelector('table')?.textContent?.includes('Prometheus FRA')).toBe(false)
  })

  test('what is built in says why it cannot be removed', async () => {
    await open('/sources')
    await page
      .getByRole('button', { name: /More for (?!.*demo)/i })
      .first()
      .click()
    await expect.element(page.getByRole('menuitem', { name: /Remove.*Part of Homeport/ })).toBeVisible()
  })

  test('the demo estate goes and comes with one click', async () => {
    await open('/sources')
    await page.getByRole('button', { name: 'Remove the demo estate' }).click()
    await expect.element(page.getByRole('button', { name: 'Load the demo estate' })).toBeVisible()
    await page.getByRole('button', { name: 'Load the demo estate' }).click()
    await expect.element(page.getByRole('button', { name: 'Remove the demo estate' })).toBeVisible()
  })
})

describe.each(['light', 'dark'] as const)('axe finds nothing in the %s theme', (scheme) => {
  test.each(['/dashboards', '/sources', '/sources/new', '/sources/new/prometheus', '/sources/at/host', '/nowhere'])('on %s', async (path) => {
    writePreference('scheme', scheme)
    await open(path)
    await expect.poll(() => document.documentElement.dataset['mantineColorScheme']).toBe(scheme)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await violations()).toEqual([])
  })

  test('in the time panel, a menu and the palette', async () => {
    writePreference('scheme', scheme)
    await open('/dashboards')
    await userEvent.keyboard('{Control>}k{/Control}')
    await expect.element(page.getByRole('combobox')).toHaveFocus()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Escape}')
    await page
      .getByRole('button', { name: /^Settings/ })
      .first()
      .click()
    await expect.element(page.getByRole('menu')).toBeVisible()
    // Menus hang outside the landmarks, as every library's do; the rule is advice, not WCAG.
    expect((await violations()).filter((v) => !v.startsWith('region'))).toEqual([])
  })
})
