import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell, Frame } from '#contract/frame.ts'
import { column, minute, noon, seriesFrame } from '#tests/support/frames.ts'
import { pickRows } from './columns.ts'
import { filterRows } from './filter.ts'
import { reducePoints } from './reduce-points.ts'
import { orderRows } from './sort.ts'

const frame: Frame = {
  fields: [
    column('name', 'string', 'title', ['node-10', 'Node-2', null, 'db-1', '']),
    column('severity', 'string', 'severity', ['info', 'critical', 'strange', null, 'warning']),
    column('load', 'number', 'value', [3, Number.NaN, 1, null, Number.POSITIVE_INFINITY]),
  ],
}
const sorted = (field: string, desc = false): readonly Cell[] =>
  pickRows(frame, orderRows(frame, [{ field, desc }])).fields.find((f) => f.name === field)?.values ?? []

describe('sorting', () => {
  test('reads the numbers in names', () => {
    expect(sorted('name')).toEqual(['db-1', 'Node-2', 'node-10', null, ''])
  })
  test('puts what is missing last in both directions', () => {
    expect(sorted('load')).toEqual([1, 3, Number.POSITIVE_INFINITY, Number.NaN, null])
    expect(sorted('load', true)).toEqual([Number.POSITIVE_INFINITY, 3, 1, Number.NaN, null])
    expect(sorted('name', true).slice(3)).toEqual([null, ''])
  })
  test('takes the worst severity for the highest', () => {
    expect(sorted('severity', true)).toEqual(['critical', 'warning', 'info', 'strange', null])
  })
  test('uses further columns for equals and keeps the given order for the rest', () => {
    const two: Frame = { fields: [column('a', 'string', 'label', ['x', 'y', 'x', 'x']), column('b', 'number', 'value', [2, 0, 1, 1])] }
    expect([...orderRows(two, [{ field: 'a' }, { field: 'b', desc: true }])]).toEqual([0, 2, 3, 1])
    expect([...orderRows(two, [{ field: 'gone' }])]).toEqual([0, 1, 2, 3])
  })
  test('is a permutation whose numbers rise', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double(), fc.constant(null))), (values) => {
        const order = orderRows({ fields: [column('v', 'number', 'value', values)] }, [{ field: 'v' }])
        expect([...order].toSorted((a, b) => a - b)).toEqual(values.map((_, i) => i))
        const numbers = [...order].map((i) => values[i]).filter((v) => v !== null && !Number.isNaN(v))
        expect(numbers.every((v, i) => i === 0 || Number(v) >= Number(numbers[i - 1]))).toBe(true)
      }),
    )
  })
})

describe('filtering', () => {
  test('finds every word somewhere in the row', () => {
    expect(filterRows(frame, [{ by: 'text', text: 'NODE info' }])).toEqual([0])
    expect(filterRows(frame, [{ by: 'text', field: 'severity', text: 'node' }])).toEqual([])
    expect(filterRows(frame, [{ by: 'text', text: '  ' }])).toEqual([0, 1, 2, 3, 4])
  })
  test('by values and by range, both together', () => {
    expect(filterRows(frame, [{ by: 'values', field: 'name', values: ['', 'db-1'] }])).toEqual([2, 3, 4])
    expect(filterRows(frame, [{ by: 'range', field: 'load', min: 1, max: 3 }])).toEqual([0, 2])
    expect(
      filterRows(frame, [
        { by: 'range', field: 'load', min: 2 },
        { by: 'text', text: 'warning' },
      ]),
    ).toEqual([4])
  })
  test('a column that is gone hides nothing', () => {
    expect(filterRows(frame, [{ by: 'range', field: 'gone', min: 1 }])).toHaveLength(5)
  })
})

describe('thinning out for drawing', () => {
  const cell = fc.oneof({ weight: 10, arbitrary: fc.double({ noNaN: true }) }, fc.constant(null), fc.constant(Number.POSITIVE_INFINITY))
  const numbers = (values: readonly Cell[]): readonly number[] => values.filter((v): v is number => typeof v === 'number')

  test('keeps a small frame as it is', () => {
    const small = seriesFrame({ a: [1, 2, 3] })
    expect(reducePoints(small, 10)).toBe(small)
  })
  test('keeps both extremes of each stretch in their order', () => {
    const values = [5, 1, 9, 5, 5, 8, 2, 5]
    const at = values.map((_, i) => i * minute)
    const made = reducePoints({ fields: [column('time', 'time', 'time', at), column('a', 'number', 'value', values)] }, 2)
    expect(made.fields[1]?.values).toEqual([1, 9, 8, 2])
    expect(made.fields[0]?.values).toEqual([0, 3 * minute, 4 * minute, 7 * minute])
  })
  test('never loses an extreme or a gap, keeps time rising, the ends, and all columns as long', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (rows, buckets) => {
        const whole = seriesFrame({ a: rows.map((r) => r[0]), b: rows.map((r) => r[1]) })
        const made = reducePoints(whole, buckets)
        const [time] = made.fields
        expect(new Set(made.fields.map((f) => f.values.length)).size).toBe(1)
        expect(time?.values.every((t, i) => i === 0 || Number(t) > Number(time.values[i - 1]))).toBe(true)
        expect([time?.values[0], time?.values.at(-1)]).toEqual([noon - (rows.length - 1) * minute, noon])
        expect(time?.values.length).toBeLessThanOrEqual(Math.max(3, (buckets + 1) * 3))
        for (const i of [1, 2]) {
          const before = whole.fields[i]?.values ?? []
          const after = made.fields[i]?.values ?? []
          expect(Math.max(...numbers(after))).toBe(Math.max(...numbers(before)))
          expect(Math.min(...numbers(after))).toBe(Math.min(...numbers(before)))
          expect(after.includes(null)).toBe(before.includes(null))
        }
      }),
    )
  })
  test('a window that slides by one sample draws the same points where it did before', () => {
    const value = (i: number): number => (Math.sin(i * 12.9898) * 43758.5453) % 1
    const window = (from: number): Frame => ({
      fields: [
        column(
          'time',
          'time',
          'time',
          Array.from({ length: 600 }, (_, i) => (from + i) * minute),
        ),
        column(
          'a',
          'number',
          'value',
          Array.from({ length: 600 }, (_, i) => value(from + i)),
        ),
      ],
    })
    const one = reducePoints(window(0), 60).fields
    const two = reducePoints(window(1), 60).fields
    const drawn = new Map(one[0]?.values.map((t, i) => [t, one[1]?.values[i]]))
    const shared = two[0]?.values.map((t, i) => drawn.get(t) === two[1]?.values[i]) ?? []
    expect(shared.filter((same) => !same).length).toBeLessThanOrEqual(4)
  })
})
