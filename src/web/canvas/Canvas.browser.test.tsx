import { countFromHere, redrawsOf, rendersOf, stopCounting } from '#tests/support/renders.ts'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act, cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { DashboardRecord, Place, Widget } from '#contract/dashboard.ts'
import { createDashboard, readDashboard, saveDashboard } from '#contract/dashboard.ts'
import { emptyDashboard } from '#core/dashboard/document.ts'
import { createMockApi } from '#mocks/mock-api.ts'
import { scenarios } from '#mocks/scenarios/registry.ts'
import { call } from '#web/api/call.ts'
import { createQueryClient } from '#web/api/client.ts'
import { dashboardQuery } from '#web/api/dashboard-query.ts'
import { english, LanguageContext } from '#web/i18n/text.ts'
import { Announcer } from '#web/ui/Announcer.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { ThemeProvider } from '#web/ui/theme/ThemeProvider.tsx'
import { Toaster } from '#web/ui/toast/Toaster.tsx'
import { PageTime } from '#web/url/PageTime.tsx'
import { Canvas } from './Canvas.tsx'
import '#web/ui/tokens.css'
import '#web/ui/theme/base.css'

// The first test also waits for the editor's code to be built.
vi.setConfig({ testTimeout: 60_000 })

const asked: string[] = []

/** The server's own API, in this page: only the way to it is short. */
beforeAll(async () => {
  const api = await createMockApi({ scenario: scenarios.burst })
  const network = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    if (!pathname.startsWith('/api/')) return network(input, init)
    asked.push(`${request.method} ${pathname}`)
    return api.fetch(request)
  }
})

beforeEach(async () => {
  localStorage.clear()
  await page.viewport(1440, 900)
})
afterEach(() => {
  stopCounting()
  cleanup()
})

const widget = (id: string, title: string, measure = 'alerts.active', kind = 'grid'): Widget => ({
  id,
  title,
  query: { source: 'auto', spec: { measure, mode: measure.startsWith('host') ? 'range' : 'instant' } },
  lenses: [],
  view: { kind, options: {} },
  thresholds: [],
  links: [],
})
const board = [
  { widget: widget('a', 'Alerts'), at: { id: 'a', x: 0, y: 0, w: 6, h: 6 } },
  { widget: widget('b', 'Busy', 'host.cpu', 'chart'), at: { id: 'b', x: 6, y: 0, w: 6, h: 6 } },
  { widget: widget('c', 'Load', 'host.load', 'stat'), at: { id: 'c', x: 0, y: 6, w: 3, h: 3 } },
]

async function publish(parts: readonly { readonly widget: Widget; readonly at: Place }[], second = false): Promise<DashboardRecord> {
  const doc = {
    ...emptyDashboard('Board'),
    sections: [
      { id: 'main', title: '', widgets: parts.map((p) => p.widget), layouts: { desktop: parts.map((p) => p.at) } },
      ...(second ? [{ id: 'more', title: 'More', widgets: [], layouts: { desktop: [] } }] : []),
    ],
  }
  return (await call(createDashboard, { input: { doc } })).data
}

function Board({ record, preview }: { readonly record: DashboardRecord; readonly preview: boolean }) {
  const { data = record } = useQuery(dashboardQuery(record.id))
  return (
    <PageTime defaults={{ range: { from: 'now-6h', to: 'now' }, refreshMs: 0 }}>
      <Page title="Board">
        <Canvas record={data} preview={preview} />
      </Page>
    </PageTime>
  )
}

function mount(record: DashboardRecord, { rtl = false, preview = false } = {}): void {
  document.documentElement.dir = rtl ? 'rtl' : 'ltr'
  const client = createQueryClient()
  client.setQueryData(dashboardQuery(record.id).queryKey, record)
  render(
    <QueryClientProvider client={client}>
      <LanguageContext value={{ ...english, dir: rtl ? 'rtl' : 'ltr' }}>
        <ThemeProvider>
          <Announcer>
            <Toaster>
              <Board record={record} preview={preview} />
            </Toaster>
          </Announcer>
        </ThemeProvider>
      </LanguageContext>
    </QueryClientProvider>,
  )
}

