import type { ObservationKind } from '#contract/observation.ts'
import type { Happening } from './happening.ts'

/** Where a fact can be checked. Whoever serves the landing knows the addresses. */
export interface Places {
  /** A list of everything of a kind; `only` narrows it. */
  all(kind: ObservationKind, only?: { readonly severity?: string; readonly open?: boolean; readonly service?: string }): string
  one(kind: string, id: string): string
  /** Where work on an alert or incident begins. */
  triage(it: Pick<Happening, 'kind' | 'id' | 'title' | 'severity' | 'service' | 'site'>): string
  readonly sources: string
  source(id: string): string
  readonly dashboards: string
}
