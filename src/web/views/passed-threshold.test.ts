import { expect, test } from 'vitest'
import type { Threshold } from '#contract/dashboard.ts'
import { passedThreshold } from './passed-threshold.ts'

const warning: Threshold = { value: 70, when: 'above', mark: 'warning' }
const critical: Threshold = { value: 90, when: 'above', mark: 'critical' }
const low: Threshold = { value: 5, when: 'below', mark: 'warning' }

test('a limit holds at its own value and beyond', () => {
  expect(passedThreshold(69.9, [warning])).toBeUndefined()
  expect(passedThreshold(70, [warning])).toBe(warning)
  expect(passedThreshold(5, [low])).toBe(low)
})

test('the worst one passed is told', () => {
  expect(passedThreshold(95, [warning, critical])).toBe(critical)
  expect(passedThreshold(75, [critical, warning, low])).toBe(warning)
})

test('nothing is said about a value that is not there', () => {
  expect(passedThreshold(null, [low])).toBeUndefined()
  expect(passedThreshold(Number.NaN, [low])).toBeUndefined()
  expect(passedThreshold(Number.POSITIVE_INFINITY, [warning, critical])).toBe(critical)
})
