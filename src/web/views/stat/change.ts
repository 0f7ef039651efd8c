/** Less than a hundredth of a point is no change anybody speaks of. */
export const isTold = (by: number, unit: string): boolean => by !== 0 && Math.abs(by) >= (unit === 'ratio' ? 0.0001 : unit === 'percent' ? 0.01 : 0)

/** A move of less than this share of what could move is chance, not news. */
const noise = 0.1

/**
 * Whether a number moved by more than it does from one period to the next anyway. Of a share the rarer side counts: 99.4 %
 * after 99.7 % is twice as much gone wrong.
 */
export function isNews(by: number, before: number, unit: string): boolean {
  if (!isTold(by, unit)) return false
  const whole = unit === 'ratio' ? 1 : unit === 'percent' ? 100 : undefined
  const size = whole === undefined ? Math.abs(before) : Math.min(Math.abs(before), Math.abs(whole - before))
  return Math.abs(by) > noise * size
}

/** Two significant digits, none after the point from ten up: a difference is read at a glance, the number above it is exact. */
export function roughly(size: number): number {
  const step = size >= 10 ? 1 : 10 ** (Math.floor(Math.log10(size)) - 1)
  // Of a hundredth, 0.35 / 0.01 is 34.999...
  return Number((Math.round(size / step) * step).toPrecision(12))
}

/** The same of a duration, whose minutes are whole from two up; seconds and milliseconds are numbers like others. */
export function roughlyIn(size: number, unit: string): number {
  const minute = unit === 's' ? 60 : unit === 'ms' ? 60_000 : undefined
  return minute !== undefined && size >= 2 * minute ? Math.round(size / minute) * minute : roughly(size)
}
