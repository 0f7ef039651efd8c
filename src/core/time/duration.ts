export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
export const week = 7 * day

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: second, m: minute, h: hour, d: day, w: week, y: 365 * day }

/**
 * Milliseconds of a fixed duration as monitoring systems write it: `250ms`, `30s`, `1h30m`, `7d`. Units from large to
 * small, each at most once; a year is 365 days. Undefined for anything else, so that the reader can be told.
 */
export function parseDuration(words: string): number | undefined {
  const match = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(words)
  if (!match || words === '') return undefined
  const sum = ['y', 'w', 'd', 'h', 'm', 's', 'ms'].reduce((ms, unit, i) => ms + Number(match[i + 1] ?? 0) * (unitMs[unit] ?? 0), 0)
  return Number.isSafeInteger(sum) ? sum : undefined
}

/** The shortest way to write a duration that `parseDuration` reads back: 5400000 -> `1h30m`. */
export function printDuration(ms: number): string {
  let rest = Math.max(0, Math.round(ms))
  const parts = ['d', 'h', 'm', 's', 'ms'].map((unit) => {
    const size = unitMs[unit] ?? 1
    const count = Math.floor(rest / size)
    rest -= count * size
    return count > 0 ? `${count}${unit}` : ''
  })
  return parts.join('') || '0s'
}
