import type { Observation } from '#contract/observation.ts'
import { amountOf, counts, impactOf, labelled, momentOf } from './moments.ts'

/** What is added up. A part's value is seconds for times, minutes of work for runs, raw events for alerts. */
export const metrics = [
  'alert.opened',
  'alert.linked',
  'alert.automated',
  'incident.opened',
  'incident.detected',
  'incident.acknowledged',
  'incident.resolved',
  'incident.automatic',
  'change.succeeded',
  'change.failed',
  'run.succeeded',
  'run.failed',
  'ticket.opened',
  'ticket.resolved',
  'ticket.breached',
  'finding.opened',
  'finding.closed',
] as const
export type Metric = (typeof metrics)[number]

/** What parts can be narrowed and split by. `split` is the type of a change, the job of a run, the cause of an incident. */
export const dimensions = ['source', 'service', 'site', 'team', 'severity', 'split'] as const
export type Dimension = (typeof dimensions)[number]

/** One observation's share in one metric; a whole roll-up class has n > 1. Nothing in it depends on now, so parts add up in any order. */
export interface Part extends Readonly<Record<Dimension, string>> {
  readonly metric: Metric
  /** Epoch ms at which it counts. */
  readonly at: number
  readonly n: number
  /** Null where the metric only counts. */
  readonly value: number | null
}

/** Clocks that ran backwards say nothing. */
const seconds = (from: number, to: number): number | undefined => (to >= from ? (to - from) / 1000 : undefined)

const failedWords: ReadonlySet<string> = new Set([
  'failed',
  'unsuccessful',
  'rolled back',
  'rolled-back',
  'backed out',
  'timed-out',
  'timed out',
  'timeout',
  'error',
])
const setAside: ReadonlySet<string> = new Set(['dry-run', 'cancelled', 'canceled', 'scheduled', 'assess', 'authorise', 'draft'])

export const hasFailed = (o: Observation): boolean => failedWords.has(o.status.toLowerCase())

/** Neither a dry run nor cancelled nor only planned. */
const isReal = (o: Observation): boolean => !setAside.has(o.status.toLowerCase()) && labelled(o, 'dryRun') !== 'true'

const incidentIn = (o: Observation): boolean => o.depends.some((id) => id.startsWith('incident:'))

type Draft = readonly [metric: Metric, at: number, value: number | null]

const drafts: Readonly<Record<Observation['kind'], (o: Observation) => readonly (Draft | undefined)[]>> = {
  alert: (o) => [
    ['alert.opened', o.startedAt, amountOf(o, 'events') ?? 1],
    incidentIn(o) ? ['alert.linked', o.startedAt, null] : undefined,
    labelled(o, 'automation') !== '' ? ['alert.automated', o.startedAt, null] : undefined,
  ],
  incident(o) {
    const impact = impactOf(o)
    const detected = momentOf(o, 'detectedAt')
    const notified = momentOf(o, 'notifiedAt') ?? detected ?? o.startedAt
    const acknowledged = momentOf(o, 'acknowledgedAt')
    const timed = (metric: Metric, from: number, to: number | null | undefined): Draft | undefined => {
      const value = to === undefined || to === null ? undefined : seconds(from, to)
      return value === undefined || to === undefined || to === null ? undefined : [metric, to, value]
    }
    return [
      ['incident.opened', o.startedAt, null],
      timed('incident.detected', impact, detected),
      timed('incident.acknowledged', notified, acknowledged),
      timed('incident.resolved', impact, o.endedAt),
      o.endedAt !== null && o.owner === 'automation' ? ['incident.automatic', o.endedAt, null] : undefined,
    ]
  },
  change: (o) => [o.endedAt !== null && isReal(o) ? [hasFailed(o) ? 'change.failed' : 'change.succeeded', o.endedAt, null] : undefined],
  run: (o) => [
    o.endedAt === null || !isReal(o)
      ? undefined
      : hasFailed(o)
        ? ['run.failed', o.endedAt, null]
        : ['run.succeeded', o.endedAt, amountOf(o, 'manualMinutes') ?? null],
  ],
  ticket(o) {
    const taken = o.endedAt === null ? undefined : seconds(o.startedAt, o.endedAt)
    const due = momentOf(o, 'dueAt')
    return [
      ['ticket.opened', o.startedAt, null],
      o.endedAt !== null && taken !== undefined ? ['ticket.resolved', o.endedAt, taken] : undefined,
      o.endedAt !== null && due !== undefined && o.endedAt > due ? ['ticket.breached', o.endedAt, null] : undefined,
    ]
  },
  finding: (o) => [['finding.opened', o.startedAt, null], o.endedAt === null ? undefined : ['finding.closed', o.endedAt, null]],
}

const splitOf: Readonly<Record<Observation['kind'], (o: Observation) => string>> = {
  alert: () => '',
  incident: (o) => labelled(o, 'cause'),
  change: (o) => labelled(o, 'type'),
  run: (o) => o.title,
  ticket: () => '',
  finding: (o) => labelled(o, 'kind'),
}

/** Everything one observation adds to the metrics. */
export function partsOf(o: Observation): readonly Part[] {
  if (!counts(o)) return []
  const shared = { source: o.source, service: o.service ?? '', site: o.site ?? '', team: o.team ?? '', severity: o.severity, split: splitOf[o.kind](o) }
  return drafts[o.kind](o).flatMap((draft) => (draft ? [{ ...shared, metric: draft[0], at: draft[1], n: 1, value: draft[2] }] : []))
}
