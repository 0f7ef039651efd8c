import * as z from 'zod/mini'
import { MeasureSpec } from '#contract/query.ts'
import { measures } from '#core/templates/measures.ts'
import { alignRange, stepFor } from '#core/time/step.ts'
import { ServerFault } from '../../fault.ts'
import { decodeSeriesKey } from '../../store/series-key.ts'
import type { Sample } from '../../store/store.ts'
import { defineConnector } from '../connector.ts'
import type { Ask, OpenSource, SourcePorts } from '../connector.ts'
import { forcedValues, heldTo } from '../forced.ts'
import { tableFrame, wideFrame } from '../series-frame.ts'
import type { Moments, Series } from '../series-frame.ts'
import { matchValues } from '../variables.ts'
import { callsFrame } from './calls.ts'
import { counted, merged, merging } from './measured.ts'
import type { Group } from './measured.ts'

const Spec = z.object({ ...MeasureSpec.shape, kind: z.literal('measure') })
type Spec = z.infer<typeof Spec>

const Config = z.object({})
type Config = z.infer<typeof Config>

/** The server writes a sample every ten seconds; an instant question looks back over six of them. */
const sampleMs = 10_000
/** Half as long again, so that a sample a little late leaves no bucket empty. */
const minStepMs = 15_000
const lookBackMs = 60_000
const quarterHour = 900_000
const maxSeries = 500

const known = [...Object.keys(merging), 'service.calls']
const unitOf = (measure: string): string | undefined =>
  Object.hasOwn(measures, measure) ? measures[measure as keyof typeof measures].unit || undefined : undefined // hasOwn proves the key

const groupsOf = (samples: readonly Sample[]): readonly Group[] =>
  [...Map.groupBy(samples, (s) => s.series)].map(([series, points]) => ({
    labels: decodeSeriesKey(series).labels,
    points: new Map(points.map((p) => [p.at, p.value])),
  }))

const latest = ({ labels, points }: Group): Series => ({ labels, samples: [...points].slice(-1) })

type Store = SourcePorts['store']
type Match = ReadonlyMap<string, readonly string[]>

/** Whether labels carry what is forced; a label that is not there carries nothing. */
const isWithin = (labels: Readonly<Record<string, string>>, forced: Match): boolean =>
  [...forced].every(([name, values]) => Object.hasOwn(labels, name) && values.includes(labels[name] ?? ''))

async function measured(store: Store, spec: Spec, ask: Ask, now: number, forced: Match) {
  const how = merging[spec.measure]
  if (!how) throw new ServerFault('source_unsupported', { detail: spec.measure })
  const shown = { unit: unitOf(spec.measure), cap: maxSeries, meta: {} }
  const match = heldTo(matchValues(spec.match, ask.variables), forced)
  const read = async (moments: Moments): Promise<readonly Group[]> => {
    const samples = await store.samples.read({ measure: spec.measure, ...moments })
    return merged(counted(groupsOf(samples), spec.by, match, how), spec.by, how)
  }
  if (spec.mode === 'instant') {
    const end = Math.min(ask.range.to, now + sampleMs)
    return tableFrame((await read({ ...alignRange({ from: end - lookBackMs, to: end }, sampleMs), stepMs: sampleMs })).map(latest), shown)
  }
  const stepMs = stepFor(ask.range.to - ask.range.from, ask.width, minStepMs)
  const moments = { ...alignRange(ask.range, stepMs), stepMs }
  const groups = await read(moments)
  const series = groups.map(({ labels, points }): Series => ({ labels, samples: [...points] }))
  return wideFrame(series, begun(moments, groups, now), { ...shown, meta: { stepMs } })
}

/** Without the bucket that has only just begun and has no sample yet: it is no gap. */
function begun(moments: Moments, groups: readonly Group[], now: number): Moments {
  const last = moments.to - moments.stepMs
  const isEmpty = last > moments.from && last + moments.stepMs > now && !groups.some(({ points }) => points.has(last))
  return isEmpty ? { ...moments, to: last } : moments
}

async function calls(store: Store, spec: Spec, { range, variables }: Ask, forced: Match) {
  const from = Math.max(range.from, range.to - quarterHour)
  const read = (measure: string) => store.samples.read({ measure, from, to: range.to, stepMs: sampleMs })
  const [all, failed] = (await Promise.all([read('service.calls'), read('service.callErrors')])).map((samples) =>
    samples.filter((sample) => isWithin(decodeSeriesKey(sample.series).labels, forced)),
  )
  return callsFrame(all ?? [], failed ?? [], matchValues(spec.match, variables).get('service'))
}

/** This machine and this process, from the samples the server keeps of them. */
export const host = defineConnector<Config, Spec>({
  kind: 'host',
  addable: false,
  config: Config,
  spec: Spec,
  can: ['labels', 'series'],
  measures: Object.fromEntries(known.map((measure) => [measure, (spec: MeasureSpec): Spec => ({ ...spec, kind: 'measure' })])),
  // Homeport is a service, too, but nobody who asks for services means it first.
  ofItself: ({ measure, by }) => measure.startsWith('service.') && (by.length > 0 || measure === 'service.calls'),
  open: (_, ports) => opened(ports, new Map()),
})

/** This machine as its asker may see it. */
function opened(ports: SourcePorts, forced: Match): OpenSource<Spec> {
  const recent = async (): Promise<readonly Readonly<Record<string, string>>[]> => {
    const to = ports.clock.now() + sampleMs
    const all = await Promise.all(known.map((measure) => ports.store.samples.read({ measure, from: to - lookBackMs, to, stepMs: lookBackMs })))
    const keys = new Set(all.flat().map((sample) => sample.series))
    const visible = [...keys].map((key) => decodeSeriesKey(key)).filter(({ labels }) => isWithin(labels, forced))
    return visible.map(({ measure, labels }) => ({ __name__: measure, ...labels }))
  }
  const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted((a, b) => (a < b ? -1 : 1))
  return {
    query: (spec, ask) =>
      spec.measure === 'service.calls' ? calls(ports.store, spec, ask, forced) : measured(ports.store, spec, ask, ports.clock.now(), forced),
    async check() {
      const to = ports.clock.now()
      await ports.store.samples.read({ measure: 'host.uptime', from: to - lookBackMs, to, stepMs: lookBackMs })
      return {}
    },
    series: recent,
    labels: async () => distinct((await recent()).flatMap((labels) => Object.keys(labels))),
    labelValues: async (label) => distinct((await recent()).flatMap((labels) => (Object.hasOwn(labels, label) ? (labels[label] ?? []) : []))),
    narrow: (matchers) => opened(ports, heldTo(forced, forcedValues(matchers))),
  }
}