async function open(record: DashboardRecord, { rtl = false, editing = true } = {}): Promise<void> {
  mount(record, { rtl })
  await expect.element(page.getByRole('article').first()).toBeVisible()
  if (!editing) return
  await page.getByRole('button', { name: 'Edit' }).click()
  await expect.element(page.getByRole('button', { name: 'Review and publish' })).toBeVisible()
}

const article = (title: string): HTMLElement => {
  const found = page.getByRole('article', { name: title }).element()
  if (!(found instanceof HTMLElement)) throw new Error(`no widget ${title}`)
  return found
}
/** Position of a widget on the grid as drawn, once it has come to rest. */
const boxOf = (title: string): DOMRect => article(title).getBoundingClientRect()
const gridBox = (): DOMRect => document.querySelector('[data-section="main"]')?.getBoundingClientRect() ?? new DOMRect()
const cellOf = (title: string): readonly [column: number, row: number, columns: number, rows: number] => {
  const grid = gridBox()
  const column = (grid.width + 12) / 12
  const box = boxOf(title)
  return [
    Math.round((box.left - grid.left) / column),
    Math.round((box.top - grid.top) / 44),
    Math.round((box.width + 12) / column),
    Math.round((box.height + 12) / 44),
  ]
}
const settled = async (title: string, cell: readonly number[]): Promise<void> => {
  await expect.poll(() => cellOf(title)).toEqual(cell)
}

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()))
async function move(type: string, target: EventTarget, clientX: number, clientY: number): Promise<void> {
  await act(async () => {
    target.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, clientX, clientY, button: 0 }))
    await frame()
  })
}

/** Takes hold of `handle` and moves the pointer by so many pixels, in steps. Let go with `drop`. */
async function drag(handle: Element, by: { readonly x: number; readonly y: number }, steps = 10): Promise<{ readonly drop: () => Promise<void> }> {
  const box = handle.getBoundingClientRect()
  const from = { x: box.left + Math.min(60, box.width / 2), y: box.top + Math.min(12, box.height / 2) }
  await move('mousedown', handle, from.x, from.y)
  for (let i = 1; i <= steps; i += 1) await move('mousemove', document, from.x + (by.x * i) / steps, from.y + (by.y * i) / steps)
  return { drop: () => move('mouseup', document, from.x + by.x, from.y + by.y) }
}
const head = (title: string): Element => article(title).querySelector('[data-drag]') ?? article(title)
const column = (): number => (gridBox().width + 12) / 12

