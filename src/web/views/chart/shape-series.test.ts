import { expect, test } from 'vitest'
import { stepOf } from './shape-series.ts'

test('the usual distance of rows is what the answer says, else the median: a hole does not widen it, repeats do not narrow it', () => {
  expect(stepOf([0, 10, 20, 500, 510, 520], 15_000)).toBe(15_000)
  expect(stepOf([0, 10, 20, 500, 510, 520])).toBe(10)
  expect(stepOf([0, 10, 10, 10, 10, 20])).toBe(10)
  expect([stepOf([]), stepOf([7]), stepOf([7, 7])]).toEqual([1, 1, 1])
})

test('of a long answer its beginning tells', () => {
  const x = Array.from({ length: 5000 }, (_, i) => (i < 3000 ? i : 3000 + (i - 3000) * 60))
  expect(stepOf(x)).toBe(1)
})
