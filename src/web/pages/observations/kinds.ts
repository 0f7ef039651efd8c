import type { ObservationKind } from '#contract/observation.ts'
import type { SortName } from '#contract/observations.ts'
import type { RangeSpec } from '#contract/time.ts'

export type ListPageName = 'alerts' | 'incidents' | 'changes'

/** What a list shows when its address does not say. */
export interface ListKind {
  readonly kind: ObservationKind
  readonly range: RangeSpec
  readonly show: 'open' | 'all'
  readonly sort: SortName
  readonly down: boolean
  /** So long beyond now is shown too, where the range ends now: what is planned. */
  readonly aheadMs: number
}

const day = 86_400_000

export const listKinds: Readonly<Record<ListPageName, ListKind>> = {
  alerts: { kind: 'alert', range: { from: 'now-24h', to: 'now' }, show: 'open', sort: 'severity', down: true, aheadMs: 0 },
  incidents: { kind: 'incident', range: { from: 'now-7d', to: 'now' }, show: 'open', sort: 'severity', down: true, aheadMs: 0 },
  // As a calendar reads: what just was, what is, what comes.
  changes: { kind: 'change', range: { from: 'now-24h', to: 'now' }, show: 'all', sort: 'start', down: false, aheadMs: 7 * day },
}
