import * as z from 'zod/mini'
import { ObservationKind, observationKinds } from '#contract/observation.ts'
import type { Observation } from '#contract/observation.ts'
import { MeasureSpec } from '#contract/query.ts'
import type { Frame } from '#contract/frame.ts'
import { isKpiMeasure, kindsNeeded, kpiMeasureOf, kpiMeasures, wishNames } from '#core/kpi/answer.ts'
import { ServerFault } from '../../fault.ts'
import { isObservationField } from '../../store/record.ts'
import { defineConnector } from '../connector.ts'
import type { Ask, OpenSource, SourcePorts } from '../connector.ts'
import { forcedValues, heldTo } from '../forced.ts'
import { eventKpis } from './kpi-source.ts'
import { observationFrame } from '../observation-frame.ts'
import { matchValues } from '../variables.ts'

const Matches = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

const Observations = z.object({
  kind: z.literal('observations'),
  kinds: z._default(z.array(ObservationKind).check(z.minLength(1)), [...observationKinds]),
  /** Wanted values of service, site, team, owner, severity, status, source or any label; may hold `${variable}`. */
  match: z._default(Matches, {}),
  /** Only what has no end yet. */
  open: z._default(z.boolean(), false),
  /** Only these. */
  ids: z.optional(z.array(z.string().check(z.maxLength(400))).check(z.maxLength(500))),
  /** Rows at most, latest start first. */
  limit: z._default(z.int().check(z.gte(1), z.lte(50_000)), 5000),
})
const Spec = z.union([Observations, z.object({ ...MeasureSpec.shape, kind: z.literal('kpi') })])
type Spec = z.infer<typeof Spec>

const Config = z.object({})
type Config = z.infer<typeof Config>

const limit = 5000
const names = ['service', 'site', 'team', 'owner', 'severity', 'status', 'source']

const asked =
  (kind: ObservationKind, open: boolean) =>
  ({ match }: MeasureSpec): Spec => ({ kind: 'observations', kinds: [kind], match, open, limit })

/** Rows per service: those nothing was reported of have theirs too, and a promise to keep. */
const aboutServices: ReadonlySet<string> = new Set(['kpi.scorecard', 'kpi.health'])

/** What happened in the estate, as it was reported to this server. */
export const events = defineConnector<Config, Spec>({
  kind: 'events',
  addable: false,
  config: Config,
  spec: Spec,
  can: ['labels'],
  measures: {
    ...Object.fromEntries(observationKinds.map((kind) => [`events.${kind}`, asked(kind, false)])),
    'alerts.active': asked('alert', true),
    ...Object.fromEntries(Object.keys(kpiMeasures).map((measure) => [measure, (spec: MeasureSpec): Spec => ({ ...spec, kind: 'kpi' })])),
  },
  wantsServices: (spec) => spec.kind === 'kpi' && aboutServices.has(spec.measure),
  open: (_, { store, clock }) => opened(store, clock, new Map()),
})

/** Values of a label are looked for among so many of the latest observations when the asker may not see all. */
const lookedThrough = 50_000

function opened(store: SourcePorts['store'], clock: SourcePorts['clock'], forced: ReadonlyMap<string, readonly string[]>): OpenSource<Spec> {
  const visible = async (): Promise<readonly Observation[]> => {
    const match = Object.fromEntries(forced)
    return (await store.observations.find({ kinds: [], from: 0, to: clock.now() + 1, match, open: false, limit: lookedThrough })).rows
  }
  const kpiFrame = async (spec: MeasureSpec, { range, variables, zone, services }: Ask): Promise<Frame> => {
    if (!isKpiMeasure(spec.measure)) throw new ServerFault('source_unsupported', { detail: spec.measure, field: 'spec.measure' })
    const filled = matchValues(spec.match, variables)
    const wishes = new Map([...filled].filter(([name]) => wishNames.has(name)))
    const match = Object.fromEntries(heldTo(new Map([...filled].filter(([name]) => !wishNames.has(name))), forced))
    const needed = kindsNeeded(spec.measure, wishes)
    const there = await store.observations.kinds()
    // An empty number would stand for "nothing went wrong", where nobody has told anything.
    if (kpiMeasureOf(spec.measure).catalogue || !needed.some((kind) => there.includes(kind)))
      throw new ServerFault('source_unsupported', { detail: `no ${needed.join(', ') || 'service with an objective'} has been reported` })
    return kpiMeasureOf(spec.measure).frame({ source: eventKpis({ store, clock }, match, services), spec, wishes, range, zone })
  }
  return {
    async query(spec, ask) {
      if (spec.kind === 'kpi') return kpiFrame(spec, ask)
      const { kinds, match, open, ids, limit: most } = spec
      const { range, variables } = ask
      const wanted = Object.fromEntries(heldTo(matchValues(match, variables), forced))
      const { rows, total } = await store.observations.find({ kinds, from: range.from, to: range.to, match: wanted, open, ids, limit: most })
      return observationFrame(rows, total)
    },
    async check() {
      await store.observations.values('source')
      return {}
    },
    labels: async () => names,
    labelValues: async (label) => (forced.size === 0 ? store.observations.values(label) : valuesIn(await visible(), label)),
    narrow: (matchers) => opened(store, clock, heldTo(forced, forcedValues(matchers))),
  }
}

function valuesIn(rows: readonly Observation[], label: string): readonly string[] {
  const valueOf = (row: Observation): string | undefined =>
    isObservationField(label) ? row[label] : Object.hasOwn(row.labels, label) ? row.labels[label] : undefined
  return [...new Set(rows.flatMap((row) => valueOf(row) ?? []))].toSorted((a, b) => (a < b ? -1 : 1))
}
