import { day, minute } from './duration.ts'

/** A local date and time, months from 1. Fields may overflow (month 13, day 0): they are carried as in `Date.UTC`. */
export interface Wall {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour?: number
  readonly minute?: number
  readonly second?: number
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  clocks.set(zone, clock)
  return clock
}

/** Whether this runtime knows the IANA zone. Every other function here throws a RangeError for one it does not know. */
export function isZone(zone: string): boolean {
  if (zone === '') return false
  try {
    clockOf(zone)
    return true
  } catch {
    return false
  }
}

/** Local time minus UTC at `at`, in milliseconds. */
export function offsetAt(at: number, zone: string): number {
  if (zone === 'UTC') return 0
  const whole = Math.floor(at / 1000) * 1000
  const parts: Record<string, number> = {}
  for (const { type, value } of clockOf(zone).formatToParts(whole)) parts[type] = Number(value)
  const { year = 0, month = 1, day: date = 1, hour = 0, minute: min = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, date, hour, min, second) - whole
}

/** What a clock in `zone` shows at `at`, as if that were UTC. */
export const localAt = (at: number, zone: string): number => at + offsetAt(at, zone)

export function wallAt(at: number, zone: string): Required<Wall> {
  const local = new Date(localAt(at, zone))
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  }
}

/** First moment at which the offset differs from that at `low`; the change lies in (low, high]. */
function changeBetween(low: number, high: number, zone: string): number {
  const before = offsetAt(low, zone)
  let from = low
  let to = high
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2)
    if (offsetAt(middle, zone) === before) from = middle
    else to = middle
  }
  return to
}

/**
 * The moment a clock in `zone` shows `local` (written as if UTC). A time that comes twice is its first; a time the
 * clock skips is the first moment after the skip.
 */
export function epochOfLocal(local: number, zone: string): number {
  const before = offsetAt(local - day, zone)
  const after = offsetAt(local + day, zone)
  if (before === after && offsetAt(local - before, zone) === before) return local - before
  const fits = [local - before, local - after].filter((at) => localAt(at, zone) === local).toSorted((a, b) => a - b)
  const [first] = fits
  return first ?? changeBetween(local - Math.max(before, after) - minute, local - Math.min(before, after) + minute, zone)
}

export const epochOf = (wall: Wall, zone: string): number =>
  epochOfLocal(Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour ?? 0, wall.minute ?? 0, wall.second ?? 0), zone)
