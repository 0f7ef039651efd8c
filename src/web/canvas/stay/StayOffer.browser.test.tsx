import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { DashboardRecord, Widget } from '#contract/dashboard.ts'
import { createDashboard } from '#contract/dashboard.ts'
import { saveLearning } from '#contract/learning.ts'
import { emptyDashboard } from '#core/dashboard/document.ts'
import { createMockApi } from '#mocks/mock-api.ts'
import { scenarios } from '#mocks/scenarios/registry.ts'
import { call } from '#web/api/call.ts'
import { createQueryClient } from '#web/api/client.ts'
import { dashboardQuery } from '#web/api/dashboard-query.ts'
import { askStrip, stripKey } from '#web/api/learning-query.ts'
import { Announcer } from '#web/ui/Announcer.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { ThemeProvider } from '#web/ui/theme/ThemeProvider.tsx'
import { Toaster } from '#web/ui/toast/Toaster.tsx'
import { PageTime } from '#web/url/PageTime.tsx'
import { Canvas } from '../Canvas.tsx'
import { Stay } from './Stay.tsx'
import '#web/ui/tokens.css'
import '#web/ui/theme/base.css'

vi.setConfig({ testTimeout: 60_000 })

const home = location.href
let writes: string[] = []
let reads = 0

/** The server's own API, in this page. */
beforeAll(async () => {
  const api = await createMockApi({ scenario: scenarios.calm })
  const network = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    if (!pathname.startsWith('/api/')) return network(input, init)
    if (request.method === 'PUT' && pathname.startsWith('/api/stays/')) writes.push(pathname)
    if (request.method === 'GET' && pathname.startsWith('/api/stays/')) reads += 1
    return api.fetch(request)
  }
})
beforeEach(async () => {
  writes = []
  history.replaceState(null, '', home)
  await page.viewport(1200, 700)
  await call(saveLearning, { input: { noticed: true, paused: false } })
})
afterEach(() => {
  cleanup()
  history.replaceState(null, '', home)
})

const widget = (id: string): Widget => ({
  id,
  title: `Widget ${id}`,
  query: { source: 'auto', spec: { measure: 'alerts.active' } },
  lenses: [],
  view: { kind: 'grid', options: {} },
  thresholds: [],
  links: [],
})
const names = ['a', 'b', 'c', 'd', 'e']

async function publish(): Promise<DashboardRecord> {
  const doc = {
    ...emptyDashboard('Board'),
    variables: [{ name: 'site', label: 'Site', from: { source: 'auto', label: 'site' }, multi: true, all: true, default: [] }],
    sections: [{ id: 'main', title: '', widgets: names.map(widget), layouts: { desktop: names.map((id, i) => ({ id, x: 0, y: 8 * i, w: 12, h: 8 })) } }],
  }
  return (await call(createDashboard, { input: { doc } })).data
}

async function visit(record: DashboardRecord): Promise<void> {
  const before = reads
  const client = createQueryClient()
  client.setQueryData(dashboardQuery(record.id).queryKey, record)
  client.setQueryData(stripKey, await askStrip())
  render(
    <QueryClientProvider client={client}>
      <ThemeProvider>
        <Announcer>
          <Toaster>
            <PageTime defaults={record.doc.time}>
              <Page title="Board">
                <Canvas record={record}>
                  <Stay record={record} />
                </Canvas>
              </Page>
            </PageTime>
          </Toaster>
        </Announcer>
      </ThemeProvider>
    </QueryClientProvider>,
  )
  await expect.element(page.getByRole('article').first()).toBeVisible()
  // Fetched when the page is there; where nothing is learned it never asks.
  if (!(await askStrip()).paused) await expect.poll(() => reads).toBeGreaterThan(before)
}
/** Leaves, as going to another page does, and waits until it was told. */
async function leave(told: number): Promise<void> {
  cleanup()
  await expect.poll(() => writes.length).toBe(told)
  history.replaceState(null, '', home)
  scrollTo(0, 0)
}
const go = (search: string): void => {
  history.pushState(null, '', `${location.pathname}?${search}`)
  dispatchEvent(new PopStateEvent('popstate'))
}
const offer = () => page.getByRole('region', { name: 'Where you were' })
/** Names stand between marks of direction. */
const said = (): string => (offer().query()?.textContent ?? '').replace(/[\u2066-\u2069]/g, '')
const top = (id: string): number => document.querySelector(`[data-widget="${id}"]`)?.getBoundingClientRect().top ?? -1

