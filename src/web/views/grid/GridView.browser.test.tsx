import { cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import { useState } from 'react'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Frame } from '#contract/frame.ts'
import { english, LanguageContext } from '#web/i18n/text.ts'
import { Announcer } from '#web/ui/Announcer.tsx'
import type { ViewProps } from '../view.ts'
import GridView from './GridView.tsx'
import { GridOptions } from './options.ts'
import '#web/ui/tokens.css'
import '#web/ui/theme/base.css'

const now = Date.UTC(2026, 10, 21, 9, 58)
const minute = 60_000
const alerts: Frame = {
  fields: [
    { name: 'severity', type: 'string', role: 'severity', values: ['critical', 'warning', 'info'] },
    { name: 'group', type: 'string', role: 'title', values: ['Error ratio above 5 %', 'Queue age', 'Replica lag'] },
    { name: 'service', type: 'string', role: 'label', values: ['checkout-api', 'order-events', 'catalog-db'] },
    { name: 'alerts', type: 'number', role: 'value', values: [23, 6, 41] },
    { name: 'startsAt', type: 'time', role: 'start', values: [now - 16 * minute, now - 74 * minute, now - 9 * minute] },
    { name: 'owner', type: 'string', role: 'owner', values: [null, 'MA', 'Data'] },
    { name: 'url', type: 'string', role: 'link', values: ['#opened', '/alerts/2', 'javascript:alert(1)'] },
  ],
}
const many = (rows: number): Frame => ({
  fields: [
    { name: 'pod', type: 'string', role: 'title', values: Array.from({ length: rows }, (_, i) => `pod-${i}`) },
    { name: 'cpu', type: 'number', unit: 'ratio', values: Array.from({ length: rows }, (_, i) => ((i * 7919) % rows) / rows) },
    { name: 'zone', type: 'string', values: Array.from({ length: rows }, (_, i) => 'abc'.charAt(i % 3)) },
  ],
})

const kept: Partial<GridOptions>[] = []
/** The grid as the widget host holds it: what the reader changes comes back as options. */
function Held({
  start,
  dir,
  ...props
}: { readonly start: Partial<GridOptions>; readonly dir: 'ltr' | 'rtl' } & Omit<ViewProps<GridOptions>, 'options' | 'onOptions'>) {
  const [options, setOptions] = useState<GridOptions>({ ...GridOptions.parse({}), ...start })
  const keep = (patch: Partial<GridOptions>): void => {
    kept.push(patch)
    setOptions((now) => ({ ...now, ...patch }))
  }
  return (
    <LanguageContext value={{ ...english, dir }}>
      <GridView {...props} options={options} onOptions={keep} />
    </LanguageContext>
  )
}
interface Shown extends Partial<ViewProps<GridOptions>> {
  readonly start?: Partial<GridOptions>
  readonly dir?: 'ltr' | 'rtl'
}
function show({ start = {}, dir = 'ltr', ...more }: Shown = {}) {
  kept.length = 0
  document.documentElement.dir = dir
  return render(
    <Announcer>
      <main style={{ inlineSize: 700 }}>
        <h1>Test</h1>
        <Held
          start={start}
          dir={dir}
          frame={alerts}
          size={{ width: 700, height: 240 }}
          range={{ from: now - 360 * minute, to: now }}
          now={now}
          zone="UTC"
          title="Alert groups"
          thresholds={[]}
          mode="full"
          {...more}
        />
      </main>
    </Announcer>,
  )
}
const focused = (): string => document.activeElement?.getAttribute('data-cell') ?? ''
const column = (at: number): readonly string[] =>
  [...document.querySelectorAll<HTMLElement>('[role="gridcell"]')].filter((c) => c.dataset['cell']?.endsWith(`:${at}`)).map((c) => c.innerText.trim())
const enter = async (): Promise<void> => {
  document.querySelector<HTMLElement>('[data-cell][tabindex="0"]')?.focus()
  await userEvent.keyboard('{Control>}{Home}{/Control}')
}

