import { expect, test } from 'vitest'
import { severities } from '#contract/severity.ts'
import type { Severity } from '#contract/severity.ts'
import { en } from '#locales/en/whole.ts'
import { createFormat } from '#web/i18n/format.ts'
import { createText } from '#web/i18n/text.ts'
import { loadWhole } from '#locales/registry.ts'
import { openChapter } from '#web/i18n/words.ts'
import { columnWords, factValue, factWords, markFor, severityWords, stateWords } from './words.ts'

await openChapter('views')

const text = createText('en', en)
const format = createFormat('en', text)

test('what ran and failed is not marked as well, and what ran and went well is', () => {
  const over = { kind: 'run', severity: 'warning', end: 1 } as const
  expect([markFor({ ...over, status: 'failed' }, 2), markFor({ ...over, status: 'succeeded' }, 2)]).toEqual(['warning', 'ok'])
  expect(markFor({ kind: 'ticket', severity: 'high', status: 'open', end: null }, 2)).toBe('critical')
})

test('labels we know have words, those of the source alone have none; amounts are told with their unit', () => {
  expect([factWords(text, 'cause'), factWords(text, 'x_custom'), factWords(text, '__proto__')]).toEqual(['Cause', undefined, undefined])
  expect(factValue({ format, text }, 'manualMinutes', '75')).toBe(format.duration(75 * 60_000))
  expect(factValue({ format, text }, 'events', '12000')).toMatch(/^12\D000$/)
  expect([factValue({ format, text }, 'events', 'many'), factValue({ format, text }, 'cause', '12000')]).toEqual(['many', '12000'])
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

test('states our own records go through, sorts of change and causes are told in the language of the reader', async () => {
  const arabic = createText('ar', await loadWhole('ar'))
  const own = ['draft', 'scheduled', 'approved', 'implement', 'verify', 'closed', 'open', 'acknowledged', 'resolved']
  for (const status of own) expect(stateWords(arabic, status)).not.toBe(status)
  expect(stateWords(text, 'approved')).toBe('Approved')
  expect(stateWords(arabic, 'In Review')).toBe('In Review')
  expect([factValue({ format, text: arabic }, 'type', 'standard'), factValue({ format, text: arabic }, 'cause', 'network')]).toEqual(['قياسي', 'الشبكة'])
})
