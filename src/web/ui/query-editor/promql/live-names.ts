import type { PrometheusClient } from '@prometheus-io/codemirror-promql'
import { EqlRegex, EqlSingle, Neq, NeqRegex } from '@prometheus-io/lezer-promql'
import type { QueryClient } from '@tanstack/react-query'
import { labelNamesQuery, labelValuesQuery, metadataQuery } from '#web/api/source-query.ts'

type Matchers = NonNullable<Parameters<PrometheusClient['labelValues']>[2]>

const signs: Readonly<Record<number, string>> = { [EqlSingle]: '=', [EqlRegex]: '=~', [Neq]: '!=', [NeqRegex]: '!~' }
const isBare = /^[A-Za-z_]\w*$/
const quoted = (value: string): string => JSON.stringify(value)

/**
 * The series a name is looked for in: of this metric, and with the labels already written. A label is left out of the search
 * for its own values, and one that holds what Homeport fills in says nothing yet.
 */
export function selectorOf(metric: string | undefined, matchers: Matchers = [], except?: string): string | undefined {
  const wanted = matchers.flatMap(({ type, name, value }) => {
    const sign = signs[type]
    if (!sign || name === except || value === '' || value.includes('${') || value.includes('$__')) return []
    return [`${isBare.test(name) ? name : quoted(name)}${sign}${quoted(value)}`]
  })
  const named = metric && !metric.includes('$') ? [`__name__=${quoted(metric)}`] : []
  // A selector of nothing but negations would be refused.
  const isHeld = named.length > 0 || matchers.some((m) => m.name !== except && (m.type === EqlSingle || m.type === EqlRegex) && m.value !== '')
  return isHeld && named.length + wanted.length > 0 ? `{${[...named, ...wanted].join(',')}}` : undefined
}

/**
 * Names of metrics, labels and values of a source, asked of our own API: it answers within what this person may see, forced
 * matchers included. A source that does not answer offers nothing; the editor goes on without.
 */
export function liveNames(client: QueryClient, source: string): PrometheusClient {
  const quietly = async <T>(asked: Promise<T>, none: T): Promise<T> => asked.catch(() => none)
  const values = (label: string, match?: string): Promise<string[]> =>
    quietly(
      client.fetchQuery(labelValuesQuery(source, label, { match })).then((v) => [...v]),
      [],
    )
  return {
    metricNames: () => values('__name__'),
    labelNames: (metric) =>
      quietly(
        client.fetchQuery(labelNamesQuery(source, { match: selectorOf(metric) })).then((v) => v.filter((name) => name !== '__name__')),
        [],
      ),
    labelValues: (label, metric, matchers) => values(label, selectorOf(metric, matchers, label)),
    async metricMetadata() {
      const list = await quietly(client.fetchQuery(metadataQuery(source)), [])
      return Object.fromEntries(list.map(({ metric, type, help }) => [metric, [{ type, help }]]))
    },
    series: async () => [],
    flags: async () => ({}),
  }
}
