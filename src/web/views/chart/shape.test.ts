import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import { acceptsChart } from './accepts-chart.ts'
import { otherName } from './group-series.ts'
import { ChartOptions } from './options.ts'
import { takeSlots } from './series.ts'
import type { ChartShape, NamesShape, XyShape } from './series.ts'
import { shapeChart } from './shape.ts'

const options = (o: Partial<ChartOptions> = {}): ChartOptions => ({ ...ChartOptions.parse({}), ...o })
const time = (values: readonly Cell[]): Field => ({ name: 'time', type: 'time', role: 'time', values })
const number = (name: string, values: readonly Cell[], more: Partial<Field> = {}): Field => ({ name, type: 'number', values, ...more })
const text = (name: string, values: readonly Cell[], more: Partial<Field> = {}): Field => ({ name, type: 'string', values, ...more })
const frame = (...fields: Field[]): Frame => ({ fields })
const xy = (shape: ChartShape): XyShape => {
  if (shape.kind !== 'xy') throw new Error(`not xy but ${shape.kind}`)
  return shape
}
const named = (shape: ChartShape): NamesShape => {
  if (shape.kind !== 'names') throw new Error(`not names but ${shape.kind}`)
  return shape
}

describe('samples over time', () => {
  test('are lines, and NaN and infinities are gaps', () => {
    const shape = xy(shapeChart(frame(time([0, 10, 20]), number('cpu', [1, Number.NaN, Number.POSITIVE_INFINITY], { unit: 'percent' })), options()))
    expect(shape).toMatchObject({ draw: 'line', time: true, x: [0, 10, 20], unit: 'percent', step: 10 })
    expect(shape.series[0]).toMatchObject({ name: 'cpu', slot: 0, values: [1, null, null] })
  })

  test('in any order are put in order, rows without a time are left out', () => {
    const shape = xy(shapeChart(frame(time([20, null, 0]), number('cpu', [2, 9, 1])), options()))
    expect(shape.x).toEqual([0, 20])
    expect(shape.series[0]?.values).toEqual([1, 2])
  })

  test('numbers that only stand beside the values are not drawn with them', () => {
    const answer = frame(time([0, 10]), { ...number('median', [3, 4]), role: 'value' as const }, { ...number('n', [90, 80]), role: 'label' as const })
    expect(xy(shapeChart(answer, options())).series.map((s) => s.values)).toEqual([[3, 4]])
  })

  test('a hole in the samples does not change their usual distance', () => {
    expect(xy(shapeChart(frame(time([0, 10, 20, 500, 510]), number('n', [1, 1, 1, 1, 1])), options())).step).toBe(10)
  })

  test('stacked, each stands on those before it, and a gap adds nothing', () => {
    const shape = xy(shapeChart(frame(time([0, 1]), number('a', [1, null]), number('b', [2, 2])), options({ type: 'stacked' })))
    expect(shape.series.map((s) => [s.low, s.top])).toEqual([
      [
        [0, null],
        [1, null],
      ],
      [
        [1, 0],
        [3, 2],
      ],
    ])
  })

  test('switched off, a series is listed but not in the pile', () => {
    const shape = xy(shapeChart(frame(time([0]), number('a', [1]), number('b', [2])), options({ type: 'stacked', off: ['a'] })))
    expect(shape.series[0]).toMatchObject({ name: 'a', off: true })
    expect(shape.series[1]?.low).toEqual([0])
  })

  test('named by severity, have the colours of severities, the worst at the bottom', () => {
    const shape = xy(shapeChart(frame(time([0]), number('info', [1]), number('critical', [2])), options()))
    expect(shape.series.map((s) => [s.name, s.mark])).toEqual([
      ['critical', 'critical'],
      ['info', 'info'],
    ])
  })
})

describe('more than eight series', () => {
  const many = (n: number) => frame(time([0, 1]), ...Array.from({ length: n }, (_, i) => number('cpu', [i, i], { labels: { node: `n${i}` } })))

  test('the rest is grey', () => {
    const shape = xy(shapeChart(many(12), options()))
    expect(shape.series.map((s) => s.slot)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 'other', 'other', 'other', 'other'])
  })

  test('a crowd is shown by how far it reaches', () => {
    const shape = xy(shapeChart(many(1000), options()))
    expect(shape.series).toHaveLength(9)
    expect(shape.series[8]).toMatchObject({ name: otherName, members: 992, low: [8, 8], values: [999, 999] })
  })

  test('where parts add up, the rest is their sum', () => {
    const shape = xy(shapeChart(many(10), options({ type: 'stackedBar' })))
    expect(shape.series[8]).toMatchObject({ name: otherName, members: 2, values: [17, 17] })
  })
})

