import { QueryClientProvider } from '@tanstack/react-query'
import { configure, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Widget } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import { ServerFault } from '#server/fault.ts'
import { createWorld, scriptedConnector, send } from '#tests/support/api-world.ts'
import type { Script } from '#tests/support/api-world.ts'
import { createQueryClient } from '../api/client.ts'
import { PageTime, usePageTime } from '../url/PageTime.tsx'
import type { WidgetActs } from './acts.ts'
import { WidgetHost } from './WidgetHost.tsx'

const table: Frame = {
  fields: [
    { name: 'name', type: 'string', role: 'title', values: ['disk full'] },
    { name: 'value', type: 'number', role: 'value', values: [7] },
  ],
}

// The first drawing and the first popup also wait for their code.
configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 40_000 })

const realFetch = globalThis.fetch
let asked = 0
afterEach(() => {
  globalThis.fetch = realFetch
})

/** The real API with one source, `db`, that answers as the test says each time it is asked. */
async function serve(script: Script): Promise<void> {
  const { api } = createWorld({ connectors: { scripted: scriptedConnector(new Map([['db', script]])) } })
  const made = await send(
    api,
    'POST',
    '/api/sources',
    { id: 'db', kind: 'scripted', name: 'Big database', config: { url: 'http://db.example' } },
    { headers: { 'idempotency-key': 'first-source' } },
  )
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  globalThis.fetch = async (input, init) => {
    const request = new Request(new URL(input instanceof Request ? input.url : input, 'http://localhost'), init)
    if (request.url.endsWith('/api/query')) asked += 1
    return api.fetch(request)
  }
}
beforeEach(() => {
  asked = 0
})

const widget: Widget = {
  id: 'w',
  title: 'Tables',
  query: { source: 'db', spec: { say: 'all' } },
  lenses: [],
  view: { kind: 'grid', options: {} },
  thresholds: [],
  links: [],
}
const acts: WidgetActs = {
  onLook: () => undefined,
  onOptions: () => undefined,
  onOriginal: () => undefined,
  onPick: () => undefined,
  onFull: () => undefined,
  onEdit: () => undefined,
  entries: () => [],
  othersOf: () => 2,
}

function Refresh() {
  const { refresh } = usePageTime()
  return <button onClick={refresh}>refresh the page</button>
}

function show(more: Partial<Widget> = {}, own: Partial<WidgetActs> = {}) {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <PageTime defaults={{ range: { from: 'now-1h', to: 'now' }, refreshMs: 0 }}>
        <Refresh />
        <WidgetHost widget={{ ...widget, ...more }} values={{}} editing={false} acts={{ ...acts, ...own }} />
      </PageTime>
    </QueryClientProvider>,
  )
  return within(screen.getByRole('article', { name: 'Tables' }))
}

test('an answer is drawn, and the foot says how old it is and whose', async () => {
  await serve({ query: async () => table })
  const it = show()
  expect(await it.findByText('disk full')).toBeVisible()
  expect(it.getByText(/Big database/)).toBeVisible()
})

test('who is shown only the first of several grants is told so, and who can mend it', async () => {
  await serve({ query: async () => ({ ...table, meta: { part: true } }) })
  const it = show()
  expect(await it.findByText('Part of what you may see')).toBeVisible()
  expect(await it.findByText('disk full')).toBeVisible()
  const full = /several grants on this source that cannot be asked for together\. This shows the first one\./
  expect(it.getByTitle(full)).toBeVisible()
})

test('a source that does not answer is named, with what else it feeds, and trying again mends it', async () => {
  let down = true
  await serve({
    query: async () => {
      if (down) throw new ServerFault('source_down', { detail: 'connection refused' })
      return table
    },
  })
  const it = show()
  expect(await it.findByText('Big database does not answer')).toBeVisible()
  expect(it.getByText('connection refused')).toBeVisible()
  expect(it.getByText(/It feeds 2 other widgets here/)).toBeVisible()
  expect(it.getByText(/^Request /)).toBeVisible()
  down = false
  await userEvent.click(it.getByRole('button', { name: 'Try again' }))
  expect(await it.findByText('disk full')).toBeVisible()
})

