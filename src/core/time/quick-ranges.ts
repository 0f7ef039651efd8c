import type { RangeSpec } from '#contract/time.ts'

export interface QuickRange extends RangeSpec {
  /** Words are in the locales under `range.<id>`. */
  readonly id: QuickRangeId
}

export type QuickRangeId =
  | '15m'
  | '1h'
  | '6h'
  | '24h'
  | '2d'
  | '7d'
  | '30d'
  | '90d'
  | 'today'
  | 'yesterday'
  | 'thisWeek'
  | 'lastWeek'
  | 'thisMonth'
  | 'lastMonth'

/** Ranges one click away, in the order they are offered: first those that slide with the clock, then those of the calendar. */
export const quickRanges: readonly QuickRange[] = [
  { id: '15m', from: 'now-15m', to: 'now' },
  { id: '1h', from: 'now-1h', to: 'now' },
  { id: '6h', from: 'now-6h', to: 'now' },
  { id: '24h', from: 'now-24h', to: 'now' },
  { id: '2d', from: 'now-2d', to: 'now' },
  { id: '7d', from: 'now-7d', to: 'now' },
  { id: '30d', from: 'now-30d', to: 'now' },
  { id: '90d', from: 'now-90d', to: 'now' },
  { id: 'today', from: 'now/d', to: 'now' },
  { id: 'yesterday', from: 'now-1d/d', to: 'now/d' },
  { id: 'thisWeek', from: 'now/w', to: 'now' },
  { id: 'lastWeek', from: 'now-1w/w', to: 'now/w' },
  { id: 'thisMonth', from: 'now/M', to: 'now' },
  { id: 'lastMonth', from: 'now-1M/M', to: 'now/M' },
]

/** The quick range these ends are, if any. */
export const quickRangeOf = ({ from, to }: RangeSpec): QuickRange | undefined => quickRanges.find((q) => q.from === from && q.to === to)
