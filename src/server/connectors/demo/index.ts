import * as z from 'zod/mini'
import { observationKinds, ObservationKind } from '#contract/observation.ts'
import { MeasureSpec } from '#contract/query.ts'
import type { Frame } from '#contract/frame.ts'
import type { VariableValues } from '#contract/query.ts'
import { createEstate } from '#core/estate/estate.ts'
import type { Estate } from '#core/estate/estate.ts'
import { isKpiMeasure, kpiMeasureOf, kpiMeasures, wishNames } from '#core/kpi/answer.ts'
import type { KpiMeasure } from '#core/kpi/answer.ts'
import { measures } from '#core/templates/measures.ts'
import { ServerFault } from '../../fault.ts'
import { defineConnector } from '../connector.ts'
import type { Ask, OpenSource, SourcePorts } from '../connector.ts'
import { forcedValues, heldTo } from '../forced.ts'
import { catalogueOf } from './catalogue.ts'
import { quantities } from './entities.ts'
import { eventsFrame, firing, groupsFrame, silencesFrame } from './event-frame.ts'
import type { EventsAsked } from './event-frame.ts'
import { demoKpis } from './kpi-source.ts'
import { demoSilences, demoSilencing } from './silencing.ts'
import { callsFrame, measureFrame } from './measure-frame.ts'

const Matches = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

export const DemoSpec = z.union([
  z.object({ ...MeasureSpec.shape, kind: z.literal('measure') }),
  z.object({
    kind: z.literal('observations'),
    kinds: z._default(z.array(ObservationKind).check(z.minLength(1)), [...observationKinds]),
    match: z._default(Matches, {}),
    open: z._default(z.boolean(), false),
    ids: z.optional(z.array(z.string().check(z.maxLength(400))).check(z.maxLength(500))),
    limit: z._default(z.int().check(z.gte(1), z.lte(50_000)), 5000),
  }),
])
type DemoSpec = z.infer<typeof DemoSpec>

export const DemoConfig = z.object({
  seed: z._default(z.int(), 7),
  size: z._default(z.enum(['small', 'demo', 'large']), 'demo'),
  /** Epoch ms the estate stands still at; absent, it follows the clock. */
  frozenAt: z.optional(z.int()),
  /** Epoch ms at which a site loses its link, for a burst of alerts. */
  linkLossAt: z.optional(z.int()),
})

type Match = ReadonlyMap<string, readonly string[]>
type Labels = Readonly<Record<string, string>>

const variable = /^\$\{([A-Za-z_]\w*)\}$/
/** Values of a match with `${name}` replaced by what the reader chose; several choices become several values. */
function filled(match: z.infer<typeof Matches>, variables: VariableValues): Record<string, string[]> {
  const one = (text: string): readonly string[] => {
    const name = variable.exec(text)?.[1]
    const chosen = name === undefined ? text : (variables[name] ?? '')
    return typeof chosen === 'string' ? [chosen] : chosen
  }
  return Object.fromEntries(Object.entries(match).map(([name, wanted]) => [name, (typeof wanted === 'string' ? [wanted] : wanted).flatMap(one)]))
}

const lists = (match: Match): Record<string, string[]> => Object.fromEntries([...match].map(([name, values]) => [name, [...values]]))

/** What a match wishes for, and what it narrows by. */
function split(match: z.infer<typeof Matches>): readonly [wishes: z.infer<typeof Matches>, narrowing: z.infer<typeof Matches>] {
  const entries = Object.entries(match)
  return [Object.fromEntries(entries.filter(([name]) => wishNames.has(name))), Object.fromEntries(entries.filter(([name]) => !wishNames.has(name)))]
}

/** An empty value among the wanted ones wishes for nothing in particular. */
const wanted = (match: Record<string, string[]>): Match => new Map(Object.entries(match).filter(([, values]) => !values.includes('')))

const estates = new Map<string, Estate>()
/** Estates are pure, so sources and tests with the same seed and size share one. */
function estateFor({ seed, size, linkLossAt }: z.infer<typeof DemoConfig>): Estate {
  const key = `${seed}|${size}|${linkLossAt ?? ''}`
  const found = estates.get(key) ?? createEstate(seed, size, { linkLossAt })
  estates.set(key, found)
  return found
}

const eventMeasures: Readonly<Record<string, Pick<EventsAsked, 'kinds' | 'open'>>> = {
  'alerts.active': { kinds: ['alert'], open: true },
  ...Object.fromEntries(observationKinds.map((kind) => [`events.${kind}`, { kinds: [kind], open: false }])),
}

const known = [
  ...Object.keys(quantities),
  ...Object.keys(eventMeasures),
  'alerts.groups',
  'alerts.silences',
  'service.calls',
  ...Object.keys(kpiMeasures),
].filter((m) => m in measures)

