import type { Lane, Plan, Track } from './shape.ts'
import { halfDiamond, narrow, spansIn } from './spans.ts'
import type { Span } from './spans.ts'
import { barHeight } from './tone.ts'
import { xOf } from './window.ts'
import type { TimeView } from './window.ts'

/** Lane and tallest bar in pixels, from the density tokens. */
export interface Metrics {
  readonly lane: number
  readonly bar: number
}

/** Where lanes stand, in pixels from the top of the content. */
export interface Placement {
  readonly metrics: Metrics
  /** Top of each lane, and as last value the whole height. */
  readonly tops: readonly number[]
}

const gap = 4
const pitch = (metrics: Metrics): number => metrics.bar + gap

/** A lane with more than one row grows by a bar and a gap for each. */
export function placeLanes(lanes: readonly Lane[], metrics: Metrics): Placement {
  const tops = [0]
  let top = 0
  for (const lane of lanes) {
    top += metrics.lane + Math.max(0, lane.tracks.length - 1) * pitch(metrics)
    tops.push(top)
  }
  return { metrics, tops }
}

export const contentHeight = (placement: Placement): number => placement.tops.at(-1) ?? 0

/** Middle line of a track. */
export const trackMiddle = (placement: Placement, lane: number, track: number): number =>
  (placement.tops[lane] ?? 0) + placement.metrics.lane / 2 + track * pitch(placement.metrics)

/** Lane at height `y`; before the first it is the first, after the last the last. */
export function laneAt(placement: Placement, y: number): number {
  let low = 0
  let high = placement.tops.length - 1
  while (low < high - 1) {
    const middle = (low + high) >> 1
    if ((placement.tops[middle] ?? 0) <= y) low = middle
    else high = middle
  }
  return low
}

/** First and one past the last lane that touch the window of `height` at `top`. */
export function lanesIn(placement: Placement, top: number, height: number): readonly [from: number, to: number] {
  const lanes = placement.tops.length - 1
  return lanes === 0 ? [0, 0] : [laneAt(placement, top), Math.min(lanes, laneAt(placement, top + height) + 1)]
}

/** What the pointer is on. */
export interface Hit {
  readonly lane: number
  readonly track: Track
  readonly span: Span
}

/** How far beside a mark it still counts as meant. */
const reach = 4

/** The mark nearest to a point of the content, if one is near enough. */
export function hitAt(plan: Plan, placement: Placement, view: TimeView, x: number, y: number): Hit | undefined {
  const index = laneAt(placement, y)
  const lane = plan.lanes[index]
  if (!lane || y < 0 || y >= contentHeight(placement)) return undefined
  const row = Math.round((y - trackMiddle(placement, index, 0)) / pitch(placement.metrics))
  const track = lane.tracks[Math.min(lane.tracks.length - 1, Math.max(0, row))]
  if (!track) return undefined
  // The track is cut the way it was drawn, then searched.
  const spans = spansIn(track, view).filter((s) => isNear(s, x))
  const best = spans.reduce<Span | undefined>((found, s) => (found && distance(found, x) < distance(s, x) ? found : s), undefined)
  return best && { lane: index, track, span: best }
}

const drawnRight = (span: Span): number => Math.max(span.x1, span.x0 + narrow)
const distance = (span: Span, x: number): number => Math.max(0, span.x0 - x, x - drawnRight(span))
const isNear = (span: Span, x: number): boolean => distance(span, x) <= (span.x1 === span.x0 ? halfDiamond + 1 : reach)

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a bar is drawn, in plot and content pixels. */
export function barRect(plan: Plan, placement: Placement, view: TimeView, index: number): Rect | undefined {
  const bar = plan.bars[index]
  if (!bar) return undefined
  const middle = trackMiddle(placement, bar.lane, bar.track)
  const x = xOf(view, bar.start)
  if (bar.start === bar.end) return { x: x - halfDiamond, y: middle - halfDiamond, width: 2 * halfDiamond, height: 2 * halfDiamond }
  const height = barHeight(bar.share, placement.metrics.bar)
  return { x, y: middle - height / 2, width: Math.max(narrow, xOf(view, bar.end) - x), height }
}
