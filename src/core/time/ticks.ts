import type { TimeRange } from '#contract/time.ts'
import { bucketEdges, grainMs, grains } from './grain.ts'

/** Round moments inside `range` for the labels of a time axis, at most `maxTicks`, as a clock and calendar in `zone` see them. */
export function timeTicks(range: TimeRange, zone: string, maxTicks = 6): readonly number[] {
  const span = range.to - range.from
  for (const grain of grains) {
    if (span / grainMs(grain) > maxTicks + 2) continue
    const inside = bucketEdges(range, grain, zone).filter((at) => at >= range.from && at <= range.to)
    if (inside.length <= maxTicks) return inside
  }
  return []
}
