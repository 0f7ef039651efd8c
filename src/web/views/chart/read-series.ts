import type { Cell } from '#contract/frame.ts'
import { finite } from './series.ts'
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

type Reach = readonly [low: number, high: number]
const reaches = new WeakMap<readonly Cell[], Reach>()
const columns = new WeakMap<readonly Cell[], Values>()

/**
 * A column as numbers and gaps: NaN and the infinities cannot be drawn. Answers are large and never change, so a column
 * is looked through once, keeps its array when there is nothing to clean, and its extremes are noted on the way.
 */
export function readColumn(values: readonly Cell[]): Values {
  const found = columns.get(values)
  if (found) return found
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  let clean = true
  for (let i = 0; i < values.length; i += 1) {
    const v = values[i]
    if (typeof v === 'number' && v - v === 0) {
      if (v < low) low = v
      if (v > high) high = v
    } else if (v !== null) clean = false
  }
  // Checked just now: every cell is a finite number or null.
  const read = clean ? (values as Values) : values.map(finite)
  columns.set(values, read)
  reaches.set(read, [low, high])
  return read
}

/** Lowest and highest number of a column; infinities the wrong way round where it has none. */
function reachOf(values: Values): Reach {
  const found = reaches.get(values)
  if (found) return found
  readColumn(values)
  return reaches.get(values) ?? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
}

/** Lowest and highest number over all that is drawn, `low` and `top` edges included. */
export function extent(series: readonly Series[]): Reach | undefined {
  const all = series.filter((s) => !s.off).flatMap((s) => [reachOf(s.top ?? s.values), ...(s.low ? [reachOf(s.low)] : [])])
  const low = Math.min(...all.map((r) => r[0]))
  const high = Math.max(...all.map((r) => r[1]))
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
