import type { Threshold } from '#contract/dashboard.ts'

const worst: readonly Threshold['mark'][] = ['critical', 'warning', 'info', 'ok']
const isPassed = (value: number, t: Threshold): boolean => (t.when === 'above' ? value >= t.value : value <= t.value)

/** The worst limit `value` is at or beyond; of equal ones the farthest. A missing value passes none. */
export function passedThreshold(value: number | null | undefined, thresholds: readonly Threshold[]): Threshold | undefined {
  if (value === null || value === undefined || Number.isNaN(value)) return undefined
  const passed = thresholds.filter((t) => isPassed(value, t))
  return passed.toSorted((a, b) => worst.indexOf(a.mark) - worst.indexOf(b.mark) || Math.abs(value - a.value) - Math.abs(value - b.value))[0]
}
