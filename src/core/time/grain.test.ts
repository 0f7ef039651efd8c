import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { day, hour } from './duration.ts'
import { bucketEdges, grainFor, grainMs, grains } from './grain.ts'
import { wallAt } from './zone.ts'

// Many random runs: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 })

const at = (iso: string): number => Date.parse(iso)
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Sao_Paulo', 'Pacific/Apia', 'Africa/Casablanca']

test('the day the clock goes forward has 23 hours and the day it goes back has 25', () => {
  const edges = bucketEdges({ from: at('2026-03-28T12:00:00Z'), to: at('2026-03-30T12:00:00Z') }, '1d', 'Europe/Berlin')
  expect(edges.slice(1).map((e, i) => (e - (edges[i] ?? 0)) / hour)).toEqual([24, 23, 24])
  const autumn = bucketEdges({ from: at('2026-10-25T00:00:00Z'), to: at('2026-10-25T12:00:00Z') }, '1d', 'Europe/Berlin')
  expect(autumn.slice(1).map((e, i) => (e - (autumn[i] ?? 0)) / hour)).toEqual([25])
})

test('the repeated hour is two buckets of one hour', () => {
  const edges = bucketEdges({ from: at('2026-10-25T00:00:00Z'), to: at('2026-10-25T03:00:00Z') }, '1h', 'Europe/Berlin')
  expect(edges.map((e) => new Date(e).toISOString().slice(11, 16))).toEqual(['00:00', '01:00', '02:00', '03:00'])
})

test('weeks begin on Monday and months on the first', () => {
  const range = { from: at('2026-11-18T10:00:00Z'), to: at('2026-12-02T10:00:00Z') }
  expect(bucketEdges(range, '1w', 'UTC').map((e) => new Date(e).toISOString().slice(0, 10))).toEqual(['2026-11-16', '2026-11-23', '2026-11-30', '2026-12-07'])
  expect(bucketEdges(range, '1M', 'UTC').map((e) => new Date(e).toISOString().slice(0, 10))).toEqual(['2026-11-01', '2026-12-01', '2027-01-01'])
})

test('a day that a zone skipped as a whole has no bucket', () => {
  const edges = bucketEdges({ from: at('2011-12-29T12:00:00Z'), to: at('2011-12-31T20:00:00Z') }, '1d', 'Pacific/Apia')
  expect(edges.map((e) => wallAt(e, 'Pacific/Apia').day)).toEqual([29, 31, 1, 2])
})

test('buckets cover the range, rise strictly, and start on the clock of the zone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: at('2010-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') }),
      fc.integer({ min: 1, max: 80 * day }),
      fc.constantFrom(...zones),
      fc.integer({ min: 2, max: 200 }),
      (from, span, zone, most) => {
        const grain = grainFor(span, most)
        const edges = bucketEdges({ from, to: from + span }, grain, zone)
        expect(edges[0]).toBeLessThanOrEqual(from)
        expect(edges[1]).toBeGreaterThan(from)
        expect(edges.at(-1)).toBeGreaterThanOrEqual(from + span)
        expect(edges.at(-2) ?? 0).toBeLessThan(from + span)
        expect(edges.every((e, i) => i === 0 || e > (edges[i - 1] ?? 0))).toBe(true)
        expect(edges.length).toBeLessThanOrEqual(most + 6)
        expect(grainMs(grain) <= hour || edges.every((e) => wallAt(e, zone).minute === 0)).toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})

test('one bucket edge is the same whatever range it is asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') }),
      fc.integer({ min: 0, max: 3 * day }),
      fc.constantFrom(...zones),
      fc.constantFrom(...grains.filter((g) => grainMs(g) >= 900_000 && grainMs(g) <= 60 * day)),
      (from, shift, zone, grain) => {
        const to = from + 5 * day
        const wide = bucketEdges({ from, to }, grain, zone)
        const late = bucketEdges({ from: from + shift, to }, grain, zone)
        expect(wide).toEqual(expect.arrayContaining([...late]))
      },
    ),
    { numRuns: 200 },
  )
})
