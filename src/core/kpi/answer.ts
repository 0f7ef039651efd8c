import type { Frame } from '#contract/frame.ts'
import { observationKinds } from '#contract/observation.ts'
import type { ObservationKind } from '#contract/observation.ts'
import { currentOf, isCurrent } from './current.ts'
import { definitionOf, isKpi, metricsOf } from './definitions.ts'
import type { KpiAsk } from './frames/context.ts'
import { numbersFrame, reportFrame, timesFrame, trendFrame } from './frames/numbers.ts'
import { capabilitiesFrame, dependenciesFrame, healthFrame, scorecardFrame } from './frames/scorecard.ts'
import { availabilityFrame, budgetFrame, burnFrame, minutesLostFrame, sloFrame } from './frames/services.ts'
import { certificatesFrame, conflictsFrame, majorIncidentsFrame, pastDueFrame, slaAtRiskFrame } from './frames/dated.ts'
import { automationFrame, backlogFlowFrame, changesFrame, noiseFrame, openByAgeFrame } from './frames/work.ts'

interface Answered {
  readonly frame: (ask: KpiAsk) => Promise<Frame>
  /** Kinds of which at least one has to have been reported: else nobody here can tell. */
  readonly needs: readonly ObservationKind[]
  /** Needs somebody who counts requests, or business capabilities, which observations alone do not tell. */
  readonly catalogue?: true
}

/** Every KPI measure (core/templates/measures.ts) and the function that answers it. */
export const kpiMeasures = {
  'kpi.numbers': { frame: numbersFrame, needs: [] },
  'kpi.report': { frame: reportFrame, needs: [] },
  'kpi.trend': { frame: trendFrame, needs: [] },
  'kpi.times': { frame: timesFrame, needs: [] },
  'kpi.openByAge': { frame: openByAgeFrame, needs: [] },
  'kpi.backlogFlow': { frame: backlogFlowFrame, needs: [] },
  'kpi.noise': { frame: noiseFrame, needs: ['alert'] },
  'kpi.automation': { frame: automationFrame, needs: ['run'] },
  'kpi.changes': { frame: changesFrame, needs: ['change'] },
  'kpi.conflicts': { frame: conflictsFrame, needs: ['change'] },
  'kpi.slaAtRisk': { frame: slaAtRiskFrame, needs: ['ticket'] },
  'kpi.pastDue': { frame: pastDueFrame, needs: ['finding'] },
  'kpi.certificates': { frame: certificatesFrame, needs: ['finding'] },
  'kpi.availability': { frame: availabilityFrame, needs: ['incident'] },
  'kpi.slo': { frame: sloFrame, needs: [], catalogue: true },
  'kpi.burn': { frame: burnFrame, needs: [], catalogue: true },
  'kpi.budget': { frame: budgetFrame, needs: [], catalogue: true },
  'kpi.minutesLost': { frame: minutesLostFrame, needs: ['incident'] },
  'kpi.scorecard': { frame: scorecardFrame, needs: ['incident'] },
  'kpi.health': { frame: healthFrame, needs: ['incident'] },
  'kpi.dependencies': { frame: dependenciesFrame, needs: ['incident'], catalogue: true },
  'kpi.capabilities': { frame: capabilitiesFrame, needs: ['incident'], catalogue: true },
  'kpi.majorIncidents': { frame: majorIncidentsFrame, needs: ['incident'] },
} as const satisfies Readonly<Record<string, Answered>>

export type KpiMeasure = keyof typeof kpiMeasures
export const isKpiMeasure = (measure: string): measure is KpiMeasure => Object.hasOwn(kpiMeasures, measure)
export const kpiMeasureOf = (measure: KpiMeasure): Answered => kpiMeasures[measure]

const kindsOf = (name: string): readonly ObservationKind[] => {
  if (isCurrent(name)) return currentOf(name).needs
  const metrics = isKpi(name) ? metricsOf(definitionOf(name)) : []
  return observationKinds.filter((kind) => metrics.some((m) => m.startsWith(`${kind}.`)))
}

/**
 * Kinds of observations an answer is made of: where none of them was ever reported, there is nobody to ask. Empty: it needs none.
 */
export function kindsNeeded(measure: KpiMeasure, wishes: ReadonlyMap<string, readonly string[]>): readonly ObservationKind[] {
  const kind = wishes.get('kind') ?? []
  const wished = observationKinds.filter((k) => kind.includes(k))
  return [...new Set([...kpiMeasureOf(measure).needs, ...wished, ...(wishes.get('kpi') ?? []).flatMap(kindsOf)])]
}

/** Names in a match that say what is asked for instead of narrowing it. */
export const wishNames: ReadonlySet<string> = new Set(['kpi', 'kind'])
