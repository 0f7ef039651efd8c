import fc from 'fast-check'
import { expect, test } from 'vitest'
import { severities } from '#contract/severity.ts'
import { severityOf } from './severity-of.ts'

test.each([
  ['critical', 'critical'],
  ['PAGE', 'critical'],
  [' P1 ', 'critical'],
  ['Disaster', 'critical'],
  ['error', 'high'],
  ['sev2', 'high'],
  ['average', 'warning'],
  ['ticket', 'warning'],
  ['notice', 'info'],
  ['debug', 'low'],
  ['', 'warning'],
  [undefined, 'warning'],
  ['purple', 'warning'],
  ['constructor', 'warning'],
])('%j is %s', (word, severity) => {
  expect(severityOf(word)).toBe(severity)
})

test('each of the five severities is its own', () => {
  for (const severity of severities) expect(severityOf(severity)).toBe(severity)
})

test('any word whatever has a severity', () => {
  fc.assert(
    fc.property(fc.string(), (word) => {
      expect(severities).toContain(severityOf(word))
    }),
  )
})
