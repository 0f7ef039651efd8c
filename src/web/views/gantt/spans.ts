import type { Bar, Plan, Track } from './shape.ts'
import { isSolid, worseTone } from './tone.ts'
import type { Tone } from './tone.ts'
import { xOf } from './window.ts'
import type { TimeView } from './window.ts'

/** What is drawn as one mark: a bar, or neighbours too narrow to tell apart. Pixels from the left of the plot. */
export interface Span {
  readonly x0: number
  readonly x1: number
  /** Positions in the track, `to` exclusive. */
  readonly from: number
  readonly to: number
}

/** Narrowest bar; what is narrower joins its neighbours inside the same three pixels. */
export const narrow = 3
/** Half a diamond: a moment is drawn this far beyond its instant. */
export const halfDiamond = 6

/** First index whose value is above (or not below) `limit` in an ascending array. */
export function lowerBound(values: Float64Array, limit: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Marks of one track inside the view. A binary search finds the first bar; sub-pixel bars merge, so a track never gives
 * more marks than a third of its pixels plus the bars wide enough to be seen one by one.
 */
export function spansIn(track: Track, view: TimeView): readonly Span[] {
  const perPixel = (view.to - view.from) / view.width
  const first = lowerBound(track.reach, view.from - halfDiamond * perPixel)
  const stop = lowerBound(track.starts, view.to + halfDiamond * perPixel)
  const spans: Span[] = []
  const left = (i: number): number => xOf(view, track.starts[i] ?? 0)
  const right = (i: number): number => xOf(view, track.ends[i] ?? 0)
  let i = first
  while (i < stop) {
    const x0 = left(i)
    let x1 = right(i)
    let to = i + 1
    if (x1 - x0 < narrow) for (; to < stop && left(to) < x0 + narrow && right(to) - left(to) < narrow; to += 1) x1 = Math.max(x1, right(to))
    // In a crowded track a bar that ended long ago can stand before one that still reaches into view.
    if (x1 >= -halfDiamond) spans.push({ x0, x1, from: i, to })
    i = to
  }
  return spans
}

export interface Look {
  readonly tone: Tone
  readonly solid: boolean
  /** Height as a share of the tallest bar. */
  readonly share: number
}

/** How a mark looks: the worst of what it stands for, solid if any of those has nobody, and as tall as the tallest of them. */
export function lookOf(span: Span, track: Track, bars: readonly Bar[]): Look {
  let tone: Tone = 'ok'
  for (let i = span.from; i < span.to; i += 1) tone = worseTone(tone, bars[track.bars[i] ?? 0]?.tone ?? 'ok')
  let solid = false
  let share = 0
  for (let i = span.from; i < span.to; i += 1) {
    const bar = bars[track.bars[i] ?? 0]
    if (bar?.tone !== tone) continue
    share = Math.max(share, bar.share)
    solid ||= isSolid(tone, bar.owner !== undefined)
  }
  return { tone, solid, share }
}

/** The single bar behind a mark, or undefined where several were merged. */
export function soleBar(span: Span, track: Track, plan: Plan): Bar | undefined {
  return span.to - span.from === 1 ? plan.bars[track.bars[span.from] ?? -1] : undefined
}
