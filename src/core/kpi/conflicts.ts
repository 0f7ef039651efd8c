import type { Observation } from '#contract/observation.ts'
import { counts, momentOf } from './moments.ts'

export interface Conflict {
  readonly change: Observation
  readonly with: readonly Observation[]
}

const windowOf = (o: Observation): { readonly from: number; readonly to: number } => {
  const from = momentOf(o, 'plannedStart') ?? o.startedAt
  return { from, to: Math.max(from, momentOf(o, 'plannedEnd') ?? o.endedAt ?? from) }
}

/** Changes that touch the same service while another is planned or under way there, by the planned times. */
export function conflictsOf(changes: readonly Observation[]): readonly Conflict[] {
  const real = changes.filter((c) => c.service !== undefined && counts(c))
  const byService = Map.groupBy(real, (c) => c.service)
  return real.flatMap((change) => {
    const own = windowOf(change)
    const others = (byService.get(change.service) ?? []).filter((o) => {
      const its = windowOf(o)
      return o.id !== change.id && its.from < own.to && own.from < its.to
    })
    return others.length > 0 ? [{ change, with: others }] : []
  })
}
