import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createThrottle } from './throttle.ts'

test('gives so many at once, then one per share of the minute, and tells how long to wait', () => {
  let now = 0
  const throttle = createThrottle(5, () => now)
  expect([1, 2, 3, 4, 5, 6].map(() => throttle.take('a'))).toEqual([0, 0, 0, 0, 0, 12])
  expect(throttle.take('b')).toBe(0)
  now = 11_000
  expect(throttle.take('a')).toBe(1)
  now = 12_000
  expect([throttle.take('a'), throttle.take('a')]).toEqual([0, 12])
})

test('nobody waits longer than the time it tells', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 }), (perMinute, pauses) => {
      let now = 0
      const throttle = createThrottle(perMinute, () => now)
      for (const pause of pauses) {
        now += pause
        const waitS = throttle.take('a')
        expect(waitS * 1000).toBeLessThanOrEqual(60_000 / perMinute + 1000)
        if (waitS === 0) continue
        now += waitS * 1000
        expect(throttle.take('a')).toBe(0)
      }
    }),
  )
})

test('remembers no more than it has room for', () => {
  const throttle = createThrottle(1, () => 0)
  throttle.take('first')
  for (let i = 0; i < 10_000; i += 1) throttle.take(`key ${i}`)
  // The oldest had to go, the newest are still held.
  expect([throttle.take('first'), throttle.take('key 9999')]).toEqual([0, 60])
})
