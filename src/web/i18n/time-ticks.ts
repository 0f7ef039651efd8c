import type { TimeRange } from '#contract/time.ts'

const S = 1000
const M = 60 * S
const H = 60 * M
const D = 24 * H

const steps = [S, 2 * S, 5 * S, 10 * S, 15 * S, 30 * S, M, 2 * M, 5 * M, 10 * M, 15 * M, 30 * M, H, 2 * H, 3 * H, 6 * H, 12 * H, D, 2 * D, 4 * D, 7 * D, 14 * D]
const months = [1, 2, 3, 6, 12, 24, 60, 120]

export interface TimeTicks {
  /** Distance in ms, for `Format.tick`; calendar months count 31 days, years 366. */
  readonly step: number
  /** Epoch ms, ascending, all inside the range. */
  readonly at: readonly number[]
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Local time minus UTC at `at`, in ms; whole minutes, as every zone in use has. */
export function zoneOffset(at: number, zone: string): number {
  const format = clocks.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  clocks.set(zone, format)
  const name = format.formatToParts(at).find((p) => p.type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * H + Number(minutes) * M) : 0
}

/** The moment at which a local clock in `zone` shows `local` (as if it were UTC); across a DST gap the later one. */
function atLocal(local: number, zone: string): number {
  const guess = local - zoneOffset(local, zone)
  return local - zoneOffset(guess, zone)
}

/** Ticks on a fixed number of milliseconds, aligned to the local clock (weeks to Monday). */
function evenTicks(range: TimeRange, zone: string, step: number): readonly number[] {
  const origin = step % (7 * D) === 0 ? 4 * D : 0
  const first = Math.ceil((range.from + zoneOffset(range.from, zone) - origin) / step) * step + origin
  const last = range.to + zoneOffset(range.to, zone)
  const at: number[] = []
  for (let local = first; local <= last; local += step) at.push(atLocal(local, zone))
  return [...new Set(at)].filter((t) => t >= range.from && t <= range.to)
}

/** Ticks on the first of every `count` months. */
function monthTicks(range: TimeRange, zone: string, count: number): readonly number[] {
  const start = new Date(range.from + zoneOffset(range.from, zone))
  let index = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / count) * count
  const at: number[] = []
  for (let t = 0; t <= range.to; index += count) {
    t = atLocal(Date.UTC(Math.floor(index / 12), index % 12, 1), zone)
    if (t >= range.from && t <= range.to) at.push(t)
  }
  return at
}

/** Round times inside `range` as a person in `zone` reads them, at most `max` of them. */
export function timeTicks(range: TimeRange, zone: string, max = 6): TimeTicks {
  const span = range.to - range.from
  if (!(span > 0) || max < 1) return { step: S, at: [] }
  for (const step of steps) {
    if (span / step > max + 1) continue
    const at = evenTicks(range, zone, step)
    if (at.length <= max) return { step, at }
  }
  for (const count of months) {
    if (span / (count * 30 * D) > max + 1) continue
    const at = monthTicks(range, zone, count)
    if (at.length <= max) return { step: count < 12 ? count * 31 * D : (count / 12) * 366 * D, at }
  }
  return { step: 3660 * D, at: monthTicks(range, zone, 1200).slice(0, max) }
}
