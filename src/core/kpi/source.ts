import type { Observation, ObservationKind } from '#contract/observation.ts'
import type { TimeRange } from '#contract/time.ts'
import type { Dimension, Metric, Part } from './part.ts'
import type { Requests } from './slo.ts'

/** What is known of a service besides what happened to it. */
export interface ServiceFacts {
  readonly id: string
  readonly team: string
  readonly site: string
  /** 1 faces customers; null where nobody said. */
  readonly tier: number | null
  /** Business capability it belongs to; empty for none. */
  readonly capability: string
  /** Share of requests that have to be good; null where nothing was promised. */
  readonly objective: number | null
  readonly dependsOn: readonly string[]
}

/** Where KPIs are computed from: roll-ups and observations of a store, or the estate. What the asker may not see is not in it. */
export interface KpiSource {
  readonly now: number
  /** Largest relative error of a time in `parts`. */
  readonly error: number
  readonly demo: boolean
  /** What counts between the first and the last of `cuts` (epoch ms, rising): parts may be added up between two of them, but for the dimensions in `by`. */
  parts(metrics: readonly Metric[], cuts: readonly number[], by?: readonly Dimension[]): Promise<readonly Part[]>
  /** Everything of the kind that goes on now. */
  open(kind: ObservationKind): Promise<readonly Observation[]>
  /** Everything of a kind that overlaps the range; for kinds there are hundreds of, not millions. */
  during(kind: ObservationKind, range: TimeRange): Promise<readonly Observation[]>
  services(): Promise<readonly ServiceFacts[]>
  /** Requests of a service in a stretch; undefined where nobody counts them. */
  requests?(service: string, range: TimeRange): Requests
}
