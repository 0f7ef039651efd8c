import 'fake-indexeddb/auto'
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Observation } from '#contract/observation.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import type { Store } from '#server/store/store.ts'
import { createSignedWorld } from '#tests/support/signed-world.ts'
import type { SignedWorld } from '#tests/support/signed-world.ts'
import { createQueryClient } from '#web/api/client.ts'
import { App } from '#web/app/App.tsx'

// Pages and dialogs load as they are needed.
configure({ asyncUtilTimeout: 20_000 })
vi.setConfig({ testTimeout: 60_000 })

const realFetch = globalThis.fetch
const realMatchMedia = window.matchMedia
const minute = 60_000
let world: SignedWorld
let store: Store

const seen = (it: Partial<Observation> & Pick<Observation, 'id'>): Observation => ({
  kind: 'alert',
  source: 'test',
  title: it.id,
  severity: 'warning',
  status: 'firing',
  startedAt: Date.now() - 30 * minute,
  endedAt: null,
  updatedAt: Date.now(),
  depends: [],
  labels: {},
  ...it,
})
const report = (...all: readonly Observation[]) => store.observations.put(all, { changes: [{ topic: 'observation', id: 'events' }] })

/** As on a wide screen, where the facets stand beside the list. */
const beWide = (): void => {
  window.matchMedia = (query) => Object.assign(realMatchMedia(query), { matches: query.startsWith('(min-width') })
}

beforeEach(async () => {
  beWide()
  // Nothing is laid out here: where a page is scrolled to is looked at in a real browser.
  window.scrollTo = () => {}
  localStorage.clear()
  sessionStorage.clear()
  store = createMemoryStore()
  world = createSignedWorld({}, { store })
  globalThis.fetch = world.fetch
  await world.begin()
  await report(
    seen({
      id: 'change:test:7',
      kind: 'change',
      title: 'CHG-7 New router',
      service: 'cart',
      severity: 'low',
      status: 'closed',
      startedAt: Date.now() - 40 * minute,
      endedAt: Date.now() - 35 * minute,
    }),
    seen({
      id: 'incident:test:1',
      kind: 'incident',
      title: 'INC-1 Checkout is down',
      service: 'cart',
      severity: 'critical',
      status: 'open',
      depends: ['change:test:7'],
      labels: { detectedAt: String(Date.now() - 29 * minute) },
    }),
    seen({
      id: 'alert:test:a',
      title: 'Errors above 5 %',
      service: 'cart',
      severity: 'critical',
      depends: ['incident:test:1'],
      link: 'https://prom.example/graph?g0.expr=errors',
    }),
    seen({ id: 'alert:test:b', title: 'Queue is long', service: 'cart' }),
    seen({ id: 'alert:test:c', title: 'Index is old', service: 'search', owner: 'Bo', startedAt: Date.now() - 10 * minute }),
    seen({ id: 'alert:test:d', title: 'Probe failed', service: 'search', status: 'resolved', endedAt: Date.now() - minute }),
  )
})
afterEach(() => {
  globalThis.fetch = realFetch
  window.matchMedia = realMatchMedia
  world.close()
})

const open = (path: string): void => {
  history.replaceState(null, '', path)
  render(<App client={createQueryClient()} />)
}
const titles = (): readonly (string | null)[] => screen.getAllByRole('row').flatMap((row) => row.querySelector('a[data-open]')?.textContent ?? [])

