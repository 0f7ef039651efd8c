import type { ObservationKind } from '#contract/observation.ts'
import type { SortName } from '#contract/observations.ts'
import type { RangeSpec } from '#contract/time.ts'

export type ListPageName = 'alerts' | 'incidents' | 'changes' | 'tickets' | 'findings' | 'automation'

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
  tickets: { kind: 'ticket', range: { from: 'now-7d', to: 'now' }, show: 'open', sort: 'severity', down: true, aheadMs: 0 },
  findings: { kind: 'finding', range: { from: 'now-30d', to: 'now' }, show: 'open', sort: 'severity', down: true, aheadMs: 0 },
  // What ran lately, the latest first: what is still running is among it.
  automation: { kind: 'run', range: { from: 'now-24h', to: 'now' }, show: 'all', sort: 'start', down: true, aheadMs: 0 },
}

export const isListPage = (page: string): page is ListPageName => Object.hasOwn(listKinds, page)

/** The list of a kind of observation. */
export const listOfKind = (kind: string): ListPageName | undefined =>
  Object.entries(listKinds).flatMap(([page, it]) => (it.kind === kind && isListPage(page) ? [page] : []))[0]
