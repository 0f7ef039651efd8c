import { cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import type { TimeRange } from '#contract/time.ts'
import { Announcer } from '#web/ui/Announcer.tsx'
import type { ViewProps } from '../view.ts'
import ChartView from './ChartView.tsx'
import { ChartOptions } from './options.ts'
import '#web/ui/tokens.css'
import '#web/ui/theme/base.css'

const minute = 60_000
const now = Date.UTC(2026, 10, 21, 10, 0)
const range = { from: now - 360 * minute, to: now }
const size = { width: 600, height: 240 }
const rows = 73
const times = (n = rows): readonly number[] => Array.from({ length: n }, (_, i) => range.from + (i * 360 * minute) / (n - 1))
const series = (names: readonly string[], value: (i: number, k: number) => Cell = (i, k) => i + k * 10, n = rows): Frame => ({
  fields: [
    { name: 'time', type: 'time', role: 'time', values: times(n) },
    ...names.map((name, k): Field => ({ name, type: 'number', unit: '/s', values: Array.from({ length: n }, (_, i) => value(i, k)) })),
  ],
})
const alerts: Frame = {
  fields: [
    { name: 'service', type: 'string', role: 'label', values: ['checkout', 'search', 'catalog'] },
    { name: 'alerts', type: 'number', role: 'value', values: [23, 41, 6] },
  ],
}

let zoomed: TimeRange[] = []
type Shown = Omit<Partial<ViewProps<ChartOptions>>, 'options'> & { readonly options?: Partial<ChartOptions> }
const chart = ({ options, ...more }: Shown = {}) => (
  <Announcer>
    <main style={{ inlineSize: size.width }}>
      <h1>Test</h1>
      <ChartView
        frame={series(['rate'])}
        options={{ ...ChartOptions.parse({}), ...options }}
        size={size}
        range={range}
        now={now}
        zone="UTC"
        title="Event rate"
        thresholds={[]}
        mode="full"
        onRange={(r) => zoomed.push(r)}
        {...more}
      />
    </main>
  </Announcer>
)
const show = (more?: Shown) => render(chart(more))
const slider = (): HTMLElement => page.getByRole('slider').element() as HTMLElement
const tip = (): string => document.querySelector<HTMLElement>('[class*=tooltip]')?.innerText ?? ''
const svgMarks = (): number => document.querySelectorAll('[class*=marks] svg .recharts-line, [class*=marks] svg .recharts-bar-rectangle').length
const canvas = (): HTMLCanvasElement | null => document.querySelector('[class*=marks] canvas')

/** Share of canvas pixels that are painted at all. */
function painted(): number {
  const element = canvas()
  const image = element?.getContext('2d')?.getImageData(0, 0, element.width, element.height)
  if (!image) return 0
  let n = 0
  for (let i = 3; i < image.data.length; i += 4) if ((image.data[i] ?? 0) > 0) n += 1
  return n / (image.data.length / 4)
}

beforeAll(() => page.viewport(900, 700))
afterEach(() => {
  cleanup()
  zoomed = []
})

describe('reading by keys', () => {
  test('the cursor goes to samples, first, last and by pages, and says what it finds', async () => {
    show()
    slider().focus()
    expect(slider().getAttribute('aria-valuenow')).toBe('72')
    await userEvent.keyboard('{Home}')
    expect(slider().getAttribute('aria-valuetext')).toBe('Nov 21, 2026, 04:00:00: rate 0/s')
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    expect(slider().getAttribute('aria-valuetext')).toContain('04:10:00: rate 2/s')
    await userEvent.keyboard('{PageUp}')
    expect(slider().getAttribute('aria-valuenow')).toBe('9')
    await userEvent.keyboard('{End}')
    expect(tip()).toContain('72/s')
    await userEvent.keyboard('{Escape}')
    expect(tip()).toBe('')
  })

  test('Shift selects a time and Enter zooms to it', async () => {
    show()
    slider().focus()
    await userEvent.keyboard('{Home}{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
    expect(zoomed).toEqual([])
    await expect.poll(() => page.getByRole('status').element().textContent).toContain('Selected Nov 21, 2026, 04:00:00 to Nov 21, 2026, 04:10:00')
    await userEvent.keyboard('{Enter}')
    expect(zoomed).toEqual([{ from: range.from, to: range.from + 10 * minute }])
  })

  test('Escape gives a selection up', async () => {
    show()
    slider().focus()
    await userEvent.keyboard('{Home}{Shift>}{ArrowRight}{/Shift}{Escape}{Enter}')
    expect(zoomed).toEqual([])
  })

  test('bars over names are walked from top to bottom', async () => {
    show({ frame: alerts })
    slider().focus()
    await userEvent.keyboard('{Home}{ArrowDown}')
    expect(slider().getAttribute('aria-valuetext')).toBe('search: 41')
  })
})

describe('reading by pointer', () => {
  const move = (type: string, share: number): void => {
    const box = slider().getBoundingClientRect()
    slider().dispatchEvent(
      new PointerEvent(type, { clientX: box.left + share * box.width, clientY: box.top + 20, bubbles: true, pointerId: 1, pointerType: 'mouse', button: 0 }),
    )
  }

  test('the tooltip says the time first, then the biggest first', async () => {
    show({ frame: series(['small', 'big', 'middle'], (_, k) => [1, 30, 5][k] ?? 0) })
    move('pointermove', 0.5)
    await expect.poll(() => tip().split('\n').filter(Boolean)).toEqual(['Nov 21, 2026, 07:00:00', 'big', '30/s', 'middle', '5/s', 'small', '1/s'])
  })

  test('dragging zooms to what was passed over', async () => {
    show()
    const capture = slider()
    // The event is made up, so there is no pointer to capture.
    capture.setPointerCapture = () => {}
    move('pointermove', 0.25)
    move('pointerdown', 0.25)
    move('pointermove', 0.5)
    await expect.poll(() => document.querySelector('[class*=selection]')).not.toBeNull()
    move('pointerup', 0.5)
    expect(zoomed).toHaveLength(1)
    const [zoom] = zoomed
    expect(Math.abs((zoom?.from ?? 0) - (range.from + 90 * minute))).toBeLessThan(minute)
    expect(Math.abs((zoom?.to ?? 0) - (range.from + 180 * minute))).toBeLessThan(minute)
  })
})

describe('who draws', () => {
  test('a plain chart is SVG', async () => {
    show()
    await expect.poll(svgMarks).toBe(1)
    expect(canvas()).toBeNull()
  })

  test('a dense one is a canvas, in the same place, with the same words around it', async () => {
    show({ frame: series(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], (i, k) => k * 10 + (i % 7), 8000), size: { width: 1200, height: 240 } })
    await expect.poll(() => canvas() !== null && painted() > 0.01).toBe(true)
    expect(svgMarks()).toBe(0)
    const box = canvas()?.getBoundingClientRect()
    const sense = slider().getBoundingClientRect()
    expect([box?.left, box?.top, box?.width, box?.height]).toEqual([sense.left, sense.top, sense.width, sense.height])
    slider().focus()
    await expect.poll(tip).toContain('h')
  })

  test('one that changes every second becomes a canvas too, and nothing is gone in between', async () => {
    const { rerender } = show()
    await expect.poll(svgMarks).toBe(1)
    for (let i = 1; i <= 3; i += 1) rerender(chart({ now: now + i * 1000 }))
    await expect.poll(() => canvas() !== null && painted() > 0.001).toBe(true)
  })

  test('the canvas follows the theme', async () => {
    const colour = (): string => {
      const element = canvas()
      const { data } = element?.getContext('2d')?.getImageData(0, 0, element.width, element.height) ?? { data: new Uint8ClampedArray() }
      const at = data.findIndex((v, i) => i % 4 === 3 && v === 255)
      return data.slice(at - 3, at).join()
    }
    const { rerender } = show({ frame: series(['a'], () => 1, 20) })
    for (let i = 1; i <= 3; i += 1) rerender(chart({ frame: series(['a'], () => 1, 20), now: now + i * 1000 }))
    await expect.poll(() => painted() > 0.001).toBe(true)
    const light = colour()
    document.documentElement.setAttribute('data-mantine-color-scheme', 'dark')
    await expect.poll(colour).not.toBe(light)
    document.documentElement.removeAttribute('data-mantine-color-scheme')
  })

  test('stacked, barred and stepped canvases are painted as well', async () => {
    const dense = series(['a', 'b', 'c'], (i, k) => 1 + ((i + k) % 5), 20)
    for (const options of [
      { type: 'stacked' },
      { type: 'bar' },
      { type: 'stackedBar' },
      { type: 'scatter' },
      { curve: 'step' },
      { curve: 'smooth' },
    ] as const) {
      const { rerender } = show({ frame: dense, options })
      for (let i = 1; i <= 3; i += 1) rerender(chart({ frame: dense, options, now: now + i * 1000 }))
      await expect.poll(() => canvas() !== null && painted() > 0.002).toBe(true)
      cleanup()
    }
  })
})

describe('the legend', () => {
  test('under a finger its row is higher and the picture gives way: what stands below stays in the widget', () => {
    const real = window.matchMedia
    window.matchMedia = (query) => (query === '(pointer: coarse)' ? real.call(window, '(min-width: 1px)') : real.call(window, query))
    try {
      show({ frame: series(['a', 'b', 'c']) })
      const figure = page.getByRole('figure').element()
      const plot = figure.querySelector('[class*=plot]') ?? expect.unreachable()
      expect(plot.previousElementSibling?.getBoundingClientRect().height).toBe(44)
      expect(plot.getBoundingClientRect().bottom - figure.getBoundingClientRect().top).toBeLessThanOrEqual(size.height)
    } finally {
      window.matchMedia = real
    }
  })

  test('is there from three series on, and switches them by click and by key', async () => {
    const kept: Partial<ChartOptions>[] = []
    show({ frame: series(['a', 'b', 'c']), onOptions: (patch) => kept.push(patch) })
    await expect.poll(svgMarks).toBe(3)
    await userEvent.click(page.getByRole('button', { name: 'b' }))
    expect(kept).toEqual([{ off: ['b'] }])
    await expect.poll(svgMarks).toBe(2)
    expect(page.getByRole('button', { name: 'b' }).element().getAttribute('aria-pressed')).toBe('false')
    await userEvent.keyboard('{Enter}')
    await expect.poll(svgMarks).toBe(3)
  })

  test('is not there for two, whose names stand at their ends', () => {
    show({ frame: series(['median', 'p90']) })
    expect(page.getByRole('list').elements()).toHaveLength(0)
    expect([...document.querySelectorAll('tspan')].map((t) => t.textContent?.trim())).toEqual(['median', 'p90'])
  })
})

describe('in words', () => {
  test('the chart has a name and a sentence', () => {
    show()
    const figure = page.getByRole('figure', { name: 'Event rate' }).element()
    const described = document.getElementById(figure.getAttribute('aria-describedby') ?? '')
    expect(described?.textContent).toContain('72/s at the end, between 0/s and 72/s')
  })

  test('it can be read as a table, newest first, also when it is long', async () => {
    show({ frame: series(['rate'], (i) => i, 5000) })
    await userEvent.click(page.getByRole('button', { name: 'Show as table' }))
    expect(page.getByRole('row').nth(1).element().textContent).toBe('Nov 21, 2026, 10:00:004999/s')
    expect(document.querySelectorAll('tr').length).toBeLessThan(60)
    await userEvent.click(page.getByRole('button', { name: 'Show as chart' }))
    await expect.element(page.getByRole('slider')).toBeInTheDocument()
  })

  test('no numbers are said to be none', () => {
    show({ frame: series(['rate'], () => Number.NaN) })
    expect(page.getByRole('figure').elements()).toHaveLength(0)
    expect(page.getByText('No numbers to draw').elements()).toHaveLength(1)
  })

  test('a preview is still: nothing to focus, no library', () => {
    show({ mode: 'preview', size: { width: 160, height: 90 } })
    expect(document.querySelectorAll('[tabindex], button, canvas, .recharts-wrapper')).toHaveLength(0)
    expect(document.querySelectorAll('svg path').length).toBeGreaterThan(0)
  })

  test.each([
    ['lines', { frame: series(['a', 'b', 'c']) }],
    ['one line with a limit', { thresholds: [{ value: 50, when: 'above', mark: 'warning' }] }],
    ['bars over names', { frame: alerts }],
    ['a ring', { frame: alerts, options: { type: 'pie' } }],
    ['dark lines', { frame: series(['a', 'b', 'c']) }],
  ] as const)('axe finds nothing: %s', async (name, shown) => {
    if (name.startsWith('dark')) document.documentElement.setAttribute('data-mantine-color-scheme', 'dark')
    show(shown)
    await expect.poll(() => document.querySelector('[class*=marks] svg, [class*=pie] svg')).not.toBeNull()
    const { violations } = await axe.run(document.body)
    document.documentElement.removeAttribute('data-mantine-color-scheme')
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
  })
})