/** Looks at last week, in one site, further down; and leaves. */
async function wander(record: DashboardRecord): Promise<void> {
  await visit(record)
  await expect.element(page.getByRole('article', { name: 'Widget d' })).toBeInTheDocument()
  go('from=now-7d&to=now&var-site=FRA')
  document.querySelector('[data-widget="d"]')?.scrollIntoView()
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  await leave(1)
}

test('whoever comes back is offered where they were, with what differs, and is brought there only when they say so', async () => {
  const record = await publish()
  await wander(record)
  await visit(record)
  await expect.element(offer()).toBeVisible()
  await expect.poll(said).toContain('Last 7 days · Site: FRA · at Widget')
  expect(location.search).not.toContain('from=')
  await page.getByRole('button', { name: 'Return' }).click()
  await expect.poll(() => location.search).toContain('from=now-7d')
  expect(new URLSearchParams(location.search).getAll('var-site')).toEqual(['FRA'])
  await expect.poll(() => top('d')).toBeLessThan(120)
  expect(offer().query()).toBeNull()
})

test('who only looks leaves what was kept as it is', async () => {
  const record = await publish()
  await wander(record)
  await visit(record)
  await expect.element(offer()).toBeVisible()
  cleanup()
  history.replaceState(null, '', home)
  await visit(record)
  await expect.element(offer()).toBeVisible()
  expect(writes).toHaveLength(1)
})

test('not now puts it away, and doing something else does too', async () => {
  const record = await publish()
  await wander(record)
  await visit(record)
  await expect.element(offer()).toBeVisible()
  await offer().getByRole('button', { name: 'Not now' }).click()
  expect(offer().query()).toBeNull()
  cleanup()
  await visit(record)
  await expect.element(offer()).toBeVisible()
  go('from=now-30d&to=now')
  await expect.poll(() => offer().query()).toBeNull()
})

test('a widget that filled the screen fills it again', async () => {
  const record = await publish()
  await visit(record)
  await userEvent.hover(page.getByRole('article', { name: 'Widget a' }))
  await page
    .getByRole('article', { name: 'Widget a' })
    .getByRole('button', { name: /full screen/i })
    .click()
  await expect.element(page.getByRole('dialog', { name: 'Widget a' })).toBeVisible()
  await leave(1)
  await visit(record)
  await expect.poll(said).toContain('Widget a alone')
  await page.getByRole('button', { name: 'Return' }).click()
  await expect.element(page.getByRole('dialog', { name: 'Widget a' })).toBeVisible()
})

test('while learning is paused nothing is told and nothing is offered', async () => {
  const record = await publish()
  await wander(record)
  await call(saveLearning, { input: { paused: true } })
  await visit(record)
  go('from=now-30d&to=now')
  await new Promise((done) => setTimeout(done, 300))
  expect(offer().query()).toBeNull()
  cleanup()
  await new Promise((done) => setTimeout(done, 100))
  expect(writes).toHaveLength(1)
})

test.each(['light', 'dark'])('axe finds nothing, %s', async (scheme) => {
  const record = await publish()
  await wander(record)
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
  await visit(record)
  await expect.element(offer()).toBeVisible()
  const { violations } = await axe.run({ include: [['section[aria-label="Where you were"]']] })
  document.documentElement.removeAttribute('data-mantine-color-scheme')
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
})