beforeAll(() => page.viewport(1000, 700))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  document.documentElement.dir = 'ltr'
})

describe('walking by keys', () => {
  test('one cell is a tab stop, and arrows, Home, End and their Ctrl forms move it', async () => {
    show()
    expect(document.querySelectorAll('[data-cell][tabindex="0"]')).toHaveLength(1)
    await enter()
    expect(focused()).toBe('-1:0')
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}')
    expect(focused()).toBe('0:2')
    await userEvent.keyboard('{End}')
    expect(focused()).toBe('0:4')
    await userEvent.keyboard('{Control>}{End}{/Control}')
    expect(focused()).toBe('2:4')
    await userEvent.keyboard('{Home}')
    expect(focused()).toBe('2:0')
    expect(document.querySelectorAll('[data-cell][tabindex="0"]')).toHaveLength(1)
  })

  test('of 100 000 rows only those in sight are on the page, and the last one is one key away', async () => {
    show({ frame: many(100_000) })
    const grid = page.getByRole('grid', { name: 'Alert groups' })
    await expect.element(grid).toHaveAttribute('aria-rowcount', '100001')
    expect(document.querySelectorAll('[role="row"]').length).toBeLessThan(40)
    await enter()
    await userEvent.keyboard('{Control>}{End}{/Control}')
    await expect.poll(focused).toBe('99999:2')
    const box = grid.element().getBoundingClientRect()
    await expect.poll(() => document.activeElement?.getBoundingClientRect().bottom).toBeLessThanOrEqual(box.bottom + 1)
    await userEvent.keyboard('{PageUp}')
    expect(Number(focused().split(':')[0])).toBeLessThan(99_999)
  })

  test('arrows follow the eye from right to left', async () => {
    show({ dir: 'rtl' })
    await enter()
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}')
    expect(focused()).toBe('0:1')
    const [first, second] = ['0:0', '0:1'].map((at) => document.querySelector(`[data-cell="${at}"]`)?.getBoundingClientRect().left ?? 0)
    expect(second).toBeLessThan(first ?? 0)
  })
})

describe('sorting', () => {
  test('Enter on a head sorts, again turns it round, and the reader keeps it', async () => {
    show()
    await enter()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}')
    expect(kept.at(-1)).toEqual({ sort: [{ field: 'alerts', desc: true }] })
    expect(column(2)).toEqual(['41', '23', '6'])
    await expect.element(page.getByRole('columnheader', { name: 'Alerts' })).toHaveAttribute('aria-sort', 'descending')
    await userEvent.keyboard('{Enter}')
    expect(column(2)).toEqual(['6', '23', '41'])
    expect(focused()).toBe('-1:2')
  })

  test('with Shift a second column decides between equals', async () => {
    show({ frame: many(9) })
    await enter()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}{ArrowLeft}{Shift>}{Enter}{/Shift}')
    expect(kept.at(-1)).toEqual({
      sort: [
        { field: 'zone', desc: false },
        { field: 'cpu', desc: true },
      ],
    })
  })
})

