import * as z from 'zod/mini'
import type { Widget } from '#contract/dashboard.ts'
import type { Need } from '#contract/need.ts'
import { observationKinds } from '#contract/observation.ts'
import type { ObservationKind } from '#contract/observation.ts'
import { MeasureSpec } from '#contract/query.ts'
import { isKpiMeasure, kindsNeeded, kpiMeasureOf, wishNames } from '../kpi/answer.ts'
import { measures } from './measures.ts'

/** What has to be there for a question to have an answer. */
export interface Requirement {
  readonly need: Need
  /** Kinds of observations of which at least one has to have been reported, where reports alone answer it; none: they never do. */
  readonly kinds: readonly ObservationKind[]
}

const ofKind: Readonly<Record<ObservationKind, Need>> = {
  alert: 'alerts',
  incident: 'incidents',
  change: 'changes',
  run: 'runs',
  ticket: 'tickets',
  finding: 'findings',
}

/** By the first word of a measure. */
const ofSubject: Readonly<Record<string, Need>> = { alerts: 'alerts', service: 'services', targets: 'targets', host: 'hosts', process: 'hosts' }

const textsOf = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value)

function ofKpi(spec: MeasureSpec): Requirement | undefined {
  if (!isKpiMeasure(spec.measure)) return undefined
  const wishes = new Map(Object.entries(spec.match).flatMap(([name, value]) => (wishNames.has(name) ? [[name, textsOf(value)] as const] : [])))
  const kinds = kindsNeeded(spec.measure, wishes)
  const [first] = kinds
  const isCounted = kpiMeasureOf(spec.measure).catalogue === true
  return { need: isCounted || first === undefined ? 'objectives' : ofKind[first], kinds: isCounted ? [] : kinds }
}

/** What a measure asks for. One nobody here knows may be known to a source all the same. */
export function requirementOf(spec: MeasureSpec): Requirement {
  const kpi = ofKpi(spec)
  if (kpi) return kpi
  const [subject = '', name = ''] = spec.measure.split('.')
  const kind = observationKinds.find((k) => (subject === 'events' && k === name) || (spec.measure === 'alerts.active' && k === 'alert'))
  if (kind) return { need: ofKind[kind], kinds: [kind] }
  return { need: Object.hasOwn(ofSubject, subject) ? (ofSubject[subject] ?? 'other') : 'other', kinds: [] }
}

/** The measure a widget asks of whichever source knows it; undefined for one that says whom it asks, or in whose language. */
export function openQuestionOf({ query }: Pick<Widget, 'query'>): MeasureSpec | undefined {
  if (query.source !== 'auto') return undefined
  const spec = z.safeParse(MeasureSpec, query.spec)
  return spec.success ? spec.data : undefined
}

/** Whether no answer to a measure means that nothing tells it, instead of that nothing happened. */
export function isAlwaysTold(measure: string): boolean {
  const known = Object.entries(measures).find(([name]) => name === measure)?.[1]
  return known !== undefined && (known.gives === 'series' || known.gives === 'edges') && !measure.startsWith('kpi.')
}
