import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolvePoint } from '#core/time/range.ts'
import { daysOf, printPoint, typedPoint } from './typed-point.ts'

const now = Date.UTC(2026, 2, 31, 12)
const zone = 'Asia/Kolkata'
const at = (words: string, side: 'start' | 'end' = 'start'): number => resolvePoint(typedPoint(words, side, zone, now) ?? '', now, zone)

test('words of the address are taken as they are', () => {
  expect(typedPoint(' now-3h ', 'start', zone, now)).toBe('now-3h')
})

test('a date and a time are in the reader’s zone', () => {
  expect(at('2026-03-31 14:00')).toBe(Date.UTC(2026, 2, 31, 8, 30))
  expect(at('2026-03-31T14:00:05')).toBe(Date.UTC(2026, 2, 31, 8, 30, 5))
})

test('a time alone is today', () => {
  expect(at('9:15')).toBe(Date.UTC(2026, 2, 31, 3, 45))
})

test('a day alone is its start, or its end as the end of a range', () => {
  expect(at('2026-03-30')).toBe(Date.UTC(2026, 2, 29, 18, 30))
  expect(at('2026-03-30', 'end')).toBe(Date.UTC(2026, 2, 30, 18, 30))
})

test.each(['', 'yesterday', '2026-02-30', '2026-13-01 10:00', '25:00', '12:60', '2026-03-31 14'])('%j is no time', (words) => {
  expect(typedPoint(words, 'start', zone, now)).toBeUndefined()
})

test('what is shown can be typed, in any zone', () => {
  const zones = fc.constantFrom('UTC', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York', 'Pacific/Chatham')
  const moments = fc.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2040, 0) }).map((ms) => ms - (ms % 1000))
  fc.assert(
    fc.property(moments, zones, (ms, where) => {
      const words = printPoint(ms, where)
      // An hour that comes twice is read as its first; it still shows the same.
      expect(printPoint(Number(typedPoint(words, 'start', where, now)), where)).toBe(words)
    }),
  )
})

test('the days of a range end on the day that still belongs to it', () => {
  expect(daysOf(Date.UTC(2026, 2, 30), Date.UTC(2026, 2, 31), 'UTC')).toEqual(['2026-03-30', '2026-03-30'])
})