describe('columns', () => {
  test('Shift and an arrow make a column wider, and all keep what they have', async () => {
    show()
    await enter()
    const before = document.querySelector('[data-cell="-1:1"]')?.getBoundingClientRect().width ?? 0
    await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}')
    expect(document.querySelector('[data-cell="-1:1"]')?.getBoundingClientRect().width).toBeCloseTo(Math.round(before) + 16, 0)
    expect(kept.at(-1)?.widths).toHaveLength(5)
  })

  test('dragging the edge does the same, once', async () => {
    show()
    const head = document.querySelector('[data-cell="-1:1"]')
    const edge = head?.querySelector('[class*=handle]')?.getBoundingClientRect()
    const from = { clientX: (edge?.left ?? 0) + 4, clientY: (edge?.top ?? 0) + 4, bubbles: true }
    const before = head?.getBoundingClientRect().width ?? 0
    head?.querySelector('[class*=handle]')?.dispatchEvent(new MouseEvent('mousedown', from))
    for (const dx of [10, 25, 40]) document.dispatchEvent(new MouseEvent('mousemove', { ...from, clientX: from.clientX + dx }))
    document.dispatchEvent(new MouseEvent('mouseup', { ...from, clientX: from.clientX + 40 }))
    await expect.poll(() => Math.round(head?.getBoundingClientRect().width ?? 0)).toBe(Math.round(before + 40))
    expect(kept.filter((k) => k.widths)).toHaveLength(1)
  })

  test('the menu opens by key, hides the column, and focus stays in the grid', async () => {
    show()
    await enter()
    await userEvent.keyboard('{ArrowRight}{Alt>}{ArrowDown}{/Alt}')
    await userEvent.click(page.getByRole('menuitem', { name: 'Hide column' }))
    expect(kept.at(-1)?.hidden).toContain('service')
    await expect.element(page.getByRole('columnheader', { name: 'Service' })).not.toBeInTheDocument()
  })

  test('a pinned one stays at the start while the others scroll', async () => {
    show({
      start: {
        pinned: ['service'],
        widths: [
          { field: 'group', px: 600 },
          { field: 'alerts', px: 600 },
        ],
      },
    })
    const cell = () => document.querySelector('[data-cell="0:0"]')?.getBoundingClientRect().left ?? -1
    const before = cell()
    page.getByRole('grid').element().scrollLeft = 300
    await expect.poll(() => Math.round(cell())).toBe(Math.round(before))
  })

  test('of a thousand only those in sight are drawn', () => {
    const wide: Frame = { fields: Array.from({ length: 1000 }, (_, i) => ({ name: `c${i}`, type: 'number' as const, values: [i] })) }
    show({ frame: wide })
    expect(document.querySelectorAll('[role="gridcell"]').length).toBeLessThan(30)
    expect(page.getByRole('grid').element().getAttribute('aria-colcount')).toBe('1000')
  })
})

describe('filtering', () => {
  test('by ticked values from the menu, and the foot says how many are left', async () => {
    show({ frame: many(30) })
    await enter()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Alt>}{ArrowDown}{/Alt}')
    await userEvent.click(page.getByRole('menuitem', { name: 'Filter' }))
    await userEvent.click(page.getByRole('checkbox', { name: /^b/ }))
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Filter' }))
    expect(kept.at(-1)).toEqual({ filters: [{ field: 'zone', values: ['b'] }] })
    await expect.element(page.getByText('10 of 30 rows')).toBeVisible()
    expect(new Set(column(2))).toEqual(new Set(['b']))
    await userEvent.click(page.getByRole('button', { name: 'Show all' }))
    expect(page.getByRole('grid').element().getAttribute('aria-rowcount')).toBe('31')
  })

  test('a range takes numbers with units and refuses what is none', async () => {
    show({ frame: many(30) })
    await enter()
    await userEvent.keyboard('{ArrowRight}{Alt>}{ArrowDown}{/Alt}')
    await userEvent.click(page.getByRole('menuitem', { name: 'Filter' }))
    await userEvent.fill(page.getByLabelText('From'), 'lots')
    await expect.element(page.getByText('Type a number, with a unit if you like')).toBeVisible()
    await userEvent.fill(page.getByLabelText('From'), '50 %')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Filter' }))
    expect(kept.at(-1)).toEqual({ filters: [{ field: 'cpu', min: 0.5 }] })
    await expect.element(page.getByText('15 of 30 rows')).toBeVisible()
  })
})

