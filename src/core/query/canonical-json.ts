/**
 * JSON with the keys of every object in code point order and absent (undefined) ones left out: equal values give equal text.
 * NaN and the infinities become null, as in JSON.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const record = value as Readonly<Record<string, unknown>> // any object that is not an array is read as one
  const entries = Object.keys(record)
    .toSorted()
    .flatMap((key) => (record[key] === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(record[key])}`]))
  return `{${entries.join(',')}}`
}
