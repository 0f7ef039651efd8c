import type { Metric } from './part.ts'

/** How a number comes from parts. */
export type How =
  /** Middle and 90th percentile of the values. */
  | { readonly kind: 'times'; readonly of: Metric }
  /** Share of `part` in `whole`, as a ratio of sums; `rest` is one minus it. */
  | { readonly kind: 'share'; readonly part: readonly Metric[]; readonly whole: readonly Metric[]; readonly rest?: boolean; readonly wholeBy?: 'n' | 'value' }
  | { readonly kind: 'count'; readonly of: readonly Metric[] }
  /** Hours people did not have to work, less what the automation costs. */
  | { readonly kind: 'hours'; readonly of: Metric }

/**
 * A number worth looking at, exactly: what is counted, when its clock starts and ends, who is left out, what it should be. The
 * words are in the locales: `kpi.<id>` (name), `.clock`, `.population`, `.excluded`, and `.assumes` where there are assumptions.
 */
export interface Definition {
  readonly unit: string
  readonly how: How
  readonly better: 'higher' | 'lower'
  /** What most would call good enough; a widget may ask for another. */
  readonly target?: number
  readonly assumes?: Readonly<Record<string, number>>
  /** Has a clock that starts and ends. */
  readonly clock?: true
}

export const hoursAssumed = { loopMinutes: 1, upkeepHoursPerWeek: 2, lowPercent: 75, highPercent: 120 } as const

export const definitions = {
  timeToDetect: { unit: 's', how: { kind: 'times', of: 'incident.detected' }, better: 'lower', target: 600, clock: true },
  timeToAcknowledge: { unit: 's', how: { kind: 'times', of: 'incident.acknowledged' }, better: 'lower', target: 900, clock: true },
  timeToResolve: { unit: 's', how: { kind: 'times', of: 'incident.resolved' }, better: 'lower', target: 14_400, clock: true },
  incidentsOpened: { unit: 'count', how: { kind: 'count', of: ['incident.opened'] }, better: 'lower' },
  alertsOpened: { unit: 'count', how: { kind: 'count', of: ['alert.opened'] }, better: 'lower' },
  /** 1 − alerts / events. */
  eventCompression: {
    unit: 'ratio',
    how: { kind: 'share', part: ['alert.opened'], whole: ['alert.opened'], wholeBy: 'value', rest: true },
    better: 'higher',
    target: 0.9,
  },
  /** 1 − incidents / alerts. */
  alertCompression: { unit: 'ratio', how: { kind: 'share', part: ['incident.opened'], whole: ['alert.opened'], rest: true }, better: 'higher', target: 0.9 },
  correlation: { unit: 'ratio', how: { kind: 'share', part: ['alert.linked'], whole: ['alert.opened'] }, better: 'higher' },
  automationSuccess: { unit: 'ratio', how: { kind: 'share', part: ['run.succeeded'], whole: ['run.succeeded', 'run.failed'] }, better: 'higher', target: 0.9 },
  automationCoverage: { unit: 'ratio', how: { kind: 'share', part: ['alert.automated'], whole: ['alert.opened'] }, better: 'higher' },
  autoRemediated: { unit: 'ratio', how: { kind: 'share', part: ['incident.automatic'], whole: ['incident.resolved'] }, better: 'higher' },
  hoursSaved: { unit: 'h', how: { kind: 'hours', of: 'run.succeeded' }, better: 'higher', assumes: hoursAssumed },
  changeSuccess: {
    unit: 'ratio',
    how: { kind: 'share', part: ['change.succeeded'], whole: ['change.succeeded', 'change.failed'] },
    better: 'higher',
    target: 0.95,
  },
  changesClosed: { unit: 'count', how: { kind: 'count', of: ['change.succeeded', 'change.failed'] }, better: 'higher' },
  ticketsOpened: { unit: 'count', how: { kind: 'count', of: ['ticket.opened'] }, better: 'lower' },
  ticketsResolved: { unit: 'count', how: { kind: 'count', of: ['ticket.resolved'] }, better: 'higher' },
  ticketTime: { unit: 's', how: { kind: 'times', of: 'ticket.resolved' }, better: 'lower', clock: true },
  slaBreached: { unit: 'ratio', how: { kind: 'share', part: ['ticket.breached'], whole: ['ticket.resolved'] }, better: 'lower', target: 0.03 },
  findingsOpened: { unit: 'count', how: { kind: 'count', of: ['finding.opened'] }, better: 'lower' },
  findingsClosed: { unit: 'count', how: { kind: 'count', of: ['finding.closed'] }, better: 'higher' },
} as const satisfies Readonly<Record<string, Definition>>

export type Kpi = keyof typeof definitions
// Object.keys widens the names of an object that has exactly these.
export const kpis = Object.keys(definitions) as readonly Kpi[]
export const isKpi = (name: string): name is Kpi => Object.hasOwn(definitions, name)
export const definitionOf = (kpi: Kpi): Definition => definitions[kpi]

/** Metrics a number is made of. */
export function metricsOf({ how }: Definition): readonly Metric[] {
  switch (how.kind) {
    case 'times':
    case 'hours':
      return [how.of]
    case 'count':
      return how.of
    case 'share':
      return [...new Set([...how.part, ...how.whole])]
    default:
      return how satisfies never
  }
}
