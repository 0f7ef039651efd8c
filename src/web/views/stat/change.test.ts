import { expect, test } from 'vitest'
import { isNews, isTold, roughly, roughlyIn } from './change.ts'

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

test('what moves as it does from one period to the next is no news', () => {
  // Hours saved, the median to resolve, a share of breaches: each a little other than before.
  expect([isNews(-8.3, 180, 'h'), isNews(33, 1386, 's'), isNews(0.00044, 0.165, 'ratio')]).toEqual([false, false, false])
  expect([isNews(-55, 335, 's'), isNews(4, 4, 'count')]).toEqual([true, true])
})

test('of a share the rarer side tells whether it moved', () => {
  expect([isNews(-0.0032, 0.9972, 'ratio'), isNews(-0.32, 99.72, 'percent')]).toEqual([true, true])
  expect(isNews(0.01, 0.5, 'ratio')).toBe(false)
})

test('after nothing anything is news', () => {
  expect([isNews(1, 0, 'count'), isNews(0, 0, 'count')]).toEqual([true, false])
})
