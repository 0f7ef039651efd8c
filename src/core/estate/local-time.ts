import { hour } from './numbers.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

const formatFor = (zone: string): Intl.DateTimeFormat => {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formats.set(zone, format)
  }
  return format
}

/** Milliseconds a zone is ahead of UTC at a moment; remembered per hour, because zones only change on the hour. */
export function offsetAt(zone: string, at: number): number {
  const slot = Math.floor(at / hour)
  const key = `${zone}|${slot}`
  const found = offsets.get(key)
  if (found !== undefined) return found
  const part: Record<string, number> = {}
  for (const p of formatFor(zone).formatToParts(slot * hour)) part[p.type] = Number(p.value)
  const local = Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'] ?? 1, part['hour'] ?? 0, part['minute'] ?? 0)
  const offset = local - slot * hour
  if (offsets.size > 20_000) offsets.clear()
  offsets.set(key, offset)
  return offset
}

/** Local hour of day (0 to 24, with fraction) and day of week (0 = Monday) in a zone. */
export function localTime(zone: string, at: number): { readonly hour: number; readonly weekday: number } {
  const local = at + offsetAt(zone, at)
  const inDay = ((local % 86_400_000) + 86_400_000) % 86_400_000
  // 1 January 1970 was a Thursday.
  return { hour: inDay / hour, weekday: (Math.floor(local / 86_400_000) + 3) % 7 }
}
