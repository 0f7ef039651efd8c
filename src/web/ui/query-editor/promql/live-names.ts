import type { PrometheusClient } from '@prometheus-io/codemirror-promql'
import { EqlRegex, EqlSingle, Neq, NeqRegex } from '@prometheus-io/lezer-promql'
import type { QueryClient } from '@tanstack/react-query'
import { labelNamesQuery, labelValuesQuery, metadataQuery } from '#web/api/source-query.ts'
import { offered } from '../offered.ts'

type Matchers = NonNullable<Parameters<PrometheusClient['labelValues']>[2]>

const signs: Readonly<Record<number, string>> = { [EqlSingle]: '=', [EqlRegex]: '=~', [Neq]: '!=', [NeqRegex]: '!~' }
const isBare = /^[A-Za-z_]\w*$/
/** What may stand behind a backslash between double quotes, as in Go. */
const escapes = /^\\[abfnrtvxuU0-7\\"]$/

/**
 * The library gives a text as it is written between its quotes, whichever these are: here it is written between double ones.
 * Between backquotes a backslash is itself, and `\\d` or `\\.` come from there.
 */
const quoted = (written: string): string =>
  `"${written.replace(/\\[^]|\\$|"|\n/g, (it) => {
    if (it === '\n') return String.raw`\n`
    if (it === "\\'") return "'"
    return it.startsWith('\\') && !escapes.test(it) ? `\\${it}` : it === '"' ? String.raw`\"` : it
  })}"`

function fitsNothing(regex: string): boolean {
  try {
    return new RegExp(`^(?:${regex})$`).test('')
  } catch {
    // Half written, or with something only RE2 knows: the source says.
    return false
  }
}

/** Whether it asks for the label to be there: a selector of nothing else is refused. */
const holds = ({ type, value }: Matchers[number]): boolean => type === EqlSingle || (type === EqlRegex && !fitsNothing(value))

/**
 * The series a name is looked for in: of this metric, and with the labels already written. A label is left out of the search
 * for its own values, and one that holds what Homeport fills in says nothing yet.
 */
export function selectorOf(metric: string | undefined, matchers: Matchers = [], except?: string): string | undefined {
  const wanted = matchers.filter(({ type, name, value }) => type in signs && name !== except && value !== '' && !/\$\{|\$__/.test(value))
  const named = metric && !metric.includes('$') ? [`__name__=${quoted(metric)}`] : []
  if (named.length === 0 && !wanted.some(holds)) return undefined
  return `{${[...named, ...wanted.map(({ type, name, value }) => `${isBare.test(name) ? name : quoted(name)}${signs[type]}${quoted(value)}`)].join(',')}}`
}

/**
 * Names of metrics, labels and values of a source, asked of our own API: it answers within what this person may see, forced
 * matchers included. A source that does not answer offers nothing; the editor goes on without.
 */
export function liveNames(client: QueryClient, source: string): PrometheusClient {
  const values = async (label: string, match?: string): Promise<string[]> => [...(await offered(client, labelValuesQuery(source, label, { match }), []))]
  return {
    metricNames: () => values('__name__'),
    labelNames: async (metric) => {
      const names = await offered(client, labelNamesQuery(source, { match: selectorOf(metric) }), [])
      return names.filter((name) => name !== '__name__')
    },
    labelValues: (label, metric, matchers) => values(label, selectorOf(metric, matchers, label)),
    async metricMetadata() {
      const list = await offered(client, metadataQuery(source), [])
      return Object.fromEntries(list.map(({ metric, type, help }) => [metric, [{ type, help }]]))
    },
    series: async () => [],
    flags: async () => ({}),
  }
}
