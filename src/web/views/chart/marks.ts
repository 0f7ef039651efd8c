import type { ChartOptions } from './options.ts'
import type { Drawing } from './plan-drawing.ts'
import type { Series } from './series.ts'

/** What whoever draws the marks gets: a plot of `width` x `height` pixels, nothing around it. */
export interface MarksProps {
  readonly drawing: Drawing
  readonly curve: ChartOptions['curve']
  readonly width: number
  readonly height: number
  /** Ends of the value axis. */
  readonly values: readonly [number, number]
  /** CSS colour per series of the drawing, tokens unresolved. */
  readonly colors: readonly string[]
}

export const lineWidth = 1.75
export const maxBar = 40
export const barGap = 1.5
/** Part of a slot that stays free beside its bars. */
export const slotGap = (slotPx: number): number => (slotPx > 12 ? 0.18 : slotPx > 5 ? 0.12 : 0)

export const isArea = (s: Series, draw: Drawing['draw']): boolean => draw === 'area' || draw === 'stacked' || s.low !== undefined
export const fillOpacity = (s: Series, draw: Drawing['draw']): number => (draw === 'stacked' ? 0.5 : s.slot === 'other' && s.low ? 0.22 : 0.13)
export const strokeWidth = (s: Series, draw: Drawing['draw']): number =>
  s.slot === 'other' ? (s.low && draw !== 'stacked' ? 0 : 1) : draw === 'stacked' ? 1.25 : lineWidth
