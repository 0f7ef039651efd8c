import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, hour, minute, parseDuration, printDuration, second } from './duration.ts'
import { alignRange, stepFor, widthFor } from './step.ts'
import { timeTicks } from './ticks.ts'
import { wallAt } from './zone.ts'

test('six hours in a widget of 480 px is one sample a minute', () => {
  expect(stepFor(6 * hour, 480, second)).toBe(minute)
})

test('a step is never finer than the source, nor gives more points than allowed, nor fewer than a pixel needs by much', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4000 * day }),
      fc.integer({ min: 1, max: 10_000 }),
      fc.integer({ min: 1, max: hour }),
      fc.integer({ min: 2, max: 11_000 }),
      (range, width, minStep, most) => {
        const step = stepFor(range, width, minStep, most)
        expect(step).toBeGreaterThanOrEqual(minStep)
        expect(Math.floor(range / step) + 1).toBeLessThanOrEqual(most)
        expect(range / step).toBeLessThanOrEqual(width)
        expect(step % second).toBe(0)
      },
    ),
  )
})

test('nearby widths are the same question', () => {
  expect([401, 430, 480].map(widthFor)).toEqual([480, 480, 480])
  expect([0, 99_999].map(widthFor)).toEqual([160, 10_000])
})

test('aligning is stable, covers the range and does not reach a step into the future', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 1, max: 40 * day }), fc.integer({ min: 1, max: 2 * day }), (from, span, step) => {
      const aligned = alignRange({ from, to: from + span }, step)
      expect(aligned.from).toBeLessThanOrEqual(from)
      expect(aligned.to).toBeGreaterThanOrEqual(from + span)
      expect(aligned.to - step).toBeLessThan(from + span)
      expect(alignRange(aligned, step)).toEqual(aligned)
    }),
  )
})

test('durations are read as monitoring systems write them', () => {
  expect(['1h30m', '250ms', '7d', '1m', '5m30s'].map(parseDuration)).toEqual([5_400_000, 250, 7 * day, minute, 330_000])
  expect(['', '5', 'h', '1m1h', '-5m', '1M', '1.5h', '99999999999999999y'].map(parseDuration)).toEqual(Array.from({ length: 8 }, () => undefined))
})

test('a printed duration reads back as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * day }), (ms) => {
      expect(parseDuration(printDuration(ms))).toBe(ms)
    }),
  )
})

test('ticks stand on round local times, at most six, inside the range', () => {
  const from = Date.parse('2026-11-21T09:07:00Z')
  expect(timeTicks({ from, to: from + 6 * hour }, 'Europe/Berlin').map((t) => wallAt(t, 'Europe/Berlin').hour)).toEqual([11, 12, 13, 14, 15, 16])
  fc.assert(
    fc.property(
      fc.integer({ min: Date.parse('2015-01-01'), max: Date.parse('2030-01-01') }),
      fc.integer({ min: 5 * second, max: 4000 * day }),
      fc.constantFrom('UTC', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
      (start, span, zone) => {
        const ticks = timeTicks({ from: start, to: start + span }, zone)
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(ticks.length).toBeGreaterThanOrEqual(1)
        expect(ticks.every((t) => t >= start && t <= start + span)).toBe(true)
      },
    ),
  )
})
