/** Units told by the suffix of a metric's name, as OpenMetrics and OpenTelemetry recommend; `_total` is a count. */
const suffixes: readonly (readonly [RegExp, string])[] = [
  [/_milliseconds$/, 'ms'],
  [/_seconds$/, 's'],
  [/_bytes$/, 'bytes'],
  [/_ratio$/, 'ratio'],
  [/_percent$/, 'percent'],
]
const counting =
  /^(count|count_values|group|absent|absent_over_time|changes|resets|timestamp|time|sgn|present_over_time|count_over_time|scalar|vector|label_join)$/
const rates = /^(rate|irate|deriv)$/
/** Words of the language that look like metric names. */
const keywords = /^(by|without|on|ignoring|group_left|group_right|offset|bool|and|or|unless|atan2|inf|nan|start|end)$/i

const ofMetric = (metric: string): string => {
  const plain = metric.replace(/_(total|bucket|sum|count|created)$/, (suffix) => (suffix === '_count' ? suffix : ''))
  return suffixes.find(([suffix]) => suffix.test(plain))?.[1] ?? ''
}

const perSecond = (unit: string): string => (unit === '' ? '/s' : unit === 'bytes' ? 'bytes/s' : '')

/**
 * Unit of a PromQL expression, from the names in it; undefined where they do not tell, as in arithmetic. It reads names,
 * it does not evaluate: a wrong unit would be worse than none.
 */
export function unitOf(expr: string): string | undefined {
  const code = expr
    .replace(/#[^\n]*|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`[^`]*`/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/gi, '')
    .replace(/(^|[\s(,])[+-]?(\d[\w.]*|\.\d+)/g, '$1')
  if (/[*/%^+<>!-]|==/.test(code)) return undefined
  const functions = Array.from(code.matchAll(/\b([a-z_]\w*)\s*\(/gi), (m) => m[1] ?? '')
  if (functions.some((name) => counting.test(name))) return undefined
  const metrics = Array.from(code.matchAll(/[a-z_:][\w:]*(?!\w*\s*\()/gi), (m) => m[0]).filter((name) => !keywords.test(name) && !functions.includes(name))
  const units = new Set(metrics.map(ofMetric))
  const [unit] = units
  if (units.size !== 1 || unit === undefined) return undefined
  if (!functions.some((name) => rates.test(name)) || functions.includes('histogram_quantile')) return unit === '' ? undefined : unit
  return perSecond(unit) || undefined
}
