import { expect, test } from 'vitest'
import { isTold, roughly, roughlyIn } from './change.ts'

test('a difference has two digits that count', () => {
  expect([0.353, 0.995, 1.27, 9.33, 12.5, 141.2].map(roughly)).toEqual([0.35, 1, 1.3, 9.3, 13, 141])
})

test('of a duration from two minutes up only whole minutes are told', () => {
  expect(roughlyIn(1300, 's')).toBe(1320)
  expect(roughlyIn(64.3, 's')).toBe(64)
  expect(roughlyIn(130_400, 'ms')).toBe(120_000)
})

test('less than a hundredth of a point is no change, and neither good nor bad', () => {
  expect(isTold(0.00009, 'ratio')).toBe(false)
  expect(isTold(0.00011, 'ratio')).toBe(true)
  expect(isTold(0.009, 'percent')).toBe(false)
  expect(isTold(0.5, 'count')).toBe(true)
  expect(isTold(0, '')).toBe(false)
})
