import type { Matcher } from '#contract/access.ts'
import type { Frame } from '#contract/frame.ts'
import type { MeasureSpec } from '#contract/query.ts'
import { ServerFault } from '../../fault.ts'
import { defineConnector } from '../connector.ts'
import type { Ask, OpenSource, SourcePorts } from '../connector.ts'
import { addressOf } from '../http-address.ts'
import { isRecord, textOf } from '../read-json.ts'
import { sender } from './ask.ts'
import type { Sender } from './ask.ts'
import { callMetrics, callsFrame } from './calls.ts'
import { Config, Spec } from './config.ts'
import type { Measured } from './config.ts'
import { readResult } from './envelope.ts'
import { labelValues, labels, metadata, series, visibleMetadata } from './explore.ts'
import { costOf } from './cost.ts'
import { forceMatchers, forcingSender } from './force.ts'
import { measureQuestion, metricsOf, overrideOf, recipes } from './measures.ts'
import { createPresent } from './present.ts'
import type { Present } from './present.ts'
import { promqlQuestion, put } from './promql.ts'
import type { Question } from './promql.ts'
import { alertsFrame, rulesFrame } from './rules.ts'

const known = [...Object.keys(recipes), 'service.calls']
const everyMetric = [...new Set([...Object.values(recipes).flatMap((r) => r.metrics), ...callMetrics])]
const asSpec = (spec: MeasureSpec): Measured => ({ ...spec, kind: 'measure' })

/** Not every server that speaks this API has a build to tell about; a wrong answer here is none, silence is a failure. */
async function versionOf(send: Sender, signal: AbortSignal): Promise<string | undefined> {
  try {
    const { data } = await send.get('status/buildinfo', {}, signal)
    return isRecord(data) ? textOf(data['version'])?.slice(0, 60) : undefined
  } catch (error) {
    if (error instanceof ServerFault && (error.fault.code === 'source_query' || error.fault.code === 'source_invalid')) return undefined
    throw error
  }
}

/** Prometheus and whatever speaks its HTTP API (VictoriaMetrics, Thanos, Mimir). Read only. */
export const prometheus = defineConnector<Config, Spec>({
  kind: 'prometheus',
  addable: true,
  config: Config,
  spec: Spec,
  address: addressOf,
  can: ['labels', 'series', 'metadata', 'cost'],
  measures: Object.fromEntries(known.map((measure) => [measure, asSpec])),
  open: (config, ports) => {
    const send = sender(ports)
    return asked(config, ports, send, createPresent(send, ports.clock, everyMetric), [])
  },
})

/** The source as its asker may see it: with matchers, every question carries them. */
function asked(config: Config, ports: SourcePorts, free: Sender, present: Present, forced: readonly Matcher[]): OpenSource<Spec> {
  const send = forced.length === 0 ? free : forcingSender(free, forced)

  /** Metrics a measure needs, none of them being here, is for another source to answer. */
  const needed = async (measure: string): Promise<ReadonlySet<string>> => {
    if (overrideOf(config, measure)) return new Set()
    const metrics = measure === 'service.calls' ? callMetrics.slice(0, 1) : metricsOf(measure)
    const there = await present.of(metrics)
    if (!metrics.some((metric) => there.has(metric))) throw new ServerFault('source_unsupported', { detail: `${measure}: none of ${metrics.join(', ')}` })
    return there
  }

  const measured = async (spec: Measured, ask: Ask): Promise<Frame> => {
    const there = await needed(spec.measure)
    const now = ports.clock.now()
    if (spec.measure === 'service.calls') return callsFrame(send, spec, ask, config, now)
    return put(send, measureQuestion(spec, ask, config, there, now), config.maxSeries, ask.signal)
  }

  const answer = async (spec: Spec, ask: Ask): Promise<Frame> => {
    switch (spec.kind) {
      case 'promql':
        return put(send, promqlQuestion(spec, ask, config, ports.clock.now()), config.maxSeries, ask.signal)
      case 'alerts':
        return alertsFrame(send, ports.sourceId, ask.signal, forced)
      case 'rules':
        return rulesFrame(send, ask.signal, forced)
      case 'measure':
        return measured(spec, ask)
      default:
        return spec satisfies never
    }
  }

  const questionOf = async (spec: Spec, ask: Ask): Promise<Question | undefined> => {
    const now = ports.clock.now()
    if (spec.kind === 'promql') return promqlQuestion(spec, ask, config, now)
    if (spec.kind !== 'measure' || spec.measure === 'service.calls') return undefined
    return measureQuestion(spec, ask, config, await needed(spec.measure), now)
  }

  return {
    async cost(spec, ask) {
      const question = await questionOf(spec, ask)
      return question ? costOf(send, question, ask.signal) : {}
    },
    query: async (spec, ask) => told(await answer(spec, ask), forced),
    async check(signal) {
      const version = await versionOf(send, signal)
      if (version === undefined) readResult((await send.post('query', { query: '1' }, signal)).data)
      return version === undefined ? {} : { version }
    },
    labels: (narrowing) => labels(send, narrowing),
    labelValues: (label, narrowing) => labelValues(send, label, narrowing),
    series: (narrowing) => series(send, narrowing),
    metadata: (signal) => (forced.length === 0 ? metadata(send, signal) : visibleMetadata(send, signal)),
    narrow: (matchers) => asked(config, ports, free, present, [...forced, ...matchers]),
  }
}

/** Says what was really asked. */
function told(frame: Frame, forced: readonly Matcher[]): Frame {
  const executed = frame.meta?.executed
  return executed === undefined || forced.length === 0 ? frame : { ...frame, meta: { ...frame.meta, executed: forceMatchers(executed, forced) } }
}
