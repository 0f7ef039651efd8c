import type { TimeRange } from '#contract/time.ts'
import { day, hour, minute, second } from './duration.ts'

const widths = [160, 240, 320, 400, 480, 640, 800, 960, 1280, 1600, 1920, 2560, 3200, 3840, 5120, 7680, 10_000]

/** Width to ask for: the next rung of a short ladder, so that a small resize is the same question and reuses the answer. */
export const widthFor = (px: number): number => widths.find((w) => w >= px) ?? 10_000

const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 30].map((n) => n * day),
]

/**
 * Distance between samples in milliseconds: about one per pixel of `width`, never closer than the source samples
 * (`minStepMs`), never more than `maxPoints` in the range with both ends counted, and always a round number.
 */
export function stepFor(rangeMs: number, width: number, minStepMs: number, maxPoints = 11_000): number {
  const least = Math.max(rangeMs / Math.max(1, width), minStepMs, rangeMs / Math.max(1, maxPoints - 1))
  return steps.find((s) => s >= least) ?? Math.ceil(least / (30 * day)) * 30 * day
}

/**
 * The range on whole steps of the epoch, so that every refresh within one step is the same question. `to` is exclusive:
 * the samples stand at from, from + step, ... to - step, and none lies in the future by a step or more.
 */
export function alignRange(range: TimeRange, stepMs: number): TimeRange {
  const from = Math.floor(range.from / stepMs) * stepMs
  return { from, to: Math.max(from + stepMs, Math.ceil(range.to / stepMs) * stepMs) }
}
