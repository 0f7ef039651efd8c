const bytes: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4, p: 1024 ** 5 }
const durations: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Sum of the parts of a duration in ms: "1 h 14 min". A part without a unit counts as `kept` ms. */
function parseDuration(typed: string, kept: number): number | undefined {
  const words = typed.trim().toLowerCase()
  if (!/^[-\u2212]?(\s*\d+(?:[.,]\d+)?\s*(ms|s|min|m|h|d|w)?)+$/.test(words)) return undefined
  let total = 0
  for (const [, digits = '', unit] of words.matchAll(/(\d+(?:[.,]\d+)?)\s*(ms|s|min|m|h|d|w)?/g))
    total += Number(digits.replace(',', '.')) * (unit ? (durations[unit] ?? kept) : kept)
  return /^[-\u2212]/.test(words) ? -total : total
}

/**
 * A number as a person types it, in the unit the column is kept in: "5" or "5 %" for a ratio is 0.05, "2 MiB" for bytes,
 * "1.5 h" for a duration (`lasting`: kept in ms). Undefined when it is not a number.
 */
export function parseAmount(typed: string, unit: string, lasting = false): number | undefined {
  if (lasting || unit === 's' || unit === 'ms') {
    const kept = lasting || unit === 'ms' ? 1 : 1000
    const ms = parseDuration(typed, kept)
    return ms === undefined ? undefined : ms / kept
  }
  const match = /^\s*([-\u2212]?)\s*(\d[\d\s\u202f']*(?:[.,]\d+)?|[.,]\d+)\s*([a-zA-Z%µ/]*)\s*$/.exec(typed)
  if (!match) return undefined
  const [, minus, digits = '', suffix = ''] = match
  const value = Number(digits.replace(/[\s\u202f']/g, '').replace(',', '.')) * (minus ? -1 : 1)
  if (!Number.isFinite(value)) return undefined
  if (unit === 'ratio') return value / 100
  if (unit.startsWith('bytes')) return value * (bytes[suffix.charAt(0).toLowerCase()] ?? 1)
  return value
}
