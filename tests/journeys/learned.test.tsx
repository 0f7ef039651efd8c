import 'fake-indexeddb/auto'
import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DashboardRecord } from '#contract/dashboard.ts'
import type { Landing } from '#contract/landing.ts'
import type { Layer } from '#contract/layer.ts'
import type { Learned } from '#contract/learning.ts'
import { createSignedWorld } from '#tests/support/signed-world.ts'
import type { SignedWorld } from '#tests/support/signed-world.ts'
import { createQueryClient } from '#web/api/client.ts'
import { App } from '#web/app/App.tsx'

// Pages and dialogs load as they are needed.
configure({ asyncUtilTimeout: 20_000 })
vi.setConfig({ testTimeout: 60_000 })

const realFetch = globalThis.fetch
let world: SignedWorld

beforeEach(async () => {
  localStorage.clear()
  world = createSignedWorld()
  globalThis.fetch = world.fetch
  await world.begin()
})
afterEach(() => {
  globalThis.fetch = realFetch
  world.close()
})

const open = (path: string): void => {
  history.replaceState(null, '', path)
  render(<App client={createQueryClient()} />)
}
const learned = async (): Promise<Learned> => (await world.ask('GET', '/api/learned')).body as Learned
const minute = Math.floor(Date.now() / 60_000)
const goes = (...items: readonly string[]) =>
  world.ask('POST', '/api/signals', {
    signals: items.map((item, i) => ({ id: `signal-${item}-${i}`.replaceAll(':', '-'), kind: 'open', item, via: 'navigation', minute })),
  })

test('whoever was told sees everything that was learned, has a place forgotten, pauses, and deletes it all', async () => {
  await world.ask('PUT', '/api/learned', { noticed: true })
  await goes('page:sources', 'page:roles', 'page:sources')
  open('/account/learned')
  const user = userEvent.setup()
  const row = (await screen.findByRole('cell', { name: 'Sources' })).closest('tr') ?? expect.unreachable()
  expect(within(row).getByText('2')).toBeVisible()
  expect(screen.getByText('After Sources you open Roles')).toBeVisible()

  await user.click(within(row).getByRole('button', { name: 'Forget' }))
  expect(await screen.findByText('Sources is never suggested')).toBeVisible()
  expect((await learned()).items.map((it) => it.item)).toEqual(['page:roles'])

  await user.click(screen.getByRole('switch', { name: /Learn from where I go/ }))
  await waitFor(async () => expect((await learned()).paused).toBe(true))

  await user.click(screen.getByRole('button', { name: 'Delete everything' }))
  const dialog = await screen.findByRole('dialog')
  await user.click(within(dialog).getByRole('button', { name: 'Delete everything' }))
  expect(await screen.findByText('Places appear here as you open them.')).toBeVisible()
  expect(await learned()).toMatchObject({ items: [], mutes: [], noticedAt: null, raw: { count: 0 } })
})

test('a change is offered with how it would look, why, and where that was learned; accepted it is made, and can be taken back', async () => {
  await world.ask('PUT', '/api/learned', { noticed: true })
  const { dashboard } = (await world.ask('GET', '/api/landing?zone=UTC')).body as Landing
  const { doc } = (await world.ask('GET', `/api/dashboards/${dashboard}`)).body as DashboardRecord
  const last = doc.sections[0]?.widgets.at(-1) ?? expect.unreachable()
  const signals = Array.from({ length: 6 }, (_, i) => ({
    id: `promote-${i}-signal`,
    kind: 'interact',
    item: `widget:${dashboard}/${last.id}`,
    via: 'navigation',
    minute: minute - (6 - i) * 1440,
  }))
  expect((await world.ask('POST', '/api/signals', { signals })).body).toMatchObject({ fates: signals.map(() => 'counted') })
  open('/')
  const user = userEvent.setup()
  const card = await screen.findByRole('complementary', { name: 'A change for you' })
  expect(within(card).getByRole('heading', { name: `Move ${last.title} to the top?` })).toBeVisible()
  expect(within(card).getByText(/You open it often\. Only your own screen changes/)).toBeVisible()
  expect(within(card).getByRole('link', { name: 'Why you see this' })).toHaveAttribute('href', expect.stringMatching(/^\/account\/learned/))
  await user.click(within(card).getByRole('button', { name: 'Move it up' }))
  const back = await screen.findByRole('button', { name: 'Take it back' })
  const changes = async () => ((await world.ask('GET', `/api/dashboards/${dashboard}/layer`)).body as Layer).operations.length
  expect(await changes()).toBeGreaterThan(0)
  await user.click(back)
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Take it back' })).toBeNull())
  expect(await changes()).toBe(0)
})
