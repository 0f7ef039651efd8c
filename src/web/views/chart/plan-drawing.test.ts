import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Field, Frame } from '#contract/frame.ts'
import { ChartOptions } from './options.ts'
import type { ChartType } from './options.ts'
import { engineFor, planDrawing, svgCells } from './plan-drawing.ts'
import { extent } from './read-series.ts'
import type { XyShape } from './series.ts'
import { shapeChart } from './shape.ts'

const range = { from: 0, to: 10_000 }
const wave = (i: number, k: number): number => Math.sin(i / 20 + k) * 50 + k * 10
function shapeOf(series: number, rows: number, type: ChartType = 'line', at: (i: number, k: number) => number | null = wave): XyShape {
  const x = Array.from({ length: rows }, (_, i) => Math.round((i * 10_000) / Math.max(1, rows - 1)))
  const fields: Field[] = Array.from({ length: series }, (_, k) => ({ name: `s${k}`, type: 'number', values: x.map((_, i) => at(i, k)) }))
  const frame: Frame = { fields: [{ name: 'time', type: 'time', role: 'time', values: x }, ...fields] }
  const shape = shapeChart(frame, { ...ChartOptions.parse({}), type })
  if (shape.kind !== 'xy') throw new Error('not a series')
  return shape
}

describe('who draws', () => {
  test('a few thousand cells are SVG, drawn sample by sample while there are pixels for them', () => {
    const shape = shapeOf(5, 500)
    expect(engineFor(shape, range, 600, false)).toBe('recharts')
    expect(planDrawing(shape, range, 600, 'recharts').x).toHaveLength(500)
  })

  test('long series are thinned out for SVG', () => {
    const shape = shapeOf(1, 20_000)
    expect(engineFor(shape, range, 600, false)).toBe('recharts')
    expect(planDrawing(shape, range, 600, 'recharts').x.length).toBeLessThanOrEqual(320)
  })

  test('many long ones are a canvas, which takes every sample', () => {
    const shape = shapeOf(10, 10_000)
    expect(engineFor(shape, range, 1200, false)).toBe('uplot')
    expect(planDrawing(shape, range, 1200, 'uplot').x).toHaveLength(10_000)
  })

  test('a canvas takes a million cells as they are, and is spared more than two', () => {
    expect(planDrawing(shapeOf(10, 100_000), range, 1200, 'uplot').x).toHaveLength(100_000)
    expect(planDrawing(shapeOf(30, 100_000), range, 1200, 'uplot').x.length).toBeLessThanOrEqual(2402)
  })

  test('and so is whatever changes every second', () => {
    expect(engineFor(shapeOf(1, 60), range, 600, true)).toBe('uplot')
    expect(engineFor(shapeOf(1, 60, 'bar'), range, 600, true)).toBe('uplot')
  })

  test('an SVG never has more cells than it bears, not even while the canvas is on its way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 60, max: 1800 }), (series, rows, width) => {
        const shape = shapeOf(series, rows)
        const drawing = planDrawing(shape, range, width, 'recharts')
        expect(drawing.x.length).toBeLessThanOrEqual(Math.max(width, 16))
        if (engineFor(shape, range, width, false) === 'recharts') expect(drawing.x.length * drawing.series.length).toBeLessThanOrEqual(svgCells)
      }),
      { numRuns: 40 },
    )
  })
})

describe('thinning out', () => {
  test('keeps the lowest and highest sample', () => {
    const spiky = shapeOf(3, 9000, 'line', (i, k) => (i === 4321 && k === 1 ? 900 : i === 77 && k === 2 ? -900 : wave(i, k)))
    expect(extent(planDrawing(spiky, range, 300, 'recharts').series)).toEqual([-900, 900])
  })

  test('keeps a gap', () => {
    const holed = shapeOf(1, 9000, 'line', (i) => (i > 3000 && i < 6000 ? null : 1))
    const drawing = planDrawing(holed, range, 300, 'recharts')
    const inside = drawing.series[0]?.values.filter((_, row) => (drawing.x[row] ?? 0) > 3500 && (drawing.x[row] ?? 0) < 6500)
    expect(inside?.length).toBeGreaterThan(10)
    expect(inside?.every((v) => v === null)).toBe(true)
  })

  test('keeps the edges of a stack together', () => {
    const drawing = planDrawing(
      shapeOf(3, 9000, 'stacked', (_, k) => k + 1),
      range,
      300,
      'uplot',
    )
    expect(drawing.series.map((s) => [s.low?.[5], s.top?.[5]])).toEqual([
      [0, 1],
      [1, 3],
      [3, 6],
    ])
  })
})

describe('bars over time', () => {
  test('stand in equal slots over the whole range, with a free one where nothing was counted', () => {
    const frame: Frame = {
      fields: [
        { name: 'time', type: 'time', role: 'time', values: [2000, 4000, 8000] },
        { name: 'n', type: 'number', values: [1, 2, 3] },
      ],
      meta: { stepMs: 2000 },
    }
    const shape = shapeChart(frame, { ...ChartOptions.parse({}), type: 'bar' })
    if (shape.kind !== 'xy') throw new Error('not a series')
    const drawing = planDrawing(shape, range, 600, 'recharts')
    expect(drawing.x).toEqual([0, 2000, 4000, 6000, 8000, 10_000])
    expect(drawing.series[0]?.values).toEqual([null, 1, 2, null, 3, null])
    expect(drawing.domain).toEqual([-1000, 11_000])
  })

  test('closer than pixels, a slot shows its highest row, whole', () => {
    const drawing = planDrawing(
      shapeOf(2, 5000, 'stackedBar', (i, k) => (i === 2500 ? 100 + k : 1)),
      range,
      300,
      'uplot',
    )
    expect(drawing.x.length).toBeLessThanOrEqual(101)
    const row = drawing.series[0]?.values.indexOf(100) ?? -1
    expect(drawing.series[1]?.values[row]).toBe(101)
  })
})

describe('the time shown', () => {
  test('is the range of the page, so that all charts share one clock', () => {
    expect(planDrawing(shapeOf(1, 10), { from: -5000, to: 20_000 }, 600, 'recharts').domain).toEqual([-5000, 20_000])
  })

  test('is that of the answer when it is from another time', () => {
    expect(planDrawing(shapeOf(1, 10), { from: 50_000, to: 60_000 }, 600, 'recharts').domain).toEqual([0, 10_000])
  })

  test('has a length even for one sample', () => {
    const [from, to] = planDrawing(shapeOf(1, 1), { from: 50_000, to: 60_000 }, 600, 'recharts').domain
    expect(to).toBeGreaterThan(from)
  })
})
