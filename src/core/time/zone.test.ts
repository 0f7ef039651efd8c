import fc from 'fast-check'
import { expect, test } from 'vitest'
import { epochOf, epochOfLocal, isZone, localAt, wallAt } from './zone.ts'

const iso = (at: number): string => new Date(at).toISOString()

test('a time that comes twice is its first, a time the clock skips is the first moment after', () => {
  expect(iso(epochOf({ year: 2026, month: 10, day: 25, hour: 2, minute: 30 }, 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z')
  expect(iso(epochOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, 'Europe/Berlin'))).toBe('2026-03-29T01:00:00.000Z')
  expect(iso(epochOf({ year: 2018, month: 11, day: 4 }, 'America/Sao_Paulo'))).toBe('2018-11-04T03:00:00.000Z')
})

test('fields that overflow are carried', () => {
  expect(iso(epochOf({ year: 2026, month: 13, day: 0 }, 'UTC'))).toBe('2026-12-31T00:00:00.000Z')
})

test('every moment is found again from what the clock shows, up to the hour that comes twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.parse('1995-01-01'), max: Date.parse('2035-01-01') }),
      fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'),
      (at, zone) => {
        const found = epochOfLocal(localAt(at, zone), zone)
        expect(found === at || (found < at && localAt(found, zone) === localAt(at, zone))).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test('months count from 1 and zones are known by name', () => {
  expect(wallAt(Date.parse('2026-11-21T23:30:00Z'), 'Asia/Tokyo')).toEqual({ year: 2026, month: 11, day: 22, hour: 8, minute: 30, second: 0 })
  expect([isZone('Europe/Paris'), isZone('Mars/Base'), isZone('')]).toEqual([true, false, false])
})
