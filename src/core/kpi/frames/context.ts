import type { Frame, FrameFact } from '#contract/frame.ts'
import type { MeasureSpec } from '#contract/query.ts'
import type { TimeRange } from '#contract/time.ts'
import { day } from '../../time/duration.ts'
import { bucketEdges } from '../../time/grain.ts'
import type { Grain } from '../../time/grain.ts'
import { slotOf } from '../roll-up.ts'
import type { KpiSource } from '../source.ts'

/** What a KPI is asked with. */
export interface KpiAsk {
  readonly source: KpiSource
  readonly spec: Pick<MeasureSpec, 'measure' | 'mode' | 'by'>
  /** Values of `match.kpi` and the like, which name what is asked for and narrow nothing. */
  readonly wishes: ReadonlyMap<string, readonly string[]>
  readonly range: TimeRange
  readonly zone: string
}

/** The range as roll-ups know it: its start on the half hour, the same for exact parts, so both count the same things. */
export const aligned = (range: TimeRange): TimeRange => ({ from: slotOf(range.from), to: range.to })

/** The stretch of a length that ends now. */
export const back = (source: KpiSource, ms: number): TimeRange => ({ from: source.now - ms, to: source.now })

/** Stretches a trend is read in: hours of up to two days, days of up to 45, weeks of a year, else months; whole ones of the reader's zone. */
export function trendEdges(range: TimeRange, zone: string): readonly number[] {
  const length = range.to - range.from
  const grain: Grain = length <= 2 * day ? '1h' : length <= 45 * day ? '1d' : length <= 400 * day ? '1w' : '1M'
  return bucketEdges(range, grain, zone)
}

export const answer = (ask: KpiAsk, fields: Frame['fields'], facts: readonly FrameFact[]): Frame => ({
  fields,
  meta: { ...(ask.source.demo && { demo: true }), ...(facts.length > 0 && { facts: [...facts] }) },
})
