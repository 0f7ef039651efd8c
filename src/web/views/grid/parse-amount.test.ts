import { expect, test } from 'vitest'
import { parseAmount } from './parse-amount.ts'

test.each([
  ['5', '', 5],
  ['-1.5', '', -1.5],
  ['\u22123', '', -3],
  ['1,5', '', 1.5],
  ['61 240', '', 61_240],
  ['5 %', 'ratio', 0.05],
  ['5', 'percent', 5],
  ['2 MiB', 'bytes', 2 * 1024 ** 2],
  ['1k', 'bytes/s', 1024],
  ['90', 's', 90],
  ['250 ms', 's', 0.25],
  ['2 min', 's', 120],
  ['1 s', 'ms', 1000],
])('%s in %s is %d', (typed, unit, value) => {
  expect(parseAmount(typed, unit)).toBeCloseTo(value)
})

test('durations are kept in milliseconds', () => {
  expect(parseAmount('1.5 h', '', true)).toBe(5_400_000)
  expect(parseAmount('1\u00a0h 14\u00a0min', '', true)).toBe(4_440_000)
})

test.each(['', 'abc', '1 2x3', '--5', '1e99999'])('%s is no number', (typed) => {
  expect(parseAmount(typed, '')).toBeUndefined()
})
