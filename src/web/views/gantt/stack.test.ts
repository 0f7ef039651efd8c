import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stack } from './stack.ts'
import type { Interval } from './stack.ts'

const intervals = fc
  .array(fc.record({ start: fc.integer({ min: 0, max: 60 }), length: fc.integer({ min: 0, max: 20 }) }), { maxLength: 40 })
  .map((list) => list.map(({ start, length }): Interval => ({ start, end: start + length })).toSorted((a, b) => a.start - b.start || b.end - a.end))

const overlap = (a: Interval, b: Interval): boolean =>
  a.start === a.end || b.start === b.end ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end

describe('stacking', () => {
  test('never lets two bars of a row overlap while there are rows', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const { rows, crowded } = stack(list, list.length + 1)
        expect(crowded).toBe(0)
        const clashes = list.flatMap((a, i) => list.filter((b, j) => i < j && rows[i] === rows[j] && overlap(a, b)))
        expect(clashes).toEqual([])
      }),
    )
  })

  test('uses no more rows than bars lie over one moment', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const lengths = list.filter((x) => x.end > x.start)
        const deepest = Math.max(0, ...lengths.map((a) => lengths.filter((b) => b.start <= a.start && a.start < b.end).length))
        expect(stack(lengths, lengths.length + 1).count).toBe(deepest)
      }),
    )
  })

  test('keeps to the rows it is given and counts what lies on others', () => {
    fc.assert(
      fc.property(intervals, fc.integer({ min: 1, max: 4 }), (list, most) => {
        const { rows, count, crowded } = stack(list, most)
        expect(count).toBeLessThanOrEqual(most)
        expect(Math.max(-1, ...rows)).toBeLessThan(most)
        const free = stack(list, list.length + 1)
        expect(crowded > 0).toBe(free.count > most)
      }),
    )
  })

  test('lets a bar begin in the row of the one that ends then', () => {
    const meeting = [
      { start: 0, end: 10 },
      { start: 10, end: 20 },
    ]
    expect(stack(meeting, 5).rows).toEqual([0, 0])
  })

  test('gives two moments at one instant a row each', () => {
    const twins = [
      { start: 5, end: 5 },
      { start: 5, end: 5 },
    ]
    expect(stack(twins, 5).rows).toEqual([0, 1])
  })
})