test('where the time of an answer went is told part by part, with what was asked, and leads to the data', async () => {
  await serve({ query: async () => ({ ...table, meta: { executed: 'all of it' } }) })
  const it = show()
  await it.findByText('disk full')
  fireEvent.click(it.getByLabelText('Actions for Tables'))
  // By words: asking for roles of everything in an open dialog takes jsdom seconds.
  fireEvent.click(await screen.findByText('How long it took'))
  expect(await screen.findByText(/from asking to seeing: 1 row, 2 columns/)).toBeVisible()
  const dialog = screen.getByText('all of it').closest<HTMLElement>('[role="dialog"]')
  const parts = [...(dialog?.querySelectorAll('ol > li') ?? [])].map((item) => item.textContent)
  expect(parts).toHaveLength(7)
  // An answer out of memory takes no time at all.
  expect(parts[4]).toMatch(/^Big database[\d.]+\u00a0m?s/)
  fireEvent.click(within(dialog ?? document.body).getByText('Explore data'))
  expect(await screen.findByText('Save as CSV')).toBeVisible()
})

test('when the source fails later, its last answer stays, with its age', async () => {
  let down = false
  await serve({
    query: async () => {
      if (down) throw new ServerFault('source_down')
      return table
    },
  })
  const it = show()
  await it.findByText('disk full')
  down = true
  await userEvent.click(screen.getByRole('button', { name: 'refresh the page' }))
  expect(await it.findByText(/ old$/)).toBeVisible()
  expect(it.getByText('disk full')).toBeVisible()
  expect(it.getByRole('button', { name: 'Try now' })).toBeVisible()
})

test('no rows is said as good news, with one way on', async () => {
  await serve({ query: async () => ({ fields: table.fields.map((f) => ({ ...f, values: [] })) }) })
  const it = show()
  expect(await it.findByText('The query works and matched 0 rows.')).toBeVisible()
  await userEvent.click(it.getByRole('button', { name: 'Show last 7 days' }))
  expect(location.search).toContain('from=now-7d')
  history.replaceState(null, '', '/')
})

test('a query the source does not understand is not offered another try while it can be edited', async () => {
  await serve({
    query: async () => {
      throw new ServerFault('source_query', { detail: '1:6: parse error: expected type range vector in call to function "rate", got instant vector' })
    },
  })
  const it = show()
  expect(await it.findByText('Big database does not understand the query')).toBeVisible()
  expect(await it.findByText('rate needs values over a time, as in up[5m], but gets one value per series')).toBeVisible()
  expect(it.getByText(/parse error/)).not.toBeVisible()
  await userEvent.click(it.getByText('What Big database said'))
  expect(it.getByText(/parse error/)).toBeVisible()
})

test('what a source says that nobody has plain words for stands there as it came', async () => {
  await serve({
    query: async () => {
      throw new ServerFault('source_query', { detail: 'column "nme" does not exist' })
    },
  })
  expect(await show().findByText('column "nme" does not exist')).toBeVisible()
})

test('a view this version does not know keeps the widget and offers others', async () => {
  await serve({ query: async () => table })
  const it = show({ view: { kind: 'heatmap', options: {} } })
  expect(await it.findByText('This version cannot draw “heatmap”')).toBeVisible()
  expect(it.getByRole('button', { name: 'Choose another view' })).toBeVisible()
})

test('options that do not fit are mended on request only', async () => {
  await serve({ query: async () => table })
  const kept: unknown[] = []
  const it = show({ view: { kind: 'grid', options: { sort: 'by name' } } }, { onOptions: (_id, options) => void kept.push(options) })
  await userEvent.click(await it.findByRole('button', { name: 'Use the standard options' }))
  expect(kept).toEqual([{}])
})

test('switching the view asks nobody', async () => {
  await serve({ query: async () => table })
  const looks: string[] = []
  const it = show({}, { onLook: (_id, look) => void looks.push(look.view.kind) })
  await it.findByText('disk full')
  const before = asked
  screen.getByRole('article').focus()
  await userEvent.keyboard('v')
  // Without a layout the popup believes its trigger to be out of sight and hides.
  const [stat] = await screen.findAllByRole('option', { name: /^Stat/, hidden: true })
  if (stat) fireEvent.click(stat)
  expect(looks).toEqual(['stat'])
  expect(asked).toBe(before)
})

test('a stat that compares asks for the period before as well, and only then', async () => {
  const ranges: number[] = []
  await serve({
    query: async (_spec, { range }) => {
      ranges.push(range.from)
      return table
    },
  })
  const it = show({ view: { kind: 'stat', options: { compare: true } } })
  await it.findByText('7')
  await vi.waitFor(() => expect(ranges).toHaveLength(2), { timeout: 15_000 })
  const [now = 0, before = 0] = ranges.toSorted((a, b) => b - a)
  expect(now - before).toBe(3_600_000)
})
