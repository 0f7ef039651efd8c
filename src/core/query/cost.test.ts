import { expect, test } from 'vitest'
import { isHeavy } from './cost.ts'

test('what many would feel is heavy: more series than can be counted, too many points, a million rows', () => {
  expect([{ series: 10_000, atLeast: true }, { series: 10_000 }, { series: 100, points: 3_000_000 }, { rows: 1_000_000 }].map(isHeavy)).toEqual([
    true,
    true,
    true,
    true,
  ])
})

test('what a widget usually asks is not, and neither is what nobody can tell', () => {
  expect([{ series: 200, points: 96_000 }, { rows: 5000 }, {}].map(isHeavy)).toEqual([false, false, false])
})
