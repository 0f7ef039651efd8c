import { cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createSignedWorld } from '#tests/support/signed-world.ts'
import type { SignedWorld } from '#tests/support/signed-world.ts'
import { createQueryClient } from '#web/api/client.ts'
import { writePreference } from '#web/ui/preference.ts'
import { App } from './App.tsx'
import '#web/ui/tokens.css'
import '#web/ui/theme/fonts.css'
import '#web/ui/theme/base.css'

/** The server's own API in this page, with the one person who set it up. */
let world: SignedWorld
let session: string | undefined
const network = globalThis.fetch

beforeAll(async () => {
  world = createSignedWorld({
    door: {
      ways: [{ kind: 'oidc', id: 'corp', name: 'Harbour SSO', start: '/auth/corp/start' }],
      look: {
        message: 'Freeze until Monday',
        status: { mark: 'warning', text: 'Storage is slow' },
        links: [{ title: 'Service desk', url: 'https://desk.example' }],
      },
    },
  })
  await world.begin()
  await world.ask('POST', '/api/tokens', { name: 'CI', scopes: ['queries:run'], days: 7 }, { 'idempotency-key': 'a'.repeat(32) })
  session = world.session
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    return new URL(request.url).pathname.startsWith('/api/') ? world.api.fetch(request) : network(input, init)
  }
})
afterAll(() => {
  globalThis.fetch = network
  world.close()
})
beforeEach(async () => {
  localStorage.clear()
  world.session = session
  await page.viewport(1440, 900)
  // A pointer left over a button by another test would open its tip.
  await userEvent.hover(document.documentElement, { position: { x: 720, y: 2 } })
})
afterEach(cleanup)

const violations = async (): Promise<readonly string[]> => (await axe.run(document)).violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)
const open = (path: string, scheme: 'light' | 'dark', setupCode?: string): void => {
  writePreference('scheme', scheme)
  history.replaceState(null, '', path)
  render(<App client={createQueryClient()} setupCode={setupCode} />)
}
const pages = [
  ['/account', 'Where you are signed in'],
  ['/administration/people', '1 of 1'],
  ['/administration/roles', 'Level'],
  ['/administration/tokens', 'CI'],
  ['/administration/audit', 'Export'],
] as const

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
  test.each(pages)('%s can be used by everybody', async (path, sign) => {
    open(path, scheme)
    await expect.element(page.getByText(sign, { exact: true }).first()).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('the door can be used by everybody', async () => {
    world.session = undefined
    open('/dashboards', scheme)
    await expect.element(page.getByRole('link', { name: 'Sign in with Harbour SSO' })).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('the dialogs for a role, a person and sharing can be used by everybody', async () => {
    open('/administration/roles', scheme)
    await page.getByRole('button', { name: 'Change manager', exact: true }).click()
    await expect.element(page.getByRole('dialog', { name: /./ })).toBeVisible()
    expect(await violations()).toEqual([])
    cleanup()
    open('/administration/people', scheme)
    await page.getByRole('button', { name: 'Nora Klein you', exact: true }).click()
    await expect.element(page.getByRole('dialog', { name: /./ })).toBeVisible()
    expect(await violations()).toEqual([])
    cleanup()
    open('/d/this-machine', scheme)
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await expect.element(page.getByRole('dialog', { name: /./ })).toBeVisible()
    expect(await violations()).toEqual([])
  })
})

test.each(pages)('%s fits a phone and nothing sticks out', async (path, sign) => {
  await page.viewport(390, 844)
  open(path, 'light')
  await expect.element(page.getByText(sign, { exact: true }).first()).toBeVisible()
  expect(document.documentElement.scrollWidth).toBe(document.documentElement.clientWidth)
})

test('on a phone an administrator gets to every page of the administration from the tab bar', async () => {
  await page.viewport(390, 844)
  open('/dashboards', 'light')
  await page.getByRole('button', { name: 'You', exact: true }).click()
  for (const name of ['People', 'Roles', 'Service tokens', 'Audit']) await expect.element(page.getByRole('menuitem', { name, exact: true })).toBeVisible()
  await page.getByRole('menuitem', { name: 'Roles', exact: true }).click()
  await expect.element(page.getByRole('button', { name: 'Change manager', exact: true })).toBeVisible()
  expect(document.documentElement.scrollWidth).toBe(document.documentElement.clientWidth)
}, 60_000)

test('the first run fits a phone, light and dark, and can be used by everybody', async () => {
  const fresh = createSignedWorld()
  const before = world
  world = fresh
  for (const scheme of ['light', 'dark'] as const) {
    await page.viewport(390, 844)
    open('/', scheme, 'a-code')
    await expect.element(page.getByLabelText('Your name')).toHaveFocus()
    expect(await violations()).toEqual([])
    expect(document.documentElement.scrollWidth).toBe(document.documentElement.clientWidth)
    cleanup()
  }
  world = before
  fresh.close()
})
