import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timeTicks, zoneOffset } from './time-ticks.ts'

const H = 3_600_000
const D = 24 * H
const iso = (at: readonly number[]): readonly string[] => at.map((t) => new Date(t).toISOString().slice(0, 16))

describe('round times', () => {
  test('six hours have a tick per hour', () => {
    const from = Date.UTC(2026, 5, 1, 3, 58)
    expect(iso(timeTicks({ from, to: from + 6 * H }, 'UTC').at)).toEqual([
      '2026-06-01T04:00',
      '2026-06-01T05:00',
      '2026-06-01T06:00',
      '2026-06-01T07:00',
      '2026-06-01T08:00',
      '2026-06-01T09:00',
    ])
  })

  test('days begin at midnight of the zone, also where it is half an hour off', () => {
    const from = Date.UTC(2026, 5, 1)
    const { at, step } = timeTicks({ from, to: from + 5 * D }, 'Asia/Kolkata')
    expect(step).toBe(D)
    expect(iso(at)).toEqual(['2026-06-01T18:30', '2026-06-02T18:30', '2026-06-03T18:30', '2026-06-04T18:30', '2026-06-05T18:30'])
  })

  test('days keep their midnight when the clock changes', () => {
    const from = Date.UTC(2026, 2, 27, 23)
    expect(iso(timeTicks({ from, to: from + 4 * D }, 'Europe/Berlin').at)).toEqual([
      '2026-03-27T23:00',
      '2026-03-28T23:00',
      '2026-03-29T22:00',
      '2026-03-30T22:00',
      '2026-03-31T22:00',
    ])
  })

  test('a year is told in months', () => {
    const { at } = timeTicks({ from: Date.UTC(2025, 0, 5), to: Date.UTC(2026, 0, 5) }, 'UTC')
    expect(iso(at).every((t) => t.endsWith('-01T00:00'))).toBe(true)
    expect(at.length).toBeGreaterThan(3)
  })
})

test('offsets follow the season', () => {
  expect(zoneOffset(Date.UTC(2026, 0, 1), 'Europe/Berlin')).toBe(H)
  expect(zoneOffset(Date.UTC(2026, 6, 1), 'Europe/Berlin')).toBe(2 * H)
  expect(zoneOffset(0, 'UTC')).toBe(0)
  expect(zoneOffset(Date.UTC(2026, 0, 1), 'America/St_Johns')).toBe(-3.5 * H)
})

test('ticks are ascending, inside the range and never more than asked, for any range', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia')
  fc.assert(
    fc.property(
      fc.integer({ min: 946_684_800_000, max: 2_524_608_000_000 }),
      fc.integer({ min: 1, max: 20 * 366 * D }),
      zones,
      fc.integer({ min: 1, max: 12 }),
      (from, span, zone, max) => {
        const { at } = timeTicks({ from, to: from + span }, zone, max)
        expect(at.length).toBeLessThanOrEqual(max)
        expect(at.every((t, i) => t >= from && t <= from + span && t > (at[i - 1] ?? 0))).toBe(true)
      },
    ),
  )
})

test('an empty range has no ticks', () => {
  expect(timeTicks({ from: 5, to: 5 }, 'UTC').at).toEqual([])
})
