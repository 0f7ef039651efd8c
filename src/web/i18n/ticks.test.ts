import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timeTicks, wallTime } from './ticks.ts'

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Asia/Kathmandu'] as const
const clock = (at: number, zone: string): string => new Date(wallTime(at, zone)).toISOString().slice(0, 16)

describe('time ticks', () => {
  test('stand on whole hours of the reader, not of UTC', () => {
    const from = Date.UTC(2026, 10, 21, 4, 10)
    const { at } = timeTicks({ from, to: from + 6 * 3_600_000 }, 'Asia/Kolkata', 7)
    expect(at.map((t) => clock(t, 'Asia/Kolkata').slice(11))).toEqual(['10:00', '11:00', '12:00', '13:00', '14:00', '15:00'])
  })

  test('stand on midnights over a clock change', () => {
    const from = Date.UTC(2026, 9, 23)
    const { at } = timeTicks({ from, to: from + 5 * 86_400_000 }, 'Europe/Berlin', 6)
    expect(at.map((t) => clock(t, 'Europe/Berlin').slice(11))).toEqual(['00:00', '00:00', '00:00', '00:00', '00:00'])
  })

  test('stand on first days of months over a year', () => {
    const from = Date.UTC(2026, 0, 15)
    const { at } = timeTicks({ from, to: from + 365 * 86_400_000 }, 'America/New_York', 6)
    expect(at.map((t) => clock(t, 'America/New_York').slice(5, 10))).toEqual(['04-01', '07-01', '10-01', '01-01'])
  })

  test('are inside the range, ascending and never more than a few too many', () => {
    const range = fc.record({ from: fc.integer({ min: 0, max: 4e12 }), span: fc.integer({ min: 1000, max: 3e11 }) })
    fc.assert(
      fc.property(range, fc.constantFrom(...zones), fc.integer({ min: 1, max: 20 }), ({ from, span }, zone, most) => {
        const { at } = timeTicks({ from, to: from + span }, zone, most)
        expect(at.length).toBeLessThanOrEqual(most + 2)
        for (const [i, t] of at.entries()) {
          expect(t).toBeGreaterThanOrEqual(from)
          expect(t).toBeLessThan(from + span)
          expect(t).toBeGreaterThan(at[i - 1] ?? -Infinity)
        }
      }),
    )
  })
})
