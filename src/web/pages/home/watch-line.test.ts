import fc from 'fast-check'
import { expect, test } from 'vitest'
import { edgesOf, movedEdge, movedFrame, rangeOf } from './watch-line.ts'

const quarter = 900_000
const ribbon = { from: 1_800_000_000_000, stepMs: quarter, bars: 96 }
const end = ribbon.from + 96 * quarter
const edges = fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 })).map(([a, b]) => ({ from: Math.min(a, b - 1), to: b }))

test('the last six hours are the last quarter of the day', () => {
  expect(edgesOf({ from: end - 24 * quarter, to: end }, ribbon)).toEqual({ from: 72, to: 96 })
})

test('the bar the time stands in belongs to a range that ends now', () => {
  expect(edgesOf({ from: end - 24 * quarter, to: end - quarter + 60_000 }, ribbon)).toEqual({ from: 72, to: 96 })
})

test('a range longer than the day takes all of it, one of last week none', () => {
  expect(edgesOf({ from: end - 1000 * quarter, to: end }, ribbon)).toEqual({ from: 0, to: 96 })
  expect(edgesOf({ from: end - 1000 * quarter, to: ribbon.from }, ribbon)).toBeUndefined()
})

test('a frame that reaches the end goes on with the time, any other stands', () => {
  expect(rangeOf({ from: 72, to: 96 }, ribbon, end)).toEqual({ from: 'now-6h', to: 'now' })
  expect(rangeOf({ from: 71, to: 96 }, ribbon, end)).toEqual({ from: 'now-375m', to: 'now' })
  expect(rangeOf({ from: 0, to: 4 }, ribbon, end)).toEqual({ from: String(ribbon.from), to: String(ribbon.from + 4 * quarter) })
})

test('however it is moved, the frame stays on the ribbon and at least a bar long', () => {
  fc.assert(
    fc.property(edges, fc.integer({ min: -200, max: 200 }), fc.constantFrom('from' as const, 'to' as const), (it, by, edge) => {
      for (const moved of [movedFrame(it, by, 96), movedEdge(it, edge, it[edge] + by, 96)]) {
        expect(moved.from).toBeGreaterThanOrEqual(0)
        expect(moved.to).toBeLessThanOrEqual(96)
        expect(moved.to - moved.from).toBeGreaterThanOrEqual(1)
      }
    }),
  )
})

test('moving the whole frame keeps its length', () => {
  fc.assert(
    fc.property(edges, fc.integer({ min: -200, max: 200 }), (it, by) => {
      const moved = movedFrame(it, by, 96)
      expect(moved.to - moved.from).toBe(it.to - it.from)
    }),
  )
})
