import fc from 'fast-check'
import * as z from 'zod/mini'
import { describe, expect, test } from 'vitest'
import { RangeSpec, TimePoint, TimeRange } from '#contract/time.ts'
import { hour } from './duration.ts'
import { quickRanges } from './quick-ranges.ts'
import { resolvePoint, resolveRange } from './range.ts'

const now = Date.parse('2026-11-21T15:20:30.400Z')
const iso = (at: number): string => new Date(at).toISOString()
const point = (words: string, zone = 'UTC', at = now): string => iso(resolvePoint(words, at, zone))

describe('one end of a range', () => {
  test('slides by whole seconds, minutes and hours', () => {
    expect(point('now-6h')).toBe('2026-11-21T09:20:30.400Z')
    expect(point('now')).toBe(iso(now))
  })
  test('goes back by days on the calendar of the zone, so the clock shows the same time across a change', () => {
    const monday = Date.parse('2026-03-30T08:00:00Z')
    expect(point('now-2d', 'Europe/Berlin', monday)).toBe('2026-03-28T09:00:00.000Z')
    expect(point('now-48h', 'Europe/Berlin', monday)).toBe('2026-03-28T08:00:00.000Z')
  })
  test('is rounded to the start of the day, week, month and year of the zone', () => {
    expect(point('now-7d/d', 'America/New_York')).toBe('2026-11-14T05:00:00.000Z')
    expect(point('now/w', 'Europe/Berlin')).toBe('2026-11-15T23:00:00.000Z')
    expect(point('now-1M/M', 'Europe/Berlin')).toBe('2026-09-30T22:00:00.000Z')
    expect(point('now/y')).toBe('2026-01-01T00:00:00.000Z')
    expect(point('now/h', 'Asia/Kathmandu')).toBe('2026-11-21T15:15:00.000Z')
  })
  test('keeps the end of the month at the end of a shorter month', () => {
    expect(point('now-1M', 'UTC', Date.parse('2026-03-31T10:00:00Z'))).toBe('2026-02-28T10:00:00.000Z')
  })
  test('reads epoch milliseconds and ISO 8601', () => {
    expect(point('1790000000000')).toBe(iso(1790000000000))
    expect(point('2026-11-20T08:00:00+01:00')).toBe('2026-11-20T07:00:00.000Z')
  })
  test('a date that does not exist is refused by the contract and thrown here', () => {
    expect(z.safeParse(TimePoint, '2026-13-40T00:00:00Z').success).toBe(false)
    expect(() => resolvePoint('2026-13-40T00:00:00Z', now, 'UTC')).toThrow(RangeError)
  })
})

test('ends in the wrong order are put right and an empty range gets one second', () => {
  expect(resolveRange({ from: 'now', to: 'now-1h' }, now, 'UTC')).toEqual({ from: now - hour, to: now })
  expect(resolveRange({ from: 'now', to: 'now' }, now, 'UTC')).toEqual({ from: now, to: now + 1000 })
})

test('the day before the clock goes back is still 24 hours, the day itself 25', () => {
  const range = resolveRange({ from: 'now-1d/d', to: 'now/d' }, Date.parse('2026-10-26T09:00:00Z'), 'Europe/Berlin')
  expect((range.to - range.from) / hour).toBe(25)
})

test('every range the contract accepts resolves to one it accepts', () => {
  const unit = fc.constantFrom('s', 'm', 'h', 'd', 'w', 'M', 'y')
  const words = fc
    .tuple(fc.option(fc.tuple(fc.integer({ min: 0, max: 200 }), unit)), fc.option(fc.constantFrom('h', 'd', 'w', 'M', 'y')))
    .map(([back, round]) => `now${back ? `-${back[0]}${back[1]}` : ''}${round ? `/${round}` : ''}`)
  fc.assert(
    fc.property(words, words, fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia'), (from, to, zone) => {
      expect(z.safeParse(RangeSpec, { from, to }).success).toBe(true)
      expect(z.safeParse(TimeRange, resolveRange({ from, to }, now, zone)).success).toBe(true)
    }),
  )
})

test('every quick range is valid and ends no later than now', () => {
  for (const spec of quickRanges) {
    expect(z.safeParse(RangeSpec, { from: spec.from, to: spec.to }).success).toBe(true)
    expect(resolveRange(spec, now, 'Europe/Berlin').to).toBeLessThanOrEqual(now)
  }
})
