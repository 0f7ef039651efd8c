import type { TimeRange } from '#contract/time.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Distances between time labels a reader finds natural, in milliseconds; longer ones go by calendar months. */
const steps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * 1000),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14].map((n) => n * day),
]
const monthSteps: readonly number[] = [1, 3, 6, 12, 24, 60, 120, 600]
const month = 30.4 * day
/** 1970-01-05, the first Monday: weeks start there. */
const monday = 4 * day

const clocks = new Map<string, Intl.DateTimeFormat>()
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const digits = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const made = new Intl.DateTimeFormat('en-US', { ...digits, timeZone: zone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' })
  clocks.set(zone, made)
  return made
}

/** The wall clock of `zone` at `at`, as if it were UTC: epoch milliseconds, whole seconds. */
export function wallTime(at: number, zone: string): number {
  const part: Record<string, number> = {}
  for (const { type, value } of clockOf(zone).formatToParts(at)) part[type] = Number(value)
  return Date.UTC(part['year'] ?? 1970, (part['month'] ?? 1) - 1, part['day'] ?? 1, part['hour'] ?? 0, part['minute'] ?? 0, part['second'] ?? 0)
}

const offsetAt = (at: number, zone: string): number => wallTime(at, zone) - Math.floor(at / 1000) * 1000

/** The moment a wall clock shows `wall`; in the hour a clock change leaves out, the moment just after it. */
function momentOf(wall: number, zone: string): number {
  const near = wall - offsetAt(wall, zone)
  return wall - offsetAt(near, zone)
}

export interface TimeTicks {
  /** Epoch milliseconds, ascending, inside the range. */
  readonly at: readonly number[]
  /** Distance between two ticks in milliseconds; calendar months are about 30 days. */
  readonly step: number
}

function* wallsBy(step: number, from: number): Generator<number> {
  const base = step >= 7 * day ? monday : 0
  for (let wall = Math.ceil((from - base) / step) * step + base; ; wall += step) yield wall
}

function* monthsBy(count: number, from: number): Generator<number> {
  const start = new Date(from)
  const first = start.getUTCFullYear() * 12 + start.getUTCMonth()
  for (let n = Math.floor(first / count) * count; ; n += count) yield Date.UTC(Math.floor(n / 12), n % 12, 1)
}

/**
 * Round moments on the wall clock of `zone`, at most `most` of them: every view that shows the same range at the same
 * width has the same hour grid. Up to an hour steps are even in real time; longer ones follow the wall clock over clock changes.
 */
export function timeTicks(range: TimeRange, zone: string, most: number): TimeTicks {
  const wanted = (range.to - range.from) / Math.max(1, most)
  const step = steps.find((s) => s >= wanted)
  const months = step === undefined ? (monthSteps.find((n) => n * month >= wanted) ?? 1200) : 0
  const found: number[] = []
  if (step !== undefined && step <= hour) {
    const offset = offsetAt(range.from, zone)
    for (let at = Math.ceil((range.from + offset) / step) * step - offset; at < range.to; at += step) found.push(at)
    return { at: found, step }
  }
  const from = wallTime(range.from, zone)
  for (const wall of step === undefined ? monthsBy(months, from) : wallsBy(step, from)) {
    const at = momentOf(wall, zone)
    if (at >= range.to) break
    if (at >= range.from && at > (found.at(-1) ?? -Infinity)) found.push(at)
  }
  return { at: found, step: step ?? months * month }
}
