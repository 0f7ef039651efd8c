import type { Series, Values } from './series.ts'

export interface Sample {
  readonly row: number
  readonly value: number
}

/** The last number of a series and where it stands. */
export function lastNumber(values: Values): Sample | undefined {
  const row = values.findLastIndex((v) => v !== null)
  const value = values[row] ?? null
  return value === null ? undefined : { row, value }
}

/** Lowest and highest number over all that is drawn, `low` and `top` edges included. */
export function extent(series: readonly Series[]): readonly [low: number, high: number] | undefined {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  const take = (values: Values): void => {
    for (const v of values) {
      if (v === null) continue
      if (v < low) low = v
      if (v > high) high = v
    }
  }
  for (const s of series) {
    if (s.off) continue
    take(s.top ?? s.values)
    if (s.low) take(s.low)
  }
  return low <= high ? [low, high] : undefined
}

/** Row whose x is nearest to `at`; x ascending. -1 where there are no rows. */
export function nearestRow(x: readonly number[], at: number): number {
  if (x.length === 0) return -1
  let low = 0
  let high = x.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((x[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  const before = x[low - 1]
  return before !== undefined && at - before <= (x[low] ?? 0) - at ? low - 1 : low
}

interface Px {
  readonly x: number
  readonly y: number
}

/** Row of the point nearest to a pixel; every row has one number in one of the series. */
export function nearestPoint(
  { x, series }: { readonly x: readonly number[]; readonly series: readonly Series[] },
  to: Px,
  place: (x: number, y: number) => Px,
): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (const s of series) {
    if (s.off) continue
    s.values.forEach((v, row) => {
      if (v === null) return
      const p = place(x[row] ?? 0, v)
      const distance = (p.x - to.x) ** 2 + (p.y - to.y) ** 2
      if (distance >= least) return
      least = distance
      best = row
    })
  }
  return best
}
