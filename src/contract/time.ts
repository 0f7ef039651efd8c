import * as z from 'zod/mini'

/**
 * One end of a time range as a person states it: `now`, `now-6h`, `now-7d/d` (start of day in the reader's zone),
 * or a moment as epoch milliseconds or ISO 8601.
 */
export const TimePoint = z.string().check(
  z.regex(/^(now(-\d{1,4}(s|m|h|d|w|M|y))?(\/(h|d|w|M|y))?|\d{10,14}|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d))$/),
  z.refine((point) => !point.includes('T') || !Number.isNaN(Date.parse(point)), { error: 'not a date' }),
)

/** A range as saved and as in the URL. */
export const RangeSpec = z.object({ from: TimePoint, to: TimePoint })
export type RangeSpec = z.infer<typeof RangeSpec>

/** A resolved range: epoch milliseconds, from inclusive, to exclusive. */
export const TimeRange = z.object({ from: z.int(), to: z.int() }).check(z.refine((r) => r.to > r.from, { error: 'to must be after from', path: ['to'] }))
export type TimeRange = z.infer<typeof TimeRange>
