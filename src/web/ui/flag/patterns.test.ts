import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flagPaths, patternOf, patternsOf } from './patterns.ts'

test('a place keeps its flag for ever', () => {
  expect(patternOf('payments-health')).toBe(patternOf('payments-health'))
})

test('no two of up to fourteen places in a list fly the same flag', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: flagPaths.length })
  fc.assert(
    fc.property(ids, (it) => {
      expect(new Set(patternsOf(it).values()).size).toBe(it.length)
    }),
  )
})

test('the first of a list flies its own flag', () => {
  expect(patternsOf(['a', 'b']).get('a')).toBe(patternOf('a'))
})

test('a long list repeats patterns but leaves nobody without', () => {
  const ids = Array.from({ length: 40 }, (_, i) => `place-${i}`)
  expect(patternsOf(ids).size).toBe(40)
})
