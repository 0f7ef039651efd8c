import type { Frame } from '#contract/frame.ts'
import { alignRange, stepFor } from '#core/time/step.ts'
import { ServerFault } from '../../fault.ts'
import { defineConnector } from '../connector.ts'
import type { Ask, Narrowing, OpenSource, SourcePorts } from '../connector.ts'
import { durationOf, fillPromql } from '../fill.ts'
import { addressOf } from '../http-address.ts'
import { invalid, isRecord, needList, needText, readJson, textOf } from '../read-json.ts'
import { readMatrix, readVector } from '../sample.ts'
import { scalarFrame, tableFrame, wideFrame } from '../series-frame.ts'
import { Config, Spec } from './config.ts'
import type { CountsSpec, LogsSpec } from './config.ts'
import { readReply, readResult } from './envelope.ts'
import { linesFrame } from './lines.ts'

const maxBytes = 32 * 1_048_576
/** The runtime's own deadline is shorter; this one only keeps a call nobody waits for any more from living on. */
const deadlineMs = 10_000
const maxPoints = 11_000
const accept = ['application/json', 'text/plain']

type Words = Readonly<Record<string, string>>

const nanoseconds = (ms: number): string => `${Math.round(ms)}000000`
const seconds = (ms: number): string => String(ms / 1000)

function opened(config: Config, ports: SourcePorts): OpenSource<Spec> {
  const get = async (path: string, search: Words, signal: AbortSignal): Promise<unknown> =>
    readReply(await ports.call({ path: `loki/api/v1/${path}`, search, accept, maxBytes, deadlineMs }, signal))

  const filled = (expr: string, { range, variables }: Ask, stepMs: number): string =>
    fillPromql(expr, variables, { step: durationOf(stepMs), rate: durationOf(stepMs), range: durationOf(range.to - range.from) })

  const stepOf = ({ range, width }: Ask): number => stepFor(range.to - range.from, width, config.minStepMs, maxPoints)

  const logs = async ({ expr }: LogsSpec, ask: Ask): Promise<Frame> => {
    const query = filled(expr, ask, stepOf(ask))
    const { from, to } = ask.range
    const search = { query, start: nanoseconds(from), end: nanoseconds(to), limit: String(config.maxLines), direction: 'backward' }
    const { type, result } = readResult(await get('query_range', search, ask.signal))
    if (type === 'matrix') throw new ServerFault('source_query', { detail: 'this answers with numbers: ask for counts' })
    if (type !== 'streams') throw invalid(`result type ${type.slice(0, 40)}`)
    return linesFrame(result, config.maxLines, { executed: query })
  }

  const counts = async (spec: CountsSpec, ask: Ask): Promise<Frame> => {
    const stepMs = stepOf(ask)
    const moments = { ...alignRange(ask.range, stepMs), stepMs }
    const query = filled(spec.expr, ask, stepMs)
    const shown = { legend: spec.legend, unit: spec.unit, cap: config.maxSeries, meta: { executed: query, ...(spec.mode === 'range' && { stepMs }) } }
    const { type, result } = readResult(
      spec.mode === 'range'
        ? await get('query_range', { query, start: seconds(moments.from), end: seconds(moments.to - stepMs), step: seconds(stepMs) }, ask.signal)
        : await get('query', { query, time: seconds(Math.min(ask.range.to, ports.clock.now())) }, ask.signal),
    )
    if (type === 'streams') throw new ServerFault('source_query', { detail: 'this answers with lines: count_over_time(... [$__step]) counts them' })
    if (type === 'matrix') return wideFrame(readMatrix(result).series, moments, shown)
    if (type === 'vector') return tableFrame(readVector(result).series, shown)
    if (type === 'scalar' && Array.isArray(result)) return scalarFrame(Number(result[1]), shown)
    throw invalid(`result type ${type.slice(0, 40)}`)
  }

  const between = ({ range }: Narrowing): Words => (range ? { start: nanoseconds(range.from), end: nanoseconds(range.to) } : {})
  const texts = (data: unknown): readonly string[] => (data === undefined || data === null ? [] : needList(data, 'data').map((one) => needText(one, 'label')))

  return {
    query: (spec, ask) => (spec.kind === 'logs' ? logs(spec, ask) : counts(spec, ask)),
    async check(signal) {
      texts(await get('labels', {}, signal))
      const built = await ports.call({ path: 'loki/api/v1/status/buildinfo', accept, maxBytes, deadlineMs }, signal)
      const body: unknown = built.status === 200 && built.contentType.startsWith('application/json') ? readJson(built.text) : undefined
      const version = isRecord(body) ? textOf(body['version'])?.slice(0, 60) : undefined
      return version === undefined ? {} : { version }
    },
    labels: async (narrowing) => texts(await get('labels', between(narrowing), narrowing.signal)),
    labelValues: async (label, narrowing) => texts(await get(`label/${encodeURIComponent(label)}/values`, between(narrowing), narrowing.signal)),
  }
}

/** Grafana Loki: lines of logs, and numbers made of them. Read only. */
export const loki = defineConnector<Config, Spec>({
  kind: 'loki',
  addable: true,
  config: Config,
  spec: Spec,
  address: addressOf,
  can: ['labels'],
  measures: {},
  open: opened,
})
