import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import { Dashboard } from '#contract/dashboard.ts'
import type { Query } from '#contract/query.ts'
import { atRest } from './at-rest.ts'
import type { Box } from './at-rest.ts'
import type { WatchedPage } from './chromium.ts'

/** The sources of the journey's three widgets; the first two must show `alert`. */
export interface JourneySetup {
  readonly base: string
  readonly polled: Query
  readonly received: Query
  readonly numbers: Query
  /** Words of an alert both event widgets must show; a function is asked once the app runs. */
  readonly alert: string | ((page: Page) => Promise<string>)
  /** Query of the first address, e.g. `?scenario=burst`. */
  readonly search?: string
}

const boardOf = ({ polled, received, numbers }: JourneySetup): Dashboard =>
  Dashboard.parse({
    v: 1,
    title: 'Journey',
    time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 1000 },
    sections: [
      {
        id: 'main',
        title: '',
        widgets: [
          { id: 'polled', title: 'Firing now', query: polled, view: { kind: 'grid', options: {} } },
          { id: 'received', title: 'Received', query: received, view: { kind: 'grid', options: {} } },
          { id: 'numbers', title: 'Numbers', query: numbers, view: { kind: 'chart', options: {} } },
        ],
        layouts: {
          desktop: [
            { id: 'polled', x: 0, y: 0, w: 6, h: 8 },
            { id: 'received', x: 6, y: 0, w: 6, h: 8 },
            { id: 'numbers', x: 0, y: 8, w: 6, h: 6 },
          ],
        },
      },
    ],
  })

const widget = (page: Page, title: string): Locator => page.getByRole('article', { name: title })

/** Makes the dashboard as the app would and answers its address. The page must already be on the app's origin. */
async function createBoard(page: Page, setup: JourneySetup): Promise<string> {
  const doc = boardOf(setup)
  const id = await page.evaluate(async (text) => {
    const reply = await fetch('/api/dashboards', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: text,
    })
    // The contract's DashboardRecord.
    const record = (await reply.json()) as { readonly id: string }
    return record.id
  }, JSON.stringify({ doc }))
  return `${setup.base}/d/${id}`
}

/** Chooses a look in the open switcher by the view it starts with. */
async function look(page: Page, title: string, view: RegExp): Promise<void> {
  await widget(page, title)
    .getByRole('button', { name: /look at it differently/i })
    .click()
  const options = page.getByRole('listbox').getByRole('option', { name: view })
  await options.first().click()
  await page.getByRole('listbox').waitFor({ state: 'detached' })
}

const drawn: Readonly<Record<string, string>> = { grid: '[role="grid"]', chart: '.recharts-wrapper, canvas, svg', gantt: 'canvas', graph: '.react-flow' }

/**
 * A page asks for what others may have changed a moment after it is there, once its line to the server stands; only then is
 * every further request somebody's doing. `from`: how many requests there were before the page.
 */
async function untilItListens({ requests }: WatchedPage, from: number): Promise<void> {
  const isListening = (): boolean => {
    const asked = requests.slice(from)
    const line = asked.indexOf('GET /api/live')
    return line >= 0 && asked.slice(line).includes('GET /api/dashboards')
  }
  await expect.poll(isListening, { timeout: 30_000 }).toBe(true)
}

/** What the page tells and hears by itself about where somebody is; nothing of it is data. */
const ownDoing: ReadonlySet<string> = new Set(['GET /api/strip', 'POST /api/signals', 'GET /api/live'])

async function switchViews({ page, requests }: WatchedPage, title: string): Promise<void> {
  const before = requests.length
  for (const [view, name] of [
    ['chart', /^chart/i],
    ['gantt', /^gantt/i],
    ['graph', /^graph/i],
    ['grid', /^grid/i],
  ] as const) {
    await look(page, title, name)
    await widget(page, title)
      .locator(drawn[view] ?? '')
      .first()
      .waitFor()
  }
  expect(requests.slice(before).filter((one) => !ownDoing.has(one))).toEqual([])
}

async function drag(page: Page, from: { x: number; y: number }, by: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let step = 1; step <= 12; step += 1) await page.mouse.move(from.x + (by.x * step) / 12, from.y + (by.y * step) / 12)
  await page.mouse.up()
}

const boxOf = (page: Page, title: string): Promise<Box> => atRest(widget(page, title))

async function dragAndResize(page: Page, title: string): Promise<void> {
  const before = await boxOf(page, title)
  await drag(page, { x: before.x + 90, y: before.y + 18 }, { x: before.width + 40, y: 0 })
  await expect.poll(async () => (await boxOf(page, title)).x).toBeGreaterThan(before.x + before.width / 2)
  const moved = await boxOf(page, title)
  // The whole column is narrower than the way the corner is pulled, so that it is one column and one row at least.
  await drag(page, { x: moved.x + moved.width - 1, y: moved.y + moved.height - 1 }, { x: -moved.width / 3, y: 60 })
  await expect.poll(async () => (await boxOf(page, title)).width).toBeLessThan(moved.width - 40)
  await expect.poll(async () => (await boxOf(page, title)).height).toBeGreaterThan(moved.height + 30)
}

/**
 * The main promise, by mouse: an alert reaches two widgets, one is looked at as bars, Gantt, graph and grid again without a
 * single request, dragged, resized, published, reloaded, and is where it was put.
 */
export async function walkJourney(watched: WatchedPage, setup: JourneySetup): Promise<void> {
  const { page } = watched
  await page.goto(`${setup.base}/${setup.search ?? ''}`)
  await page.getByRole('navigation').first().waitFor()
  const alert = typeof setup.alert === 'string' ? setup.alert : await setup.alert(page)
  const address = await createBoard(page, setup)
  await page.goto(address)
  await widget(page, 'Firing now').getByText(alert).first().waitFor({ timeout: 30_000 })
  await widget(page, 'Received').getByText(alert).first().waitFor({ timeout: 30_000 })

  // Without refresh every request from here on would be the switcher's.
  const asked = watched.requests.length
  await page.goto(`${address}?refresh=off`)
  await widget(page, 'Firing now').getByText(alert).first().waitFor()
  await widget(page, 'Numbers')
    .locator(drawn['chart'] ?? '')
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('button', { name: 'Review and publish' }).waitFor()
  await untilItListens(watched, asked)
  await boxOf(page, 'Firing now')
  await switchViews(watched, 'Firing now')
  await dragAndResize(page, 'Firing now')
  const put = await boxOf(page, 'Firing now')
  const others = await boxOf(page, 'Received')

  await page.getByRole('button', { name: 'Review and publish' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Edit', exact: true }).waitFor()
  await page.reload()
  await widget(page, 'Firing now').getByText(alert).first().waitFor()
  const after = await boxOf(page, 'Firing now')
  // Edit mode has a slim rail, so compare columns and rows, not pixels.
  expect(Math.round((after.width / (await boxOf(page, 'Received')).width) * 10)).toBe(Math.round((put.width / others.width) * 10))
  expect(Math.round(after.height)).toBe(Math.round(put.height))
  expect(after.x > (await page.viewportSize())!.width / 2).toBe(put.x > (await page.viewportSize())!.width / 2)
}