describe('cells', () => {
  test('say the severity of their row, how long it lasts and who has it', () => {
    show()
    expect(column(0)[0]).toContain('Critical')
    expect(column(3)).toEqual(['16\u00a0min', '1\u00a0h 14\u00a0min', '9\u00a0min'])
    expect(column(4)).toEqual(['Nobody', 'MA', 'Data'])
  })

  test('only safe addresses are links', () => {
    show()
    expect([...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))).toEqual(['/alerts/2'])
  })

  test('Ctrl C copies the words of a cell', async () => {
    show()
    await enter()
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{Control>}c{/Control}')
    await expect.poll(() => page.getByRole('status').element().textContent).toMatch(/Copied checkout-api|The browser did not let us copy/)
  })

  test('Enter picks a label as a filter of the page', async () => {
    const picks: unknown[] = []
    show({ onPick: (pick) => picks.push(pick) })
    await enter()
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}')
    expect(picks).toEqual([{ field: 'service', value: 'checkout-api' }])
  })

  test('by mouse, too: the button is there in the row one points at, and not in those nobody was at', async () => {
    const picks: unknown[] = []
    const offered = (): readonly string[] =>
      page
        .getByRole('button', { name: /^Filter the page by/ })
        .elements()
        .map((it) => it.getAttribute('aria-label') ?? '')
    const names = Array.from({ length: 40 }, (_, i) => `service-${i}`)
    show({ frame: { fields: [{ name: 'service', type: 'string', role: 'label', values: names }] }, onPick: (pick) => picks.push(pick) })
    await userEvent.hover(page.getByText('service-3', { exact: true }))
    await expect.poll(offered).toContain('Filter the page by service-3')
    // Drawn already, and below what can be seen.
    expect(page.getByText('service-12', { exact: true }).elements()).toHaveLength(1)
    expect(offered()).not.toContain('Filter the page by service-12')
    await userEvent.click(page.getByRole('button', { name: 'Filter the page by service-3' }))
    expect(picks).toEqual([{ field: 'service', value: 'service-3' }])
  })

  test('by finger every row has its buttons: a screen reader neither hovers nor touches', () => {
    const real = matchMedia
    vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
      query === '(pointer: coarse)' ? Object.defineProperty(real(query), 'matches', { value: true }) : real(query),
    )
    show({ onPick: () => undefined })
    expect(page.getByRole('button', { name: /^Filter the page by/ }).elements()).toHaveLength(3)
  })

  test.each([
    ['text', 'plain words'],
    ['a column of links', 'https://a.example/'],
  ])('what is cut in %s shows itself whole on focus', async (_, first) => {
    const long = 'not yet known '.repeat(4).trim()
    show({
      start: { widths: [{ field: 'url', px: 90 }] },
      frame: {
        fields: [
          { name: 'name', type: 'string', role: 'title', values: ['a', 'b'] },
          { name: 'url', type: 'string', values: [first, long] },
          { name: 'n', type: 'number', values: [1, 2] },
        ],
      },
    })
    const words = page.getByText(long, { exact: true }).element()
    expect(words.scrollWidth).toBeGreaterThan(words.clientWidth)
    await enter()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}')
    expect(words.scrollWidth).toBe(words.clientWidth)
  })
})

describe('faces of data', () => {
  test('no rows and NaN only are no nonsense', () => {
    show({ frame: { fields: alerts.fields.map((f) => ({ ...f, values: [] })) } })
    expect(document.querySelectorAll('[role="gridcell"]')).toHaveLength(0)
    cleanup()
    show({ frame: { fields: [{ name: 'value', type: 'number', values: [Number.NaN, null] }] } })
    expect(column(0)).toEqual(['-', '-'])
  })

  test('a preview is still: nothing to focus', () => {
    show({ mode: 'preview', size: { width: 160, height: 80 } })
    expect(document.querySelectorAll('[tabindex], a, button, input')).toHaveLength(0)
  })

  test.each([['light'], ['dark']])('axe finds nothing, %s', async (scheme) => {
    document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
    show({ start: { filters: [{ field: 'alerts', min: 1 }], sort: [{ field: 'alerts', desc: true }] } })
    const { violations } = await axe.run(document.body)
    document.documentElement.removeAttribute('data-mantine-color-scheme')
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
  })
})
