import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFormat } from '#web/i18n/format.ts'
import { english } from '#web/i18n/text.ts'
import { colorOf } from './colors.ts'
import { endLabels, limitLabel, loneRows } from './end-labels.ts'
import { fitBars } from './fit-bars.ts'
import { otherName } from './group-series.ts'
import { layBars } from './lay-bars.ts'
import { cursorStep, moveCursor, rangeBetween } from './move-cursor.ts'
import { ChartOptions } from './options.ts'
import { pieParts } from './pie-parts.ts'
import type { Drawing } from './plan-drawing.ts'
import { layOut } from './plot-layout.ts'
import { nearestRow } from './read-series.ts'
import type { NamesShape, Series, Values } from './series.ts'
import { summarize } from './summarize.ts'

const series = (name: string, values: Values, more: Partial<Series> = {}): Series => ({ name, slot: 0, unit: '', off: false, values, ...more })
const bars = (numbers: Readonly<Record<string, number | null>>, draw: NamesShape['draw'] = 'bar'): NamesShape => ({
  kind: 'names',
  draw,
  names: Object.keys(numbers),
  marks: Object.keys(numbers).map(() => undefined),
  series: [series('n', Object.values(numbers))],
  unit: '',
})
const format = createFormat('en')
const said = { text: english.text, format, zone: 'UTC' }

describe('the cursor', () => {
  test('finds the nearest sample', () => {
    expect(nearestRow([0, 10, 20], 14)).toBe(1)
    expect(nearestRow([0, 10, 20], 15.1)).toBe(2)
    expect(nearestRow([], 5)).toBe(-1)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), fc.integer({ min: -2000, max: 2000 }), (given, at) => {
        const x = given.toSorted((a, b) => a - b)
        const found = Math.abs((x[nearestRow(x, at)] ?? Number.NaN) - at)
        expect(found).toBe(Math.min(...x.map((v) => Math.abs(v - at))))
      }),
    )
  })

  test('steps over samples closer than pixels, and never leaves them', () => {
    expect(moveCursor(5, 'ArrowRight', { rows: 100, px: 600 })).toBe(6)
    expect(moveCursor(0, 'ArrowRight', { rows: 10_000, px: 300 })).toBe(100)
    expect(moveCursor(0, 'ArrowLeft', { rows: 10, px: 300 })).toBe(0)
    expect(moveCursor(3, 'End', { rows: 10, px: 300 })).toBe(9)
    expect(moveCursor(3, 'x', { rows: 10, px: 300 })).toBeUndefined()
    expect(moveCursor(0, 'End', { rows: 0, px: 300 })).toBeUndefined()
  })

  test('with Shift it selects from where it stood, Enter zooms, Escape gives up first the selection, then the cursor', () => {
    const state = { x: [0, 10, 20], row: 1, span: undefined, px: 600, canSelect: true }
    expect(cursorStep({ key: 'ArrowRight', shift: true }, state)).toEqual({ do: 'move', row: 2, span: { from: 10, to: 20 } })
    expect(cursorStep({ key: 'ArrowRight', shift: true }, { ...state, canSelect: false })).toEqual({ do: 'move', row: 2, span: undefined })
    const selected = { ...state, span: { from: 10, to: 20 } }
    expect(cursorStep({ key: 'Enter', shift: false }, selected)).toEqual({ do: 'zoom', span: { from: 10, to: 20 } })
    expect(cursorStep({ key: 'Enter', shift: false }, state)).toBeUndefined()
    expect(cursorStep({ key: 'Escape', shift: false }, selected)).toEqual({ do: 'drop' })
    expect(cursorStep({ key: 'Escape', shift: false }, { ...state, row: undefined })).toBeUndefined()
  })

  test('a selection in either direction is a range of a second at least', () => {
    expect(rangeBetween(5000.7, 1000.2)).toEqual({ from: 1000, to: 5001 })
    expect(rangeBetween(1000, 1000)).toEqual({ from: 1000, to: 2000 })
  })
})

