import type { Said } from '#contract/run.ts'
import type { Severity } from '#contract/severity.ts'
import type { WorkflowDefinition } from './definition.ts'
import { maxDismissed } from './machine.ts'
import type { RunState } from './run.ts'

const hour = 3_600_000
const day = 24 * hour

/** Idle times whose runs are continued about equally often (personalization.md 4d). */
const buckets = [hour, 8 * hour, day, 3 * day, 7 * day] as const

/** How often runs of a workflow that were idle so long were continued or given up. */
export interface Odds {
  readonly resumed: number
  readonly abandoned: number
}
/** By bucket, the last for everything older. Empty where nothing is known. */
export type OddsByAge = readonly Odds[]

export const bucketOf = (idleMs: number): number => {
  const at = buckets.findIndex((limit) => idleMs <= limit)
  return at < 0 ? buckets.length : at
}

/** Until it is known better: the longer it lies, the less likely somebody comes back to it. */
const usual: OddsByAge = [8, 6, 5, 3, 2, 1].map((resumed) => ({ resumed, abandoned: 9 - resumed }))

/** Chance that a run idle so long is continued: counts of the workflow on top of what is usual, with one of each to begin with. */
export function chance(odds: OddsByAge, idleMs: number): number {
  const at = bucketOf(idleMs)
  const [known, prior] = [odds[at], usual[at]]
  const resumed = (known?.resumed ?? 0) + (prior?.resumed ?? 0)
  const abandoned = (known?.abandoned ?? 0) + (prior?.abandoned ?? 0)
  return (resumed + 1) / (resumed + abandoned + 2)
}

const severe: Readonly<Record<Severity, number>> = { critical: 3, high: 2, warning: 0.6, info: 0, low: 0 }

/** Share of the work already done, by what it cost. */
function invested(definition: WorkflowDefinition, run: RunState): number {
  const sum = (steps: WorkflowDefinition['steps']): number => steps.reduce((all, { cost }) => all + cost, 0)
  return sum(definition.steps.filter(({ id }) => run.passed[id] !== undefined)) / Math.max(1, sum(definition.steps))
}

/** A deadline within the hour counts most; one that is past still counts, it is not done. */
const pressing = (inMs: number): number => (inMs <= hour ? 4 : inMs <= 8 * hour ? 2 : inMs <= day ? 1 : 0)

export const severityOf = (run: RunState): Severity | undefined => {
  const answered = run.fields['severity']
  const known = (Object.keys(severe) as readonly Severity[]).find((one) => one === answered)
  return known ?? run.subject?.severity
}

export interface Ranked {
  readonly run: RunState
  readonly definition: WorkflowDefinition
  readonly score: number
  readonly deadline: { readonly at: number; readonly said: Said } | undefined
  readonly reason: Said
}

/** The next moment that matters and is still to come; the draft's own end only when nothing else is. */
export function nextDeadline(definition: WorkflowDefinition, run: RunState, now: number): Ranked['deadline'] {
  const own = definition.deadlines(run).filter(({ at }) => at > now)
  return own.toSorted((a, b) => a.at - b.at)[0]
}

/** What weighs most, in words. */
function reasonOf(deadline: number, severity: number, done: number): Said {
  if (deadline >= 1 && deadline >= severity) return { key: 'run.because.deadline', args: {} }
  if (severity >= 1) return { key: 'run.because.severity', args: {} }
  return done >= 0.5 ? { key: 'run.because.almost', args: {} } : { key: 'run.because.recent', args: {} }
}

export function weigh(definition: WorkflowDefinition, run: RunState, odds: OddsByAge, now: number): Ranked {
  const deadline = nextDeadline(definition, run, now)
  const press = deadline ? pressing(deadline.at - now) : 0
  const severity = severe[severityOf(run) ?? 'low']
  const done = invested(definition, run)
  const score = chance(odds, now - run.updatedAt) * (1 + done) * (1 + press + severity)
  return { run, definition, score, deadline, reason: reasonOf(press, severity, done) }
}

/** Best first; of equals the latest, then by id, so that the order never depends on how they were read. */
export const rank = (all: readonly Ranked[]): readonly Ranked[] =>
  all.toSorted((a, b) => b.score - a.score || b.run.updatedAt - a.run.updatedAt || (a.run.id < b.run.id ? -1 : 1))

/** Worth suggesting now: open, not put off, not put off too often, touched within two weeks. */
export const isSuggested = (run: RunState, now: number): boolean =>
  run.state === 'open' && run.snoozedUntil <= now && run.dismissed < maxDismissed && now - run.updatedAt <= 14 * day
