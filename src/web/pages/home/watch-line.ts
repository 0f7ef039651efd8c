import type { RangeSpec, TimeRange } from '#contract/time.ts'
import { minute } from '#core/time/duration.ts'

/** Edges of the frame in bars, `from` before `to`. */
export interface Edges {
  readonly from: number
  readonly to: number
}

interface Ribbon {
  readonly from: number
  readonly stepMs: number
  readonly bars: number
}

const clamped = (n: number, low: number, high: number): number => Math.min(high, Math.max(low, n))

/** Where the page's range lies on the ribbon: from the nearest bar to the one its end lies in; undefined where it lies outside. */
export function edgesOf(range: TimeRange, { from, stepMs, bars }: Ribbon): Edges | undefined {
  const end = from + bars * stepMs
  if (range.to <= from || range.from >= end) return undefined
  const first = clamped(Math.round((range.from - from) / stepMs), 0, bars - 1)
  return { from: first, to: clamped(Math.ceil((range.to - from) / stepMs - 0.01), first + 1, bars) }
}

/** One edge moved by `by` bars; the frame is never shorter than one. */
export const movedEdge = ({ from, to }: Edges, edge: 'from' | 'to', at: number, bars: number): Edges =>
  edge === 'from' ? { from: clamped(at, 0, to - 1), to } : { from, to: clamped(at, from + 1, bars) }

/** The whole frame moved, as far as the ribbon goes. */
export function movedFrame({ from, to }: Edges, by: number, bars: number): Edges {
  const shift = clamped(by, -from, bars - to)
  return { from: from + shift, to: to + shift }
}

/** The range of a frame. One that reaches the ribbon's end goes on with the time. */
export function rangeOf({ from, to }: Edges, ribbon: Ribbon, now: number): RangeSpec {
  const at = (bar: number): number => ribbon.from + bar * ribbon.stepMs
  if (to < ribbon.bars) return { from: String(at(from)), to: String(at(to)) }
  const minutes = Math.max(1, Math.round((now - at(from)) / ribbon.stepMs) * (ribbon.stepMs / minute))
  return { from: minutes % 60 === 0 ? `now-${minutes / 60}h` : `now-${minutes}m`, to: 'now' }
}