describe('a list of alerts', () => {
  test('leads by facet to an alert, back to the very row, and to its triage', async () => {
    open('/alerts')
    const user = userEvent.setup()
    await screen.findByRole('grid', { name: 'Alerts' })
    // Worst first, what is over left out.
    expect(titles()).toEqual(['Errors above 5 %', 'Index is old', 'Queue is long'])
    const facet = screen.getByRole('group', { name: 'Service' })
    await user.click(within(facet).getByRole('checkbox', { name: /^cart/ }))
    await waitFor(() => expect(titles()).toEqual(['Errors above 5 %', 'Queue is long']))
    expect(location.search).toBe('?service=cart')
    // Chosen values stay on offer with what else could be chosen.
    expect(within(facet).getByRole('checkbox', { name: 'search,1' })).not.toBeChecked()

    await user.click(screen.getByRole('link', { name: 'Queue is long' }))
    expect(await screen.findByRole('heading', { name: 'Queue is long' })).toBeVisible()
    history.back()
    await screen.findByRole('grid', { name: 'Alerts' })
    expect(location.search).toBe('?service=cart')
    await waitFor(() => expect(document.activeElement).toHaveTextContent('Queue is long'))
    await user.keyboard('k')
    expect(document.activeElement).toHaveTextContent('Errors above 5 %')
    await user.keyboard('{Enter}')
    await screen.findByRole('heading', { name: 'Errors above 5 %' })
    await user.click(screen.getByRole('button', { name: 'Start triage' }))
    await waitFor(() => expect(location.pathname).toMatch(/^\/runs\/(?!new)/))
    const { body } = await world.ask('GET', '/api/runs')
    expect(body).toEqual([expect.objectContaining({ workflow: 'triage', subject: 'alert:test:a' })])

    // Whoever comes back to the alert goes on with what was begun.
    cleanup()
    open('/observations/alert%3Atest%3Aa')
    expect(await screen.findByRole('button', { name: /^Continue at step \d/ })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Start triage' })).toBeNull()
  })

  test('never moves a row for a newcomer: it is counted, and shown when asked for', async () => {
    open('/alerts')
    const user = userEvent.setup()
    await screen.findByRole('grid', { name: 'Alerts' })
    await report(seen({ id: 'alert:test:e', title: 'Disk is full', severity: 'critical', startedAt: Date.now() }))
    await user.keyboard('r')
    await user.click(screen.getByRole('button', { name: 'Refresh now' }))
    const waits = await screen.findByRole('button', { name: '1 new, show' })
    expect(titles()).toEqual(['Errors above 5 %', 'Index is old', 'Queue is long'])
    await user.click(waits)
    await waitFor(() => expect(titles()).toEqual(['Disk is full', 'Errors above 5 %', 'Index is old', 'Queue is long']))
  })

  test('has its facets in a drawer where there is no room beside it', async () => {
    window.matchMedia = realMatchMedia
    open('/alerts')
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Filters' }))
    const drawer = await screen.findByRole('dialog', { name: 'Filters' })
    await user.click(within(drawer).getByRole('checkbox', { name: /^Nobody/ }))
    await user.click(await within(drawer).findByRole('button', { name: '2 alerts' }))
    expect(location.search).toBe('?owner=')
    expect(await screen.findByRole('button', { name: 'Filters · 1' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Owner Nobody, take back' }))
    await waitFor(() => expect(titles()).toHaveLength(3))
  })

  test('is searched by words, cleared in one go, and says honestly that nothing fits', async () => {
    open('/alerts?show=all')
    const user = userEvent.setup()
    await screen.findByRole('grid', { name: 'Alerts' })
    expect(titles()).toContain('Probe failed')
    await user.keyboard('/')
    expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Find by title, service, owner' }))
    await user.keyboard('nothing like this')
    expect(await screen.findByRole('heading', { name: 'Nothing fits these filters' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Clear filters and search' }))
    await screen.findByRole('grid', { name: 'Alerts' })
    expect(location.search).toBe('?show=all')
  })
})

describe('one incident', () => {
  test('shows where it came from, what belongs to it and its timeline in order', async () => {
    open('/observations/incident%3Atest%3A1')
    const line = await screen.findByRole('list', { name: 'Timeline' })
    expect(
      within(line)
        .getAllByRole('listitem')
        .map((it) => it.textContent?.replace(/^.*\d\d:\d\d:\d\d/, '')),
    ).toEqual([
      expect.stringContaining('CHG-7 New router'),
      expect.stringContaining('CHG-7 New router'),
      expect.stringContaining('Incident began'),
      expect.stringContaining('Errors above 5 %'),
      expect.stringContaining('Queue is long'),
      expect.stringContaining('Detected'),
    ])
    expect(within(screen.getByRole('region', { name: /^Came from/ })).getByRole('link')).toHaveTextContent('CHG-7 New router')
    expect(within(screen.getByRole('region', { name: /^Belongs to it/ })).getByRole('link')).toHaveTextContent('Errors above 5 %')
  })

  test('that is not there says so and leads to the list', async () => {
    open('/observations/incident%3Atest%3A404')
    expect(await screen.findByRole('heading', { name: 'This is not here' })).toBeVisible()
    await userEvent.setup().click(screen.getByRole('button', { name: 'Incidents' }))
    await waitFor(() => expect(location.pathname).toBe('/incidents'))
  })

  test('leads to its source by a safe link only', async () => {
    open('/observations/alert%3Atest%3Aa')
    const link = await screen.findByRole('link', { name: /^Open at/ })
    expect(link).toHaveAttribute('href', 'https://prom.example/graph?g0.expr=errors')
    expect(link).toHaveAttribute('rel', expect.stringContaining('noopener'))
    cleanup()
    await report(seen({ id: 'alert:test:x', title: 'Bad link', link: 'javascript:alert(1)' }))
    open('/observations/alert%3Atest%3Ax')
    await screen.findByRole('heading', { name: 'Bad link' })
    expect(screen.queryByRole('link', { name: /^Open at/ })).toBeNull()
  })
})

describe('services', () => {
  const catalogue = '- id: cart\n  name: Cart\n  tier: 1\n  team: shop\n  depends: [search]\n- id: search\n  team: find\n'

  test('are those reported of, with the way to a catalogue, until one lists them', async () => {
    open('/services')
    await screen.findByRole('link', { name: /cart/ })
    expect(screen.getByRole('heading', { name: 'No catalogue is connected' })).toBeVisible()
    await userEvent.setup().click(screen.getByRole('button', { name: 'Connect a catalogue' }))
    await waitFor(() => expect(location.pathname).toBe('/sources/new/catalogue'))
    cleanup()
    const { status } = await world.ask(
      'POST',
      '/api/sources',
      { id: 'ours', kind: 'catalogue', name: 'Ours', config: { text: catalogue } },
      { 'idempotency-key': 'c'.repeat(32) },
    )
    expect(status).toBe(201)
    open('/services')
    await screen.findByRole('link', { name: /Cart/ })
    expect(screen.queryByRole('heading', { name: 'No catalogue is connected' })).toBeNull()
    const user = userEvent.setup()
    await user.click(within(screen.getByRole('group', { name: 'Tier' })).getByRole('checkbox', { name: /^Tier 1/ }))
    await waitFor(() => expect(screen.queryByRole('link', { name: /search/ })).toBeNull())
    await user.click(screen.getByRole('link', { name: /Cart/ }))
    expect(await screen.findByRole('heading', { name: 'Cart' })).toBeVisible()
    expect(within(screen.getByRole('region', { name: /^Needs/ })).getByRole('link')).toHaveTextContent('search')
    expect(await within(await screen.findByRole('region', { name: /^Incidents/ })).findByRole('link', { name: /INC-1/ })).toBeVisible()
  })

  test('one nobody knows leads back to the list', async () => {
    open('/services/nobody-knows')
    expect(await screen.findByRole('heading', { name: 'This service is not here' })).toBeVisible()
  })
})
