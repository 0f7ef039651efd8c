import { Counter, Gauge as PromGauge, Registry } from 'prom-client'
import type { Histogram, MetricValueWithName } from 'prom-client'
import type { Gauge, Reading } from './gauge.ts'
import { bounds } from './tally.ts'
import type { Durations, Spread, Tally } from './tally.ts'

interface Counted {
  readonly tally: Tally
  readonly store: Durations
  readonly gauges: readonly Gauge[]
}

type Value = MetricValueWithName<string>

/** Cumulated buckets, sum and count of one name, as the exposition format wants them. */
function valuesOf(name: string, labels: Readonly<Record<string, string>>, { counts, sum }: Spread): readonly Value[] {
  let total = 0
  const buckets = counts.map((count, i): Value => {
    total += count
    return { metricName: `${name}_bucket`, labels: { le: bounds[i] ?? '+Inf', ...labels }, value: total }
  })
  return [...buckets, { metricName: `${name}_sum`, labels: { ...labels }, value: sum }, { metricName: `${name}_count`, labels: { ...labels }, value: total }]
}

function addDurations(registry: Registry, name: string, help: string, durations: Durations, labelsOf: (key: string) => Readonly<Record<string, string>>): void {
  const values = [...durations.all].flatMap(([key, spread]) => valuesOf(name, labelsOf(key), spread))
  const get = async () => ({ name, help, type: 'histogram', aggregator: 'sum', values })
  // A registry asks its metrics for nothing but this, and its own histogram cannot be given counts made elsewhere.
  registry.registerMetric({ name, get } as unknown as Histogram)
}

function addGauge(registry: Registry, { name, help, label }: Gauge, reading: Reading): void {
  if (reading === undefined) return
  const gauge = new PromGauge({ name, help, labelNames: label === undefined ? [] : [label], registers: [registry] })
  if (typeof reading === 'number') gauge.set(reading)
  else for (const [value, count] of reading) gauge.set({ [label ?? 'of']: value }, count)
}

/** The text a Prometheus scrapes. Labels hold names of endpoints, methods and sources only: nothing a sender makes up. */
export async function renderMetrics({ tally, store, gauges }: Counted): Promise<{ readonly type: string; readonly text: string }> {
  const registry = new Registry()
  const requests = new Counter({
    name: 'homeport_http_requests_total',
    help: 'Requests answered by the API',
    labelNames: ['endpoint', 'method', 'status'],
    registers: [registry],
  })
  for (const { count, status, ...labels } of tally.requests) requests.inc({ ...labels, status: String(status) }, count)
  const cpu = new Counter({ name: 'homeport_process_cpu_seconds_total', help: 'Processor time, user and system', registers: [registry] })
  const { user, system } = process.cpuUsage()
  cpu.inc((user + system) / 1e6)
  addDurations(registry, 'homeport_http_request_duration_seconds', 'From the request to its answer', tally.took, (endpoint) => ({ endpoint }))
  addDurations(registry, 'homeport_store_duration_seconds', 'From a call of the store to its end', store, (key) => {
    const [part = '', method = ''] = key.split('.')
    return { part, method }
  })
  for (const gauge of gauges) addGauge(registry, gauge, await gauge.read())
  return { type: registry.contentType, text: await registry.metrics() }
}
