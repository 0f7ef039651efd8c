import type { TimeRange } from '#contract/time.ts'

/** The time shown and the pixels it is shown in. */
export interface TimeView extends TimeRange {
  readonly width: number
}

export const xOf = (view: TimeView, at: number): number => ((at - view.from) / (view.to - view.from)) * view.width
export const timeAt = (view: TimeView, x: number): number => view.from + (x / view.width) * (view.to - view.from)

const shortest = 1000
const second = 1000

/**
 * What a Gantt shows first: the page's range and, where that ends at now, `ahead` percent of its length after now.
 * "At now" allows for the seconds between asking and drawing.
 */
export function firstWindow(range: TimeRange, now: number, ahead: number): TimeRange {
  const span = range.to - range.from
  const live = Math.abs(now - range.to) <= Math.max(span * 0.02, 30 * second)
  return live ? { from: range.from, to: range.to + (span * ahead) / 100 } : range
}

/** How far a reader may zoom out and pan: everything there is and the page's range, a tenth of it more on both sides. */
export function limitsOf(base: TimeRange, extent: TimeRange | undefined): TimeRange {
  const from = Math.min(base.from, extent?.from ?? base.from)
  const to = Math.max(base.to, extent?.to ?? base.to)
  const room = (to - from) * 0.1
  return { from: from - room, to: to + room }
}

/** Moves and, if it must, shrinks a window into the limits; never shorter than a second. */
export function within(window: TimeRange, limits: TimeRange): TimeRange {
  const span = Math.min(Math.max(window.to - window.from, shortest), limits.to - limits.from)
  const from = Math.min(Math.max(window.from, limits.from), limits.to - span)
  return { from, to: from + span }
}

/** Zooms by `factor` (below 1 is closer) so that the moment `at` stays where it is. */
export function zoomed(window: TimeRange, factor: number, at: number, limits: TimeRange): TimeRange {
  const span = Math.min(Math.max((window.to - window.from) * factor, shortest), limits.to - limits.from)
  const share = (at - window.from) / (window.to - window.from)
  const from = at - share * span
  return within({ from, to: from + span }, limits)
}

export const panned = (window: TimeRange, byMs: number, limits: TimeRange): TimeRange => within({ from: window.from + byMs, to: window.to + byMs }, limits)

/** The window moved as little as brings the interval into view, with a margin of a twentieth. */
export function showing(window: TimeRange, interval: { readonly start: number; readonly end: number }, limits: TimeRange): TimeRange {
  const margin = (window.to - window.from) * 0.05
  const long = interval.end - interval.start > window.to - window.from - 2 * margin
  if (interval.start >= window.from && (interval.end <= window.to || (long && interval.start < window.to - margin))) return window
  if (long && interval.start < window.from && interval.end > window.to) return window
  const shift = interval.start < window.from || long ? interval.start - margin - window.from : interval.end + margin - window.to
  return panned(window, shift, limits)
}

/**
 * Whether a page's new range is the old one moved on by time: same length, and less than half of it further. A reader's
 * own zoom survives that; any other change of the range is a wish to look elsewhere.
 */
export function movedOn(before: TimeRange, after: TimeRange): boolean {
  const span = before.to - before.from
  return Math.abs(after.to - after.from - span) <= span * 0.01 && Math.abs(after.from - before.from) < span / 2
}

/** Whole milliseconds, as the page's range wants them. */
export const asRange = (window: TimeRange): TimeRange => ({ from: Math.round(window.from), to: Math.max(Math.round(window.from) + 1, Math.round(window.to)) })
