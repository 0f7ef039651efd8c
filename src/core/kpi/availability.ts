import type { Observation } from '#contract/observation.ts'
import type { TimeRange } from '#contract/time.ts'
import { lengthOf, lengthWithout, union } from './intervals.ts'
import { counts, impactOf, labelled } from './moments.ts'

/** Only these count as the service being down. */
export const isMajor = (o: Observation): boolean => o.severity === 'critical' || o.severity === 'high'

/** From impact to end; until now while it goes on. */
const stretchOf = (o: Observation, now: number): TimeRange => ({ from: impactOf(o), to: o.endedAt ?? now })

/** Milliseconds promised, and of them those it was down. */
export interface Uptime {
  readonly agreedMs: number
  readonly downMs: number
}

/**
 * Availability by time of one service: agreed time is the range up to now without agreed maintenance (changes labelled
 * `downtime=agreed`), down is every moment with a major incident, counted once however many there were.
 */
export function uptimeOf(incidents: readonly Observation[], changes: readonly Observation[], range: TimeRange, now: number): Uptime {
  const past = { from: range.from, to: Math.min(range.to, now) }
  const agreed = changes.filter((c) => labelled(c, 'downtime') === 'agreed')
  const maintenance = union(
    agreed.map((c) => stretchOf(c, now)),
    past,
  )
  const down = union(
    incidents.filter((i) => isMajor(i) && counts(i)).map((i) => stretchOf(i, now)),
    past,
  )
  return { agreedMs: Math.max(0, past.to - past.from) - lengthOf(maintenance), downMs: lengthWithout(down, maintenance) }
}

/** (agreed − down) / agreed over all of them, a ratio of sums; null where nothing was promised. */
export function availabilityOf(all: readonly Uptime[]): number | null {
  const agreed = all.reduce((sum, u) => sum + u.agreedMs, 0)
  return agreed > 0 ? 1 - all.reduce((sum, u) => sum + u.downMs, 0) / agreed : null
}
