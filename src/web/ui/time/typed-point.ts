import { epochOf, wallAt } from '#core/time/zone.ts'
import { isPoint } from '#web/url/search.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** A moment as it is typed and shown in the fields: `2026-03-31 14:00`, with seconds where there are some. */
export function printPoint(at: number, zone: string): string {
  const { year, month, day: date, hour, minute, second } = wallAt(at, zone)
  const time = `${two(hour)}:${two(minute)}${second > 0 ? `:${two(second)}` : ''}`
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)} ${time}`
}

/**
 * What a person typed as one end of a range, in their zone: `now-3h`, `14:30` (today), `2026-03-31` (its start, or its
 * end as the `end` of a range), `2026-03-31 14:00`, ISO 8601 or epoch milliseconds. Undefined when it is none of these.
 */
export function typedPoint(words: string, side: 'start' | 'end', zone: string, now: number): string | undefined {
  const typed = words.trim()
  if (isPoint(typed)) return typed
  const [, y, mo, d, h, mi, s] = /^(?:(\d{4})-(\d{1,2})-(\d{1,2}))?(?:(?:^|[ T])(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(typed) ?? []
  if (typed === '' || (y === undefined && h === undefined)) return undefined
  const today = wallAt(now, zone)
  const date = y === undefined ? today : { year: Number(y), month: Number(mo), day: Number(d) }
  if (!isDate(date) || Number(h ?? 0) > 24 || Number(mi ?? 0) > 59 || Number(s ?? 0) > 59) return undefined
  const wholeDay = h === undefined && side === 'end'
  return String(epochOf({ ...date, day: date.day + (wholeDay ? 1 : 0), hour: Number(h ?? 0), minute: Number(mi ?? 0), second: Number(s ?? 0) }, zone))
}

function isDate({ year, month, day: date }: { readonly year: number; readonly month: number; readonly day: number }): boolean {
  const at = new Date(Date.UTC(year, month - 1, date))
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date
}

/** Days a calendar shows as chosen for a range: its first and last. */
export const daysOf = (from: number, to: number, zone: string): readonly [string, string] => [
  printPoint(from, zone).slice(0, 10),
  printPoint(Math.max(from, to - 1), zone).slice(0, 10),
]
