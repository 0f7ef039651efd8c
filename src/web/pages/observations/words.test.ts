import { expect, test } from 'vitest'
import { severities } from '#contract/severity.ts'
import type { Severity } from '#contract/severity.ts'
import { en } from '#locales/en/whole.ts'
import { createFormat } from '#web/i18n/format.ts'
import { createText } from '#web/i18n/text.ts'
import { columnWords, factValue, factWords, markFor, severityWords } from './words.ts'

const text = createText('en', en)
const format = createFormat('en', text)

test('what ran and failed is not marked as well, and what ran and went well is', () => {
  const over = { kind: 'run', severity: 'warning', end: 1 } as const
  expect([markFor({ ...over, status: 'failed' }, 2), markFor({ ...over, status: 'succeeded' }, 2)]).toEqual(['warning', 'ok'])
  expect(markFor({ kind: 'ticket', severity: 'high', status: 'open', end: null }, 2)).toBe('critical')
})

test('labels we know have words, those of the source alone have none; amounts are told with their unit', () => {
  expect([factWords(text, 'cause'), factWords(text, 'x_custom'), factWords(text, '__proto__')]).toEqual(['Cause', undefined, undefined])
  expect(factValue(format, 'manualMinutes', '75')).toBe(format.duration(75 * 60_000))
  expect(factValue(format, 'events', '12000')).toMatch(/^12\D000$/)
  expect([factValue(format, 'events', 'many'), factValue(format, 'cause', '12000')]).toEqual(['many', '12000'])
})

test('of a change the risk is told, in the words it was answered in', () => {
  const said = (severity: Severity) => severityWords(text, { severity, kind: 'change' })
  expect((['high', 'warning', 'low'] as const).map(said)).toEqual(['High', 'Medium', 'Low'])
  // No two of them share a word: they stand beside each other in a facet.
  expect(new Set(severities.map(said)).size).toBe(severities.length)
  expect(severityWords(text, { severity: 'warning', kind: 'alert' })).toBe('Warning')
  expect([columnWords('severity', 'change'), columnWords('severity', 'alert'), columnWords('start', 'change')]).toEqual([
    'observing.column.risk',
    'observing.column.severity',
    'observing.column.begins',
  ])
})
