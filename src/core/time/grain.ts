import type { TimeRange } from '#contract/time.ts'
import { day, hour, minute, second } from './duration.ts'
import { epochOfLocal, localAt, offsetAt } from './zone.ts'

/** Distances a person reads easily, as used for buckets and axis ticks: `5m`, `6h`, `1w`, `3M` (months), `1y`. */
export const grains = [
  '1s',
  '2s',
  '5s',
  '10s',
  '15s',
  '30s',
  '1m',
  '2m',
  '5m',
  '10m',
  '15m',
  '30m',
  '1h',
  '2h',
  '3h',
  '6h',
  '12h',
  '1d',
  '2d',
  '1w',
  '2w',
  '1M',
  '2M',
  '3M',
  '6M',
  '1y',
  '2y',
  '5y',
  '10y',
] as const
export type Grain = (typeof grains)[number]

type GrainUnit = 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'y'
const usualMs: Readonly<Record<GrainUnit, number>> = { s: second, m: minute, h: hour, d: day, w: 7 * day, M: 30 * day, y: 365 * day }
const epochMonday = 4 * day

// A grain is digits and one unit letter by its type.
const unitOf = (grain: Grain): GrainUnit => grain.at(-1) as GrainUnit
const countOf = (grain: Grain): number => Number.parseInt(grain, 10)

/** Usual length in milliseconds; the real one differs across a change of the clock and between months. */
export const grainMs = (grain: Grain): number => countOf(grain) * usualMs[unitOf(grain)]

/** Length when it is the same everywhere (up to one hour); undefined where the calendar decides. */
export const fixedMs = (grain: Grain): number | undefined => (grainMs(grain) <= hour ? grainMs(grain) : undefined)

const monthOf = (index: number): number => Date.UTC(Math.floor(index / 12), index % 12, 1)
const monthIndex = (local: number): number => {
  const date = new Date(local)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** Local boundaries (as if UTC) of calendar grains: the n-th one, and which one a local time falls into. */
function ladder(grain: Grain): { readonly at: (n: number) => number; readonly of: (local: number) => number } {
  const unit = unitOf(grain)
  const count = countOf(grain)
  if (unit === 'M' || unit === 'y') {
    const months = unit === 'y' ? count * 12 : count
    return { at: (n) => monthOf(n * months), of: (local) => Math.floor(monthIndex(local) / months) }
  }
  const origin = unit === 'w' ? epochMonday : 0
  const size = grainMs(grain)
  return { at: (n) => origin + n * size, of: (local) => Math.floor((local - origin) / size) }
}

/** Up to an hour: real steps, aligned to the local clock again after each change of the offset, so no hour is lost or merged. */
function fixedEdges(range: TimeRange, size: number, zone: string): readonly number[] {
  const local = localAt(range.from, zone)
  const edges = [range.from - (((local % size) + size) % size)]
  for (let at = edges[0] ?? range.from; at < range.to;) {
    const next = at + size
    const past = (((next + offsetAt(next, zone)) % size) + size) % size
    at = past === 0 ? next : next + size - past
    edges.push(at)
  }
  return edges
}

function calendarEdges(range: TimeRange, grain: Grain, zone: string): readonly number[] {
  const { at, of } = ladder(grain)
  let n = of(localAt(range.from, zone))
  while (epochOfLocal(at(n), zone) > range.from) n -= 1
  const edges: number[] = []
  for (let edge = Number.NEGATIVE_INFINITY; edge < range.to; n += 1) {
    const next = epochOfLocal(at(n), zone)
    // A day the clock skips as a whole has no bucket.
    if (next > edge) edges.push(next)
    edge = Math.max(edge, next)
  }
  while (edges.length > 1 && (edges[1] ?? 0) <= range.from) edges.shift()
  return edges
}

/**
 * Boundaries of the buckets that cover `range`, epoch milliseconds, strictly ascending: the first at or before `from`,
 * the last at or after `to`. Days, weeks (from Monday), months and years are those of `zone`, 23 or 25 hours included.
 */
export function bucketEdges(range: TimeRange, grain: Grain, zone: string): readonly number[] {
  const size = fixedMs(grain)
  return size === undefined ? calendarEdges(range, grain, zone) : fixedEdges(range, size, zone)
}

/** The finest grain that cuts a range of `rangeMs` into at most `most` buckets. */
export const grainFor = (rangeMs: number, most: number): Grain => grains.find((g) => rangeMs / grainMs(g) <= most) ?? '10y'

/** Bucket of `at`, or -1 outside; edges rise. Buckets are nearly equal, so the first guess is rarely off by more than one. */
export function bucketOf(edges: readonly number[], at: number): number {
  const first = edges[0] ?? 0
  const last = edges.at(-1) ?? 0
  if (!(at >= first && at < last)) return -1
  let i = Math.floor(((at - first) / (last - first)) * (edges.length - 1))
  while ((edges[i] ?? 0) > at) i -= 1
  while ((edges[i + 1] ?? Number.POSITIVE_INFINITY) <= at) i += 1
  return i
}