describe('dragging', () => {
  test('a widget follows the pointer inside a cell and lands where the dashed place was', async () => {
    await open(await publish(board))
    const before = boxOf('Alerts')
    const { drop } = await drag(head('Alerts'), { x: 20, y: 3 }, 4)
    expect(Math.round(boxOf('Alerts').left - before.left)).toBe(20)
    await drop()
    const { drop: again } = await drag(head('Alerts'), { x: column() * 6, y: 0 })
    await expect.element(page.getByText('Drops here, 6 × 6')).toBeInTheDocument()
    await again()
    await settled('Alerts', [6, 0, 6, 6])
    await settled('Busy', [6, 6, 6, 6])
    await expect.element(page.getByText('Draft, 1 change')).toBeVisible()
  })

  test('Escape puts it back and changes nothing', async () => {
    await open(await publish(board))
    const { drop } = await drag(head('Alerts'), { x: column() * 3, y: 200 })
    await userEvent.keyboard('{Escape}')
    await drop()
    await settled('Alerts', [0, 0, 6, 6])
    await expect.element(page.getByText('Draft, no changes')).toBeVisible()
  })

  test('a selected widget is resized by any of its eight handles, and Ctrl Z takes it back', async () => {
    await open(await publish(board))
    await userEvent.click(head('Alerts'))
    await expect.poll(() => document.querySelectorAll('[data-axis]').length).toBe(8)
    const corner = document.querySelector('[data-axis="se"]')
    if (!corner) throw new Error('no handle')
    const { drop } = await drag(corner, { x: -column() * 2, y: 88 })
    await drop()
    await settled('Alerts', [0, 0, 4, 8])
    article('Alerts').focus()
    await userEvent.keyboard('{Control>}z{/Control}')
    await settled('Alerts', [0, 0, 6, 6])
  })

  test('into another section, which makes room for it', async () => {
    await open(await publish(board, true))
    const more = document.querySelector('[data-section="more"]')?.getBoundingClientRect()
    const from = head('Load').getBoundingClientRect()
    if (!more) throw new Error('no second section')
    const { drop } = await drag(head('Load'), { x: 10, y: more.top + 30 - from.top })
    await expect.poll(() => document.querySelector('[data-section="more"]')?.textContent).toContain('Drops here')
    await drop()
    await expect.poll(() => document.querySelector('[data-section="more"]')?.textContent).toContain('Load')
  })

  test('mirrored where the language runs from right to left', async () => {
    await open(await publish(board), { rtl: true })
    expect(Math.round(gridBox().right - boxOf('Alerts').right)).toBe(0)
    const { drop } = await drag(head('Load'), { x: -column() * 4, y: 0 })
    await drop()
    await settled('Load', [12 - 3 - 4, 6, 3, 3])
    document.documentElement.dir = 'ltr'
  })
})

