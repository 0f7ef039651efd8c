import type { RangeSpec, TimeRange } from '#contract/time.ts'
import { hour, minute, second } from './duration.ts'
import { epochOf, wallAt } from './zone.ts'
import type { Wall } from './zone.ts'

const fixed: Readonly<Record<string, number>> = { s: second, m: minute, h: hour }

/** Last day of the month stays the last day: one month before 31 March is 28 or 29 February. */
function monthsBack(wall: Required<Wall>, months: number): Wall {
  const index = wall.year * 12 + wall.month - 1 - months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return { ...wall, year, month, day: Math.min(wall.day, lastDay) }
}

/** Days and longer go back on the calendar of the zone: `now-1d` is the same time yesterday, across a change of the clock too. */
function goBack(now: number, count: number, unit: string, zone: string): number {
  const ms = fixed[unit]
  if (ms !== undefined) return now - count * ms
  const wall = wallAt(now, zone)
  const rest = ((now % 1000) + 1000) % 1000
  if (unit === 'M' || unit === 'y') return epochOf(monthsBack(wall, unit === 'y' ? count * 12 : count), zone) + rest
  return epochOf({ ...wall, day: wall.day - count * (unit === 'w' ? 7 : 1) }, zone) + rest
}

const floors: Readonly<Record<string, (wall: Required<Wall>) => Wall>> = {
  d: ({ year, month, day: date }) => ({ year, month, day: date }),
  w: ({ year, month, day: date }) => ({ year, month, day: date - ((new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7) }),
  M: ({ year, month }) => ({ year, month, day: 1 }),
  y: ({ year }) => ({ year, month: 1, day: 1 }),
}

/** Start of the hour, day, week (Monday), month or year that holds `at`, in `zone`. */
export function startOf(at: number, unit: string, zone: string): number {
  const wall = wallAt(at, zone)
  if (unit === 'h') return at - wall.minute * minute - wall.second * second - (((at % 1000) + 1000) % 1000)
  const floor = floors[unit]
  return floor ? epochOf(floor(wall), zone) : at
}

/**
 * One end of a range as epoch milliseconds. Rounding always goes to the start of the unit, at both ends: `now-1d/d` to
 * `now/d` is yesterday. Throws a RangeError for words the contract's `TimePoint` does not accept.
 */
export function resolvePoint(point: string, now: number, zone: string): number {
  const [, count, unit, rounding] = /^now(?:-(\d+)([smhdwMy]))?(?:\/([hdwMy]))?$/.exec(point) ?? []
  if (point.startsWith('now')) {
    const moved = count && unit ? goBack(now, Number(count), unit, zone) : now
    return rounding ? startOf(moved, rounding, zone) : moved
  }
  const at = /^\d+$/.test(point) ? Number(point) : Date.parse(point)
  if (Number.isNaN(at)) throw new RangeError(`not a time: ${point}`)
  return at
}

/** A range as saved, resolved at `now`. Ends in the wrong order are put right; an empty range gets one second. */
export function resolveRange(spec: RangeSpec, now: number, zone: string): TimeRange {
  const ends = [resolvePoint(spec.from, now, zone), resolvePoint(spec.to, now, zone)]
  const from = Math.min(...ends)
  return { from, to: Math.max(...ends, from + second) }
}

/** The range just before, of the same length: what "compared with the previous period" means. */
export const previousRange = (range: TimeRange): TimeRange => ({ from: range.from - (range.to - range.from), to: range.from })
