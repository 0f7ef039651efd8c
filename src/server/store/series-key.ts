/** Measure and labels of a sampled series, taken apart. */
export interface SeriesKey {
  readonly measure: string
  readonly labels: Readonly<Record<string, string>>
}

const escapes: Readonly<Record<string, string>> = { '%': '%25', '|': '%7C', ',': '%2C', '=': '%3D' }
const escape = (text: string): string => text.replace(/[%|,=]/g, (c) => escapes[c] ?? c)
const unescape = (text: string): string => text.replace(/%(25|7C|2C|3D)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Canonical name of a series: `measure|k=v,k=v` with label names in code-unit order and `%`, `|`, `,`, `=` percent-encoded;
 * the bare measure when there are no labels. Equal labels always give equal text.
 */
export function encodeSeriesKey(measure: string, labels: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(labels).toSorted(([a], [b]) => byCodeUnit(a, b))
  if (pairs.length === 0) return escape(measure)
  return `${escape(measure)}|${pairs.map(([k, v]) => `${escape(k)}=${escape(v)}`).join(',')}`
}

/** Inverse of `encodeSeriesKey`. Text it did not write is read as far as it makes sense: a pair without `=` has an empty value. */
export function decodeSeriesKey(series: string): SeriesKey {
  const bar = series.indexOf('|')
  if (bar < 0) return { measure: unescape(series), labels: {} }
  const pairs = series
    .slice(bar + 1)
    .split(',')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return at < 0 ? [unescape(pair), ''] : [unescape(pair.slice(0, at)), unescape(pair.slice(at + 1))]
    })
  return { measure: unescape(series.slice(0, bar)), labels: Object.fromEntries(pairs) }
}
