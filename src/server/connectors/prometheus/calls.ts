import type { Field, Frame, FrameMeta } from '#contract/frame.ts'
import type { Ask } from '../connector.ts'
import { matchValues } from '../variables.ts'
import { builtInsFor, momentsFor, rateWindow, seconds } from './ask.ts'
import type { Sender } from './ask.ts'
import type { Config, Measured } from './config.ts'
import { readResult } from './envelope.ts'
import { fillPromql } from '../fill.ts'
import { overrideOf } from './measures.ts'
import { readVector } from '../sample.ts'
import type { Series } from '../series-frame.ts'
import type { Labels } from '../series-names.ts'

/** Service-graph metrics of OpenTelemetry: counters and a histogram with `client`, `server` and `connection_type`. */
export const callMetrics = [
  'traces_service_graph_request_total',
  'traces_service_graph_request_failed_total',
  'traces_service_graph_request_server_seconds_bucket',
]
const [total, failed, bucket] = callMetrics

const maxEdges = 2000
const quarterHour = 900_000
const ends = { source: 'client', target: 'server' } as const

interface Edge {
  readonly source: string
  readonly target: string
  readonly connection: string
  readonly calls: number
  readonly errors: number | null
  readonly p95: number | null
}

const severity = (errors: number | null): string => (errors === null ? 'unknown' : errors > 0.05 ? 'critical' : errors > 0.01 ? 'warning' : 'ok')
const value = (series: Series | undefined): number | undefined => series?.samples[0]?.[1]
const finite = (n: number | undefined): number | null => (n === undefined || !Number.isFinite(n) ? null : n)

function edgesFrame(edges: readonly Edge[], details: boolean, meta: FrameMeta): Frame {
  const kept = edges.toSorted((a, b) => b.calls - a.calls).slice(0, maxEdges)
  const connection: Field = { name: 'connection', type: 'string', role: 'label', values: kept.map((e) => e.connection) }
  const more: readonly Field[] = details
    ? [
        { name: 'errors', type: 'number', unit: 'ratio', values: kept.map((e) => e.errors) },
        { name: 'p95', type: 'number', unit: 's', values: kept.map((e) => e.p95) },
        { name: 'severity', type: 'string', role: 'severity', values: kept.map((e) => severity(e.errors)) },
      ]
    : []
  return {
    fields: [
      { name: 'source', type: 'string', role: 'source', values: kept.map((e) => e.source) },
      { name: 'target', type: 'string', role: 'target', values: kept.map((e) => e.target) },
      { name: 'calls', type: 'number', role: 'value', unit: '/s', values: kept.map((e) => e.calls) },
      ...more,
      ...(kept.some((e) => e.connection !== '') ? [connection] : []),
    ],
    meta: { ...meta, ...(kept.length < edges.length && { truncated: { what: 'rows' as const, kept: kept.length, total: edges.length } }) },
  }
}

interface Answers {
  readonly calls: readonly Series[]
  readonly failed: readonly Series[]
  readonly p95: readonly Series[]
}

function edgesFrom({ calls, failed, p95 }: Answers, labels: { readonly source: string; readonly target: string }): readonly Edge[] {
  const key = (l: Labels): string => JSON.stringify([l[labels.source], l[labels.target], l['connection_type']])
  const byKey = (all: readonly Series[]): ReadonlyMap<string, Series> => new Map(all.map((s) => [key(s.labels), s]))
  const [failedOf, p95Of] = [byKey(failed), byKey(p95)]
  return calls.map((series) => {
    const rate = value(series) ?? 0
    return {
      source: series.labels[labels.source] ?? '',
      target: series.labels[labels.target] ?? '',
      connection: series.labels['connection_type'] ?? '',
      calls: rate,
      errors: rate > 0 ? (finite(value(failedOf.get(key(series.labels)))) ?? 0) / rate : null,
      p95: finite(value(p95Of.get(key(series.labels)))),
    }
  })
}

/**
 * Who calls whom at the end of the range: calls per second, share of failed ones and 95th percentile in seconds, over the
 * last quarter of an hour or the range if that is shorter.
 */
export async function callsFrame(send: Sender, spec: Measured, ask: Ask, config: Config, now: number): Promise<Frame> {
  const at = seconds(Math.min(ask.range.to, now))
  const { stepMs } = momentsFor(ask, config.minStepMs)
  const span = Math.min(ask.range.to - ask.range.from, quarterHour)
  const window = rateWindow(config.minStepMs, Math.max(0, span - config.minStepMs), 'range')
  const own = overrideOf(config, 'service.calls')
  const labels = { source: own?.labels['source'] ?? ends.source, target: own?.labels['target'] ?? ends.target }
  const by = `${labels.source}, ${labels.target}`
  const instant = async (query: string): Promise<readonly Series[]> => {
    const { data } = await send.post('query', { query, time: at }, ask.signal)
    return readVector(readResult(data).result).series
  }
  const builtIns = { ...builtInsFor(ask, config.minStepMs, stepMs, 'instant'), rate: window, match: '', by }
  const grouped = `sum by (${by}, connection_type)`
  const query = own ? fillPromql(own.expr, ask.variables, builtIns) : `${grouped} (rate(${total}[${window}]))`
  const [calls, failures, p95] = await Promise.all([
    instant(query),
    own ? [] : instant(`${grouped} (rate(${failed}[${window}]))`),
    own ? [] : instant(`histogram_quantile(0.95, sum by (le, ${by}, connection_type) (rate(${bucket}[${window}])))`),
  ])
  const wanted = matchValues(spec.match, ask.variables).get('service')
  const edges = edgesFrom({ calls, failed: failures, p95 }, labels).filter((e) => !wanted || wanted.includes(e.source) || wanted.includes(e.target))
  return edgesFrame(edges, !own, { executed: query })
}