const labelValuesOf = (estate: Estate): Readonly<Record<string, readonly string[]>> => ({
  service: estate.services.map((s) => s.id),
  site: estate.sites.map((s) => s.id),
  team: estate.teams.map((t) => t.id),
  tier: ['1', '2', '3'],
  severity: ['critical', 'warning', 'info'],
  instance: estate.assets.filter((a) => a.kind === 'host').map((a) => a.id),
})

const labelsOfService = (s: Estate['services'][number]): Labels => ({ service: s.id, team: s.team, site: s.site, tier: String(s.tier) })

/** The demo estate as a source: knows every measure but those of this very process, and marks every frame as demo. */
export const demo = defineConnector({
  kind: 'demo',
  addable: false,
  config: DemoConfig,
  spec: DemoSpec,
  can: ['labels', 'series', 'catalogue', 'silences'],
  measures: Object.fromEntries(known.map((measure) => [measure, (spec: MeasureSpec): DemoSpec => ({ ...spec, measure, kind: 'measure' })])),
  open: (config, ports) => opened(ports, estateFor(config), () => config.frozenAt ?? ports.clock.now(), new Map()),
})

/** The estate as its asker may see it: what is forced narrows every match, and names come from what is left. */
function opened(ports: SourcePorts, estate: Estate, now: () => number, forced: Match): OpenSource<DemoSpec> {
  const events = (it: Pick<EventsAsked, 'kinds' | 'open' | 'match' | 'ids' | 'limit'>, ask: Ask): EventsAsked => ({
    ...it,
    estate,
    range: ask.range,
    now: now(),
  })
  const isVisible = (labels: Labels): boolean => [...forced].every(([name, values]) => values.includes(labels[name] ?? ''))
  const held = (match: z.infer<typeof Matches>, ask: Ask): Record<string, string[]> => lists(heldTo(wanted(filled(match, ask.variables)), forced))
  const series = (): readonly Labels[] => estate.services.map(labelsOfService).filter(isVisible)
  const services = (): ReadonlySet<string> => new Set(series().map((labels) => labels['service'] ?? ''))
  const kpiFrame = (measure: KpiMeasure, spec: MeasureSpec, ask: Ask): Promise<Frame> => {
    const [wishes, narrowing] = split(spec.match)
    const source = demoKpis(estate, now(), held(narrowing, ask))
    return kpiMeasureOf(measure).frame({ source, spec, wishes: new Map(Object.entries(filled(wishes, ask.variables))), range: ask.range, zone: ask.zone })
  }
  const made = (): ReturnType<typeof demoSilences> => demoSilences(ports.store, ports.clock.now())
  /** As Alertmanager has it: what is silenced is not active. */
  const quiet = async (): ReturnType<typeof demoSilences> => (await made()).filter(({ isOver, startsAt }) => !isOver && startsAt <= ports.clock.now())
  return {
    async query(spec, ask) {
      if (spec.kind === 'measure' && isKpiMeasure(spec.measure)) return kpiFrame(spec.measure, spec, ask)
      const match = held(spec.match, ask)
      if (spec.kind === 'observations') return eventsFrame(events({ kinds: spec.kinds, open: spec.open, ids: spec.ids, limit: spec.limit, match }, ask))
      const asked = { kinds: ['alert' as const], open: true, limit: 5000, match }
      if (spec.measure === 'alerts.groups') return groupsFrame({ ...events(asked, ask), quiet: await quiet() })
      if (spec.measure === 'alerts.silences') return silencesFrame(events(asked, ask), services(), forced.size === 0 ? await made() : [])
      if (spec.measure === 'alerts.active') return eventsFrame({ ...events(asked, ask), quiet: await quiet() })
      const measure = eventMeasures[spec.measure]
      if (measure) return eventsFrame(events({ ...asked, ...measure }, ask))
      const given = { estate, range: ask.range, width: ask.width, now: now() }
      const frame =
        spec.measure === 'service.calls'
          ? callsFrame({ ...given, spec: { ...spec, match: filled(spec.match, ask.variables) } }, services())
          : measureFrame({ ...given, spec: { ...spec, match } })
      if (!frame) throw new ServerFault('source_unsupported', { detail: spec.measure, field: 'spec.measure' })
      return frame
    },
    check: async () => ({ version: `${estate.size}, seed ${estate.seed}` }),
    labels: async () => Object.keys(labelValuesOf(estate)),
    labelValues: async (label) => {
      if (forced.size === 0) return labelValuesOf(estate)[label] ?? []
      return [...new Set(series().flatMap((labels) => (Object.hasOwn(labels, label) ? (labels[label] ?? []) : [])))]
    },
    series: async () => series(),
    catalogue: async () => catalogueOf(estate, services()),
    silences: demoSilencing(ports.store, ports.clock, now, () => firing(estate, now(), forced)),
    narrow: (matchers) => opened(ports, estate, now, heldTo(forced, forcedValues(matchers))),
  }
}
