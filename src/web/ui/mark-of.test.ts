import { expect, test } from 'vitest'
import { severities } from '#contract/severity.ts'
import { markOf } from './mark-of.ts'

test('every severity of the contract has a mark', () => {
  expect(severities.map(markOf)).toEqual(['critical', 'critical', 'warning', 'info', 'info'])
})

test.each([
  ['FIRING', 'critical'],
  ['in_progress', 'info'],
  ['In-Progress', 'info'],
  [' Done ', 'ok'],
  ['silenced', 'maintenance'],
])('%s is drawn as %s', (word, mark) => {
  expect(markOf(word)).toBe(mark)
})

test('a word nobody knows is not guessed, not even one every object has', () => {
  expect(markOf('purple')).toBe('unknown')
  expect(markOf('')).toBe('unknown')
  expect(markOf('constructor')).toBe('unknown')
})
