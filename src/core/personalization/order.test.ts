import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createOrder } from './order.ts'

interface Candidate {
  readonly p: number
  readonly seq: number
}

function orderOf(candidates: readonly Candidate[], sort = createOrder()): readonly number[] {
  const p = Float64Array.from(candidates, (c) => c.p)
  const seq = Float64Array.from(candidates, (c) => c.seq)
  const ids = candidates.map((_, n) => `item-${n % 7}-${n}`)
  return Array.from(sort({ p, seq, ids }, candidates.length).subarray(0, candidates.length))
}

/** Slow and plain. */
const plainly = (candidates: readonly Candidate[]): readonly number[] =>
  candidates
    .map((c, n) => ({ ...c, n, id: `item-${n % 7}-${n}` }))
    .toSorted((a, b) => b.p - a.p || b.seq - a.seq || (a.id < b.id ? -1 : 1))
    .map((c) => c.n)

const near = fc.tuple(fc.constantFrom(0, 1e-9, 0.1, 0.25, 1 / 3), fc.integer({ min: 0, max: 4 })).map(([p, steps]) => p + steps * p * 2 ** -45)
const tiny = fc.integer({ min: 0, max: 100_000 }).map((steps) => steps * Number.MIN_VALUE)
const candidate = fc.record({ p: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), near, tiny), seq: fc.integer({ min: 0, max: 3 }) })

describe('the order of candidates', () => {
  test('is likelier first, then the more recent, then the smaller id, however close two of them are', () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 60 }), (candidates) => {
        expect(orderOf(candidates)).toEqual(plainly(candidates))
      }),
    )
  })

  test('does not remember an order before', () => {
    const sort = createOrder()
    orderOf(
      Array.from({ length: 40 }, (_, n) => ({ p: n / 40, seq: 0 })),
      sort,
    )
    expect(
      orderOf(
        [
          { p: 0.2, seq: 0 },
          { p: 0.8, seq: 0 },
          { p: 0.5, seq: 0 },
        ],
        sort,
      ),
    ).toEqual([1, 2, 0])
  })

  test('says how many it can take', () => {
    const none = new Float64Array(0)
    expect(() => createOrder()({ p: none, seq: none, ids: [] }, 70_000)).toThrow('at most 65536 candidates')
  })
})