describe('labels at the end of lines', () => {
  const options = ChartOptions.parse({})
  const drawing = (...all: Series[]): Drawing => ({ draw: 'line', x: [0, 50, 100], series: all, domain: [0, 100], step: 50 })
  const ask = { size: { width: 400, height: 200 }, options, thresholds: [], unit: '', time: true, xUnit: '', zone: 'UTC', format, gutter: 100, corner: 0 }
  const layout = (d: Drawing) => layOut({ ...ask, drawing: d })

  test('two that would touch move apart', () => {
    const d = drawing(series('a', [1, 2, 50]), series('b', [3, 4, 51]))
    const [a, b] = endLabels(d, layout(d))
    expect(Math.abs((a?.labelY ?? 0) - (b?.labelY ?? 0))).toBeGreaterThanOrEqual(14)
    expect(a?.labelY).toBeGreaterThan(b?.labelY ?? 0)
  })

  test('three have a legend instead', () => {
    const d = drawing(series('a', [1, 2, 3]), series('b', [1, 2, 3]), series('c', [1, 2, 3]))
    expect(endLabels(d, layout(d))).toEqual([])
  })

  test('the last real value is meant, not a gap', () => {
    const d = drawing(series('a', [1, 7, null]))
    expect(endLabels(d, layout(d))[0]?.value).toBe(7)
  })

  test('in the plot they stand clear of the line that leads to their point', () => {
    const values = [10, 11, 12, 13, 12, 11, 12]
    const d: Drawing = { ...drawing(series('a', values)), x: [0, 88, 90, 92, 95, 97, 100] }
    const l = layout(d)
    const [label] = endLabels(d, l)
    const top = l.plot.top + (1 - (13 - l.values.from) / (l.values.to - l.values.from)) * l.plot.height
    expect(label?.plotY).toBeLessThanOrEqual(Math.max(top - 4, (label?.y ?? 0) - 4))
  })

  test('time labels leave the corner free that a button covers', () => {
    const hours: Drawing = { ...drawing(series('a', [1, 2, 3])), domain: [0, 6 * 3_600_000] }
    const ends = (corner: number): readonly number[] => {
      const { plot, xTicks } = layOut({ ...ask, gutter: 0, corner, drawing: hours })
      return xTicks.map((t) => plot.left + (t.at / hours.domain[1]) * plot.width + t.label.length * 3)
    }
    expect(Math.max(...ends(0))).toBeGreaterThan(400 - 44)
    expect(ends(44).length).toBeGreaterThan(2)
    expect(Math.max(...ends(44))).toBeLessThanOrEqual(400 - 44)
  })

  test('a limit keeps clear of them', () => {
    expect(limitLabel(100, [], false)).toEqual({ place: 'end', y: 95 })
    expect(limitLabel(100, [97], false).place).toBe('start')
    expect(Math.abs(limitLabel(100, [104], true).y - 104)).toBeGreaterThanOrEqual(14)
  })

  test('samples between two gaps are found', () => {
    expect(loneRows([null, 1, null, 2, 3, null, 4])).toEqual([1, 6])
  })
})

describe('bars over names', () => {
  test('too many leave the smallest out, the rest in its order', () => {
    const { shape, left } = fitBars(bars({ a: 1, b: 9, c: 5, d: 7 }), 2)
    expect(shape.names).toEqual(['b', 'd'])
    expect(left).toBe(2)
  })

  test('severities stand worst first', () => {
    expect(fitBars(bars({ info: 9, critical: 1, warning: 3 }), 10).shape.names).toEqual(['critical', 'warning', 'info'])
  })

  test('the widest fills the room and its value stands behind it', () => {
    const layout = layBars(bars({ a: 10, b: 40 }), ChartOptions.parse({}), { width: 400, height: 100 }, format)
    expect(layout.bars[1]?.end).toBeCloseTo(layout.plot.start + layout.plot.width)
    expect(layout.bars[0]?.end).toBeCloseTo(layout.plot.start + layout.plot.width / 4)
    expect(layout.bars.map((b) => b.value)).toEqual(['10', '40'])
  })

  test('no numbers, zeros and numbers below zero make no nonsense', () => {
    for (const numbers of [{ a: null }, { a: 0, b: 0 }, { a: -5, b: -1 }, { a: 5, b: -5 }]) {
      const layout = layBars(bars(numbers), ChartOptions.parse({}), { width: 300, height: 100 }, format)
      expect(layout.ends[1]).toBeGreaterThan(layout.ends[0])
      expect(layout.bars.every((b) => Number.isFinite(b.end))).toBe(true)
    }
  })
})

describe('parts of a whole', () => {
  test('are the largest first and sum to one', () => {
    const parts = pieParts(bars({ a: 1, b: 3, none: 0, below: -2 }, 'pie'))
    expect(parts.map((p) => [p.name, p.share])).toEqual([
      ['b', 0.75],
      ['a', 0.25],
    ])
  })

  test('beyond eight the smallest are one', () => {
    const parts = pieParts(bars(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`n${i}`, i + 1])), 'pie'))
    expect(parts).toHaveLength(9)
    expect(parts.at(-1)).toMatchObject({ name: otherName, members: 12, value: 78 })
  })
})

describe('colours', () => {
  test('two series of one status are two strengths of it', () => {
    const all = [series('critical', [], { mark: 'critical' }), series('high', [], { mark: 'critical' })] as const
    expect(colorOf(all[0], all)).toBe('var(--hp-critical-fill)')
    expect(colorOf(all[1], all)).toContain('color-mix')
  })
})

describe('the chart in a sentence', () => {
  const over = (...all: Series[]) =>
    summarize({ kind: 'xy', draw: 'line', time: true, x: [0, 3_600_000], xName: 'time', xUnit: '', series: all, unit: '/s', step: 1 }, said)

  test('one series: its end and its extremes', () => {
    expect(over(series('rate', [20, 74]))).toBe('74/s at the end, between 20/s and 74/s from Jan 1, 00:00 to Jan 1, 01:00.')
  })

  test('several: which is highest and lowest at the end', () => {
    expect(over(series('in', [1, 5]), series('out', [9, 2]))).toContain('Highest at the end in with 5/s, lowest out with 2/s')
  })

  test('names: the highest and the lowest', () => {
    expect(summarize(bars({ a: 3, b: 41 }), said)).toBe('2 values. Highest b with 41, lowest a with 3.')
  })

  test('nothing is said to be nothing', () => {
    expect(summarize({ kind: 'nothing' }, said)).toBe('No numbers to draw')
    expect(over(series('rate', [null, null]))).toBe('No numbers to draw')
  })
})
