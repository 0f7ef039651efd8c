import { expect, test } from 'vitest'
import { createFormat } from '#web/i18n/format.ts'
import { english } from '#web/i18n/text.ts'
import { rangeWords, zoneName } from './range-words.ts'

const format = createFormat('en', english.text)
const now = Date.UTC(2026, 10, 21, 12)
const words = (from: string, to: string): string => rangeWords({ from, to }, { from: now - 3_600_000, to: now }, 'UTC', english.text, format)

test('a quick range has its own words', () => {
  expect(words('now-6h', 'now')).toBe('Last 6 hours')
})

test('any other range up to now says how long it is', () => {
  expect(words('now-45m', 'now').replaceAll('\u00a0', ' ')).toBe('Last 45 min')
})

test('a range that ended says its two ends', () => {
  expect(words(String(now - 3_600_000), String(now))).toMatch(/11:00 to .*12:00/)
})

test('a zone is called by its city', () => {
  expect(zoneName('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
  expect(zoneName('UTC')).toBe('UTC')
})
