import type { Cost } from './cost.ts'
import { interval, mean, median, percent, table } from './figures.ts'
import { landingRankers } from './landings.ts'
import type { SessionResult } from './landings.ts'
import { curveEdges } from './next-item.ts'
import type { PersonResult } from './next-item.ts'
import { policies } from './stability.ts'
import type { StripResult } from './stability.ts'
import type { StepsResult } from './workflow-steps.ts'

export type NextItemResults = readonly (readonly [name: string, results: readonly PersonResult[]])[]

const over = (results: readonly PersonResult[], of: 'hit1' | 'hit4' | 'hit8' | 'reciprocal'): readonly number[] => results.map((r) => r.all[of] / r.all.n)
const curveAt = (results: readonly PersonResult[], bucket: number): number =>
  mean(results.flatMap(({ curve }) => (curve[bucket]?.n ? [curve[bucket].hit4 / curve[bucket].n] : [])))

export function nextItemTable(all: NextItemResults): string {
  const rows = all.map(([name, results]) => [
    name,
    percent(mean(over(results, 'hit1'))),
    `${percent(mean(over(results, 'hit4')))} +-${percent(interval(over(results, 'hit4')))}`,
    percent(mean(over(results, 'hit8'))),
    mean(over(results, 'reciprocal')).toFixed(3),
  ])
  return table(['model', 'hit@1', 'hit@4', 'hit@8', 'MRR'], rows)
}

export function curveTable(all: NextItemResults): string {
  const heads = curveEdges.map((edge, i) => (edge === Infinity ? `${(curveEdges[i - 1] ?? 0) + 1}+` : `${(curveEdges[i - 1] ?? 0) + 1}-${edge}`))
  return table(
    ['hit@4 in steps', ...heads],
    all.map(([name, results]) => [name, ...curveEdges.map((_, bucket) => percent(curveAt(results, bucket)))]),
  )
}

/** One way of guessing against another, person by person. */
export function pairLine(all: NextItemResults, ours: string, theirs: string): string {
  const [mine, other] = [ours, theirs].map((name) => over(all.find(([n]) => n === name)?.[1] ?? [], 'hit4'))
  const gains = (mine ?? []).map((value, i) => value - (other?.[i] ?? 0))
  const better = gains.filter((g) => g > 0).length
  return `Person by person, hit@4, ${ours} minus ${theirs}: ${percent(mean(gains))} +-${percent(interval(gains))} points, better for ${better} of ${gains.length}.`
}

export function stripTable(all: readonly ReadonlyMap<string, StripResult>[]): string {
  const rows = Object.keys(policies).map((name) => {
    const results = all.flatMap((one) => one.get(name) ?? []).filter((r) => r.n > 0)
    const changes = percent(mean(results.map((r) => r.changes)))
    const habit = name.startsWith('4 habit') ? ` (${percent(mean(results.map((r) => r.habitChanges)))} of them in habit slots)` : ''
    return [name, percent(mean(results.map((r) => r.hits / r.n))), `${changes}${habit}`]
  })
  return table(['policy, 8 slots', 'hit@8', 'slot changes per 100 steps'], rows)
}

export interface LandingFigures {
  readonly name: string
  readonly coverage: number
  readonly byPerson: number
  readonly first: number
  readonly changes: number
}

/** Means over sessions of three or more items and over people; slot changes over all sessions. */
export function landingFigures(all: readonly (readonly SessionResult[])[]): readonly LandingFigures[] {
  const counted = all.map((sessions) => sessions.filter((s) => s.counts)).filter((sessions) => sessions.length > 0)
  return landingRankers.map((name, i) => {
    const of = (sessions: readonly SessionResult[]): number => mean(sessions.map((s) => s.coverage[i] ?? 0))
    return {
      name,
      coverage: of(counted.flat()),
      byPerson: mean(counted.map(of)),
      first: of(counted.flatMap((sessions) => sessions.slice(0, 1))),
      changes: mean(all.flat().map((s) => s.changes[i] ?? 0)),
    }
  })
}

export function landingTable(all: readonly (readonly SessionResult[])[]): string {
  const sessions = all.flat().filter((s) => s.counts).length
  const rows = landingFigures(all).map((f) => [f.name, `${percent(f.coverage)} (${percent(f.first, 0)})`, percent(f.byPerson), f.changes.toFixed(2)])
  return table([`ranker, ${sessions} sessions of 3+ items`, 'coverage@8 (first session)', 'mean over people', 'slot changes per session'], rows)
}

export function costTable(cost: Cost): string {
  const line = (name: string, values: readonly number[], digits: number): readonly string[] => [
    name,
    median(values).toFixed(digits),
    mean(values).toFixed(digits),
    values.reduce((a, b) => Math.max(a, b), 0).toFixed(digits),
  ]
  const kib = cost.bytes.map((b) => b / 1024)
  return table(
    ['cost', 'median', 'mean', 'most'],
    [line('observe and adapt, µs', cost.observe, 1), line(`rank up to ${cost.candidates} candidates, µs`, cost.rank, 1), line('state, KiB', kib, 1)],
  )
}

export function stepsTable(result: StepsResult): string {
  const { prefixes, prefixesWithEnd, top1, top1NoEnd, top3 } = result
  return table(
    ['workflow steps', 'prefixes', 'top 1, "end" counted wrong / not allowed', 'top 3 with end'],
    [['order 3, kappa 1', `${prefixes}`, `${percent(top1 / prefixes)} / ${percent(top1NoEnd / prefixes)}`, percent(top3 / prefixesWithEnd)]],
  )
}
