import type { Frame } from '#contract/frame.ts'
import type { Sample } from '../../store/store.ts'
import { decodeSeriesKey } from '../../store/series-key.ts'

const average = (samples: readonly Sample[]): number => samples.reduce((sum, s) => sum + s.value, 0) / samples.length
const severity = (errors: number | null): string => (errors === null ? 'unknown' : errors > 0.05 ? 'critical' : errors > 0.01 ? 'warning' : 'ok')

const bySeries = (samples: readonly Sample[]): ReadonlyMap<string, readonly Sample[]> =>
  Map.groupBy(samples, ({ series }) => {
    const { labels } = decodeSeriesKey(series)
    return JSON.stringify([labels['source'] ?? '', labels['target'] ?? ''])
  })

/** Whom this server asks: calls per second and the share that failed, over the samples given. */
export function callsFrame(calls: readonly Sample[], failed: readonly Sample[], services: readonly string[] | undefined): Frame {
  const failures = bySeries(failed)
  const edges = [...bySeries(calls)]
    .map(([key, samples]) => {
      // The key is what was written two lines above.
      const [source, target] = JSON.parse(key) as [string, string]
      const rate = average(samples)
      const wrong = failures.get(key)
      return { source, target, calls: rate, errors: rate > 0 ? (wrong ? average(wrong) / rate : 0) : null }
    })
    .filter(({ source, target }) => !services || services.includes(source) || services.includes(target))
  return {
    fields: [
      { name: 'source', type: 'string', role: 'source', values: edges.map((e) => e.source) },
      { name: 'target', type: 'string', role: 'target', values: edges.map((e) => e.target) },
      { name: 'calls', type: 'number', role: 'value', unit: '/s', values: edges.map((e) => e.calls) },
      { name: 'errors', type: 'number', unit: 'ratio', values: edges.map((e) => e.errors) },
      { name: 'severity', type: 'string', role: 'severity', values: edges.map((e) => severity(e.errors)) },
    ],
  }
}