describe('colours', () => {
  test('stay with their name when others come and go', () => {
    const before = takeSlots(new Map(), ['a', 'b'])
    const after = takeSlots(before, ['b', 'c'])
    expect([...after]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ])
    expect(takeSlots(after, ['c'])).toBe(after)
  })

  test('a series keeps its colour when the one before it is gone', () => {
    const slots = takeSlots(new Map(), ['a', 'b'])
    expect(xy(shapeChart(frame(time([0]), number('b', [1])), options(), slots)).series[0]?.slot).toBe(1)
  })
})

describe('names with numbers', () => {
  test('are bars, whatever line was asked for', () => {
    const answer = frame(text('service', ['a', 'b']), number('alerts', [3, null]))
    expect(named(shapeChart(answer, options({ type: 'line' })))).toMatchObject({ draw: 'bar', names: ['a', 'b'] })
  })

  test('carry the mark of their severity', () => {
    const answer = frame(text('severity', ['critical', 'odd'], { role: 'severity' }), number('n', [1, 2]))
    expect(named(shapeChart(answer, options()))).toMatchObject({ names: ['critical', 'odd'], marks: ['critical', 'unknown'] })
  })

  test('are the two ends of a link', () => {
    const answer = frame(text('from', ['a'], { role: 'source' }), text('to', ['b'], { role: 'target' }), number('calls', [7]))
    expect(named(shapeChart(answer, options())).names).toEqual(['a → b'])
  })

  test('over time become parts by their last number', () => {
    const shape = named(shapeChart(frame(time([0, 1]), number('a', [1, 4]), number('b', [2, null])), options({ type: 'pie' })))
    expect(shape).toMatchObject({ draw: 'pie', names: ['a', 'b'] })
    expect(shape.series[0]?.values).toEqual([4, 2])
  })
})

describe('pairs of numbers', () => {
  test('are points, coloured by a column of few values, in order of x', () => {
    const answer = frame(
      text('pod', ['p1', 'p2', 'p3'], { role: 'title' }),
      text('zone', ['a', 'b', 'a']),
      number('cpu', [30, 10, 20]),
      number('latency', [3, 1, 2]),
    )
    const shape = xy(shapeChart(answer, options({ type: 'scatter' })))
    expect(shape).toMatchObject({ draw: 'scatter', time: false, x: [10, 20, 30], names: ['p2', 'p3', 'p1'] })
    expect(shape.series.map((s) => [s.name, s.values])).toEqual([
      ['a', [null, 2, 3]],
      ['b', [1, null, null]],
    ])
  })
})

test('an answer with nothing to draw is nothing, and no answer breaks', () => {
  expect(shapeChart(frame(), options())).toEqual({ kind: 'nothing' })
  expect(shapeChart(frame(time([]), number('n', [])), options())).toEqual({ kind: 'nothing' })
  expect(shapeChart(frame(time([0]), number('n', [Number.NaN])), options())).toEqual({ kind: 'nothing' })
  const cell = fc.oneof(fc.double(), fc.constant(null))
  const field = fc.record({ name: fc.constantFrom('a', 'b'), type: fc.constant('number' as const), values: fc.array(cell, { minLength: 4, maxLength: 4 }) })
  const type = fc.constantFrom(...(['auto', 'line', 'area', 'stacked', 'bar', 'stackedBar', 'pie', 'scatter'] as const))
  fc.assert(
    fc.property(fc.array(field, { maxLength: 12 }), type, fc.boolean(), (fields, kind, overTime) => {
      const shape = shapeChart(frame(...(overTime ? [time([3, 1, 2, null])] : [text('s', ['a', 'b', 'a', null])]), ...fields), options({ type: kind }))
      const drawn = shape.kind === 'nothing' ? [] : shape.series.flatMap((s) => [...s.values, ...(s.top ?? []), ...(s.low ?? [])])
      expect(drawn.every((v) => v === null || !Number.isNaN(v))).toBe(true)
    }),
  )
})

test('fit', () => {
  expect(acceptsChart(frame(time([0]), number('n', [1])))).toEqual({ score: 0.95 })
  expect(acceptsChart(frame(text('s', ['a', 'b']), number('n', [1, 2])))).toEqual({ score: 0.65 })
  expect(acceptsChart(frame(text('s', ['a'])))).toEqual({ refused: 'needsNumber' })
  expect(acceptsChart(frame(number('n', [1])))).toEqual({ refused: 'needsTime' })
  expect(acceptsChart(frame(number('n', [1, 2])))).toEqual({ refused: 'needsLabel' })
})