describe('by keyboard', () => {
  test('a widget is taken up, moved, resized and dropped, and every step is told', async () => {
    await open(await publish(board))
    article('Load').focus()
    await userEvent.keyboard('m{ArrowRight}{ArrowRight}')
    const hint = page.getByRole('status').filter({ hasText: 'Moving' })
    await expect.poll(() => hint.element().textContent).toContain('column 3, row 7, 3 × 3')
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}')
    await expect.poll(() => hint.element().textContent).toContain('column 3, row 7, 4 × 3')
    await userEvent.keyboard('{Enter}')
    await settled('Load', [2, 6, 4, 3])
    expect(document.activeElement).toBe(article('Load'))
    await expect.element(page.getByRole('status').filter({ hasText: 'Resized Load to 4 columns by 3 rows' })).toBeInTheDocument()
  })

  test('Escape puts it back', async () => {
    await open(await publish(board))
    article('Load').focus()
    await userEvent.keyboard(' {ArrowRight}{ArrowUp}{Escape}')
    await settled('Load', [0, 6, 3, 3])
    await expect.element(page.getByText('Draft, no changes')).toBeVisible()
  })

  test('Page keys take it to the next section', async () => {
    await open(await publish(board, true))
    article('Load').focus()
    await userEvent.keyboard('m{PageDown}{Enter}')
    await expect.poll(() => document.querySelector('[data-section="more"]')?.textContent).toContain('Load')
    await expect.poll(() => document.activeElement === article('Load')).toBe(true)
  })

  test('"Move to..." does the same by pointer alone', async () => {
    await open(await publish(board))
    await page.getByRole('button', { name: 'Actions for Load' }).click()
    await page.getByRole('menuitem', { name: /^Move to/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabelText('Column').fill('9')
    await dialog.getByLabelText('Width in columns').fill('4')
    await dialog.getByRole('button', { name: 'Move' }).click()
    await settled('Load', [8, 6, 4, 3])
    await expect.element(page.getByText('Draft, 1 change')).toBeVisible()
  })
})

describe('looking at the same data in another way', () => {
  const answered = async (): Promise<void> => {
    await expect.element(page.getByRole('article', { name: 'Alerts' }).getByText('Demo data')).toBeVisible()
  }

  test('opening, trying, keeping and putting back asks nobody', async () => {
    await open(await publish(board), { editing: false })
    await answered()
    // Every widget has asked: whoever asks from here on is the switcher.
    await expect.poll(() => asked.filter((a) => a === 'POST /api/query').length).toBeGreaterThanOrEqual(board.length)
    asked.length = 0
    for (const kind of ['Chart', 'Gantt', 'Graph', 'Stat', 'Grid']) {
      article('Alerts').focus()
      await userEvent.keyboard('v')
      const option = page.getByRole('option', { name: new RegExp(`^${kind}`) }).first()
      await option.click()
      await expect.element(page.getByRole('article', { name: 'Alerts' }).getByRole('button', { name: new RegExp(`^Shown as ${kind}`) })).toBeInTheDocument()
    }
    expect(asked.filter((a) => a.includes('/query'))).toEqual([])
  })

  test('the arrows try a look on the widget, Escape puts it back, Enter keeps it', async () => {
    await open(await publish(board), { editing: false })
    await answered()
    const shown = (kind: string) => page.getByRole('article', { name: 'Alerts' }).getByRole('button', { name: new RegExp(`^Shown as ${kind}`) })
    article('Alerts').focus()
    await userEvent.keyboard('v')
    await expect.element(page.getByRole('listbox')).toBeVisible()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(shown('Gantt')).toBeInTheDocument()
    await userEvent.keyboard('{Escape}')
    await expect.element(shown('Grid')).toBeInTheDocument()
    await expect.poll(() => document.activeElement === article('Alerts')).toBe(true)
    await userEvent.keyboard('v')
    await expect.element(page.getByRole('listbox')).toBeVisible()
    await userEvent.keyboard('{ArrowRight}{Enter}')
    await expect.element(shown('Gantt')).toBeInTheDocument()
  })

  /** A published board whose alerts this person chose to see as a Gantt. */
  async function seenAsGantt() {
    const record = await publish(board)
    await open(record, { editing: false })
    await answered()
    article('Alerts').focus()
    await userEvent.keyboard('v')
    await page
      .getByRole('option', { name: /^Gantt/ })
      .first()
      .click()
    return record
  }

  test('the choice is there after a reload for this person, and the document is as it was', async () => {
    const record = await seenAsGantt()
    cleanup()
    await open(record, { editing: false })
    await expect.element(page.getByRole('article', { name: 'Alerts' }).getByRole('button', { name: /^Shown as Gantt/ })).toBeInTheDocument()
    const { data } = await call(readDashboard, { params: { id: record.id } })
    expect(data.doc).toEqual(record.doc)
    await page.getByRole('button', { name: 'Actions for Alerts' }).click()
    await page.getByRole('menuitem', { name: /^Back to the published/ }).click()
    await expect.element(page.getByRole('article', { name: 'Alerts' }).getByRole('button', { name: /^Shown as Grid/ })).toBeInTheDocument()
  })

  test('where what was published and a look of one’s own part ways, that is asked above the widgets, which stay', async () => {
    const record = await seenAsGantt()
    await expect.element(page.getByRole('article', { name: 'Alerts' }).getByRole('button', { name: /^Shown as Gantt/ })).toBeInTheDocument()
    cleanup()
    const look = { kind: 'chart', options: { type: 'bar' } }
    const sections = record.doc.sections.map((s) => ({ ...s, widgets: s.widgets.map((w) => (w.title === 'Alerts' ? { ...w, view: look } : w)) }))
    await call(saveDashboard, { params: { id: record.id }, ifMatch: record.rev, input: { doc: { ...record.doc, sections } } })
    await open((await call(readDashboard, { params: { id: record.id } })).data, { editing: false })
    await expect.element(page.getByText(/^The published view of “Alerts” changed/)).toBeVisible()
    await expect.element(page.getByRole('article', { name: 'Alerts' })).toBeVisible()
    await expect.poll(() => boxOf('Alerts').width).toBeGreaterThan(200)
    await page.getByRole('button', { name: 'Take the published' }).click()
    await expect.element(page.getByText(/^The published view of/)).not.toBeInTheDocument()
    await expect.element(page.getByRole('article', { name: 'Alerts' })).toBeVisible()
  })
})

/** With the picker open: one ready-made widget, found by its words. */
async function takeReadyMade(): Promise<void> {
  await page.getByRole('searchbox', { name: 'Find a widget' }).fill('alerts by severity')
  await page
    .getByRole('button', { name: /^Alerts by severity/ })
    .first()
    .click()
  await expect.element(page.getByRole('article', { name: 'Alerts by severity' })).toBeVisible()
}

describe('editing', () => {
  test("changes survive leaving and coming back, and publishing makes them everybody's", async () => {
    const record = await publish(board)
    await open(record)
    article('Load').focus()
    await userEvent.keyboard('{Delete}')
    await expect.element(page.getByText('Draft, 1 change')).toBeVisible()
    await expect.element(page.getByText('Saved on this device')).toBeVisible()
    cleanup()
    await open(record, { editing: false })
    await expect.element(page.getByRole('button', { name: 'Continue editing' })).toBeVisible()
    expect(boxOf('Load').width).toBeGreaterThan(200)
    await page.getByRole('button', { name: 'Continue editing' }).click()
    await expect.element(page.getByRole('article', { name: 'Load' })).not.toBeInTheDocument()
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await expect.element(page.getByRole('dialog').getByText('Removed Load')).toBeVisible()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await expect.element(page.getByRole('button', { name: 'Edit' })).toBeVisible()
    const { data } = await call(readDashboard, { params: { id: record.id } })
    expect(data.rev).toBe(record.rev + 1)
    expect(data.doc.sections[0]?.widgets.map((w) => w.id)).toEqual(['a', 'b'])
  })

  test('when somebody published first, both changes are shown, each conflict is chosen, and nothing is overwritten', async () => {
    const record = await publish(board)
    await open(record)
    article('Load').focus()
    await userEvent.keyboard('{Enter}')
    await page.getByRole('textbox', { name: 'Title' }).fill('Mine')
    article('Busy').focus()
    await userEvent.keyboard('{Delete}')
    const theirs = {
      ...record.doc,
      title: 'Renamed by them',
      sections: record.doc.sections.map((s) => ({ ...s, widgets: s.widgets.map((w) => (w.id === 'c' ? { ...w, title: 'Theirs' } : w)) })),
    }
    await call(saveDashboard, { params: { id: record.id }, ifMatch: record.rev, input: { doc: theirs } })
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    const dialog = page.getByRole('dialog', { name: 'Both changed this dashboard' })
    await expect.element(dialog.getByText('Renamed the dashboard to Renamed by them')).toBeVisible()
    await expect.element(dialog.getByText('Removed Busy')).toBeVisible()
    await dialog.getByRole('radio', { name: /^Theirs/ }).click()
    await dialog.getByRole('button', { name: 'Merge and publish' }).click()
    await expect.poll(async () => (await call(readDashboard, { params: { id: record.id } })).data.rev).toBe(record.rev + 2)
    const { data } = await call(readDashboard, { params: { id: record.id } })
    expect(data.doc.title).toBe('Renamed by them')
    expect(data.doc.sections[0]?.widgets.map((w) => w.title)).toEqual(['Alerts', 'Theirs'])
  })

  test('a ready-made widget is added, selected and can be taken back', async () => {
    await open(await publish(board))
    await page.getByRole('button', { name: 'Add widget' }).first().click()
    await takeReadyMade()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.element(page.getByRole('article', { name: 'Alerts by severity' })).not.toBeInTheDocument()
  })

  test('what is empty leads to its first widget in one step', async () => {
    const record = (await call(createDashboard, { input: { doc: emptyDashboard('Empty') } })).data
    mount(record)
    await page.getByRole('button', { name: 'Add widget' }).click()
    await takeReadyMade()
    await expect.element(page.getByRole('button', { name: 'Review and publish' })).toBeVisible()
  })

  test('what is empty and only looked at as another offers nothing to press', async () => {
    const record = (await call(createDashboard, { input: { doc: emptyDashboard('Empty') } })).data
    mount(record, { preview: true })
    await expect.element(page.getByText('Nothing on this dashboard yet')).toBeVisible()
    expect(page.getByRole('button', { name: 'Add widget' }).elements()).toHaveLength(0)
  })

  test('settings apply at once, and typing is one step back', async () => {
    await open(await publish(board))
    article('Load').focus()
    await userEvent.keyboard('{Enter}')
    await page.getByRole('textbox', { name: 'Title' }).fill('Pressure')
    await expect.element(page.getByRole('article', { name: 'Pressure' })).toBeVisible()
    await expect.element(page.getByText('Draft, 1 change')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.element(page.getByRole('article', { name: 'Load' })).toBeVisible()
  })

  test.each(['light', 'dark'] as const)('axe finds nothing while editing with the settings open, %s', async (scheme) => {
    document.documentElement.dataset['mantineColorScheme'] = scheme
    await open(await publish(board, true))
    article('Load').focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('tab', { name: 'Data' })).toBeVisible()
    for (const tab of ['View', 'Limits', 'Links', 'Data']) {
      await page.getByRole('tab', { name: tab }).click()
      const { violations } = await axe.run(document)
      expect(violations.map((v) => `${tab} ${v.id}: ${v.nodes[0]?.html ?? ''}`)).toEqual([])
    }
  })
})

describe('two hundred widgets', () => {
  const many = Array.from({ length: 200 }, (_, i) => ({
    widget: widget(`w${i}`, `W${i}`, 'host.cpu', 'stat'),
    at: { id: `w${i}`, x: (i % 4) * 3, y: Math.floor(i / 4) * 3, w: 3, h: 3 },
  }))

  /** Whatever the beginning of a drag set going has been drawn. */
  const atRest = async (): Promise<void> => {
    const drawn = async (): Promise<number> => {
      countFromHere()
      for (let i = 0; i < 6; i += 1) await act(frame)
      return rendersOf('GridLayout')
    }
    await expect.poll(drawn).toBe(0)
  }

  test('no body is drawn again during a drag, and inside a cell nothing is', async () => {
    await open(await publish(many))
    await expect.element(page.getByRole('article', { name: 'W5' }).getByText(/%/)).toBeVisible()
    const { drop } = await drag(head('W5'), { x: 4, y: 2 }, 2)
    await atRest()
    countFromHere()
    const box = head('W5').getBoundingClientRect()
    for (let i = 0; i < 12; i += 1) await move('mousemove', document, box.left + 60 + (i % 3), box.top + 12 + (i % 2))
    expect([rendersOf('GridLayout'), rendersOf('GridItemInner'), rendersOf('WidgetHost')]).toEqual([0, 0, 0])
    await drop()
    countFromHere()
    const { drop: again } = await drag(head('W5'), { x: column() * 3, y: 44 * 6 }, 40)
    // A widget that rises into sight is drawn for the first time; none is drawn again.
    expect([redrawsOf('Drawn'), redrawsOf('StatView')]).toEqual([0, 0])
    // At most one drawing of the grid for each cell that was crossed (3 columns, 6 rows) and one for the start.
    expect(rendersOf('GridLayout')).toBeLessThanOrEqual(2 * (3 + 6 + 2))
    await again()
  })

  test('only widgets in or near the window ask, and the same question is asked once', async () => {
    asked.length = 0
    await open(await publish(many), { editing: false })
    await expect.element(page.getByRole('article', { name: 'W5' }).getByText(/%/)).toBeVisible()
    expect(asked.filter((a) => a === 'POST /api/query')).toHaveLength(1)
  })
})
