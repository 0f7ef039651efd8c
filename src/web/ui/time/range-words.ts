import type { RangeSpec, TimeRange } from '#contract/time.ts'
import { day, hour, minute, second, week } from '#core/time/duration.ts'
import { quickRangeOf } from '#core/time/quick-ranges.ts'
import type { Format } from '#web/i18n/format.ts'
import type { Text } from '#web/i18n/text.ts'

const unitMs: Readonly<Record<string, number>> = { s: second, m: minute, h: hour, d: day, w: week, M: 30 * day, y: 365 * day }

/** A range in the reader's words: "Last 6 hours", "Last 45 min", or its two ends. */
export function rangeWords(spec: RangeSpec, range: TimeRange, zone: string, text: Text, format: Format): string {
  const quick = quickRangeOf(spec)
  if (quick) return text(`range.${quick.id}`)
  const [, count, unit] = /^now-(\d+)([smhdw])$/.exec(spec.from) ?? []
  if (spec.to === 'now' && count && unit) return text('time.last', { duration: format.duration(Number(count) * (unitMs[unit] ?? 0)) })
  return text('time.between', { from: pointWords(range.from, range, zone, format), to: pointWords(range.to, range, zone, format) })
}

const pointWords = (at: number, range: TimeRange, zone: string, format: Format): string => format.time(at, zone, Math.max(day + 1, range.to - range.from))

/** What people call a zone: the city it is named after. */
export const zoneName = (zone: string): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
