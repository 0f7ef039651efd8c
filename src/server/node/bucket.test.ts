import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBuckets } from './bucket.ts'

const rate = { perSecond: 50, burst: 200 }

test('a burst passes, then as many as refill', () => {
  const buckets = createBuckets(rate)
  for (let i = 0; i < 200; i += 1) expect(buckets.take('a', 0)).toBe(0)
  expect(buckets.take('a', 0)).toBeCloseTo(0.02)
  expect(buckets.take('b', 0)).toBe(0)
  expect(buckets.take('a', 20)).toBe(0)
  expect(buckets.take('a', 20)).toBeGreaterThan(0)
})

test('waiting as long as told is enough', () => {
  const buckets = createBuckets({ perSecond: 3, burst: 1 })
  expect(buckets.take('a', 1000)).toBe(0)
  const waitS = buckets.take('a', 1100)
  expect(buckets.take('a', 1100 + waitS * 1000 + 1)).toBe(0)
})

test('never more than burst and refill together, however the asking is spread and clocks step', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 200 }), { maxLength: 400 }), (steps) => {
      const buckets = createBuckets({ perSecond: 10, burst: 20 })
      let now = 0
      let forward = 0
      let granted = 0
      for (const step of steps) {
        now += step
        forward += Math.max(0, step)
        if (buckets.take('a', now) === 0) granted += 1
      }
      expect(granted).toBeLessThanOrEqual(20 + (forward / 1000) * 10 + 1e-6)
    }),
  )
})

test('full buckets are forgotten, and there are never more than allowed', () => {
  const buckets = createBuckets(rate, 100)
  for (let i = 0; i < 1000; i += 1) buckets.take(`sender-${i}`, 0)
  expect(buckets.size).toBeLessThanOrEqual(101)
  buckets.take('late', 60_000)
  expect(buckets.size).toBe(1)
})
