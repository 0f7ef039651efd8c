import type { ObservationRow, Related } from '#contract/observations.ts'
import type { Run } from '#contract/run.ts'
import { momentLabels } from '#core/kpi/moments.ts'
import type { MomentLabel } from '#core/kpi/moments.ts'

/** One thing on the timeline of an observation. */
export type Moment =
  | { readonly at: number; readonly what: 'began' | 'ended' | MomentLabel }
  | { readonly at: number; readonly what: 'otherBegan' | 'otherEnded'; readonly other: Related }
  | { readonly at: number; readonly what: 'runBegan' | 'runOver'; readonly run: Run }
  | { readonly at: number; readonly what: 'runStep'; readonly run: Run; readonly step: string }

const momentIn = (row: ObservationRow, name: MomentLabel): readonly Moment[] => {
  const at = Number(Object.hasOwn(row.facts, name) ? row.facts[name] : Number.NaN)
  return Number.isSafeInteger(at) && at > 0 ? [{ at, what: name }] : []
}

function ofRun(run: Run): readonly Moment[] {
  const steps = run.steps.flatMap(({ id, state, at }): readonly Moment[] =>
    state === 'done' && at !== undefined ? [{ at, what: 'runStep', run, step: id }] : [],
  )
  const over: readonly Moment[] = run.state === 'open' ? [] : [{ at: run.updatedAt, what: 'runOver', run }]
  return [{ at: run.createdAt, what: 'runBegan', run }, ...steps, ...over]
}

/** Of what else happened: alerts by their beginning alone, work and incidents also by their end. */
function ofOther(other: Related): readonly Moment[] {
  const { start, end, kind } = other.row
  const ended: readonly Moment[] = kind === 'alert' || end === null ? [] : [{ at: end, what: 'otherEnded', other }]
  return [{ at: start, what: 'otherBegan', other }, ...ended]
}

/** What began or ended as planned is said once. */
const isAsPlanned = ({ start, end }: ObservationRow, { at, what }: Moment): boolean =>
  (what === 'plannedStart' && at === start) || (what === 'plannedEnd' && at === end)

/** Everything that is known to have happened to an observation, or is to happen, earliest first. */
export function momentsOf(row: ObservationRow, related: readonly Related[], runs: readonly Run[]): readonly Moment[] {
  const own: readonly Moment[] = [
    { at: row.start, what: 'began' },
    ...momentLabels.flatMap((name) => momentIn(row, name)).filter((it) => !isAsPlanned(row, it)),
    ...(row.end === null ? [] : [{ at: row.end, what: 'ended' } as const]),
  ]
  return [...own, ...related.flatMap(ofOther), ...runs.flatMap(ofRun)].toSorted((a, b) => a.at - b.at)
}
