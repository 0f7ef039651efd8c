/**
 * JSON with the keys of every object in code point order and absent (undefined) ones left out: equal values give equal text.
 * NaN and the infinities become null, as in JSON.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isRecord(part) ? sorted(part) : part)) ?? 'null'
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Entries as a null-prototype object, so that a key like `__proto__` stays a key. Number-like keys come first in every engine. */
function sorted(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const out: Record<string, unknown> = Object.create(null)
  for (const key of Object.keys(record).sort()) out[key] = record[key]
  return out
}
