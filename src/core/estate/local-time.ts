import { offsetAt as zoneOffsetAt } from '../time/zone.ts'
import { day, hour } from './numbers.ts'

const offsets = new Map<string, number>()

/** Milliseconds a zone is ahead of UTC; remembered per hour, because a year of metrics asks a million times. */
function offsetAt(zone: string, at: number): number {
  const slot = Math.floor(at / hour)
  const key = `${zone}|${slot}`
  const found = offsets.get(key)
  if (found !== undefined) return found
  const offset = zoneOffsetAt(slot * hour, zone)
  if (offsets.size > 20_000) offsets.clear()
  offsets.set(key, offset)
  return offset
}

/** Local hour of day (0 to 24, with fraction) and day of week (0 = Monday) in a zone. */
export function localTime(zone: string, at: number): { readonly hour: number; readonly weekday: number } {
  const local = at + offsetAt(zone, at)
  const inDay = ((local % day) + day) % day
  // 1 January 1970 was a Thursday.
  return { hour: inDay / hour, weekday: (Math.floor(local / day) + 3) % 7 }
}
