/** An interval in milliseconds; `end` equal to `start` is a moment. */
export interface Interval {
  readonly start: number
  readonly end: number
}

export interface Stacked {
  /** Row of each interval, in the order given. */
  readonly rows: readonly number[]
  readonly count: number
  /** How many intervals lie on another one because the rows ran out. */
  readonly crowded: number
}

/** Two may share a row when one ends before or as the other starts; a moment needs its instant to itself. */
const follows = (last: Interval, next: Interval): boolean =>
  next.start > last.end || (next.start === last.end && last.start < last.end && next.start < next.end)

/**
 * Rows for intervals sorted by start, so that no two in a row overlap: the first row that is free, as few rows as the
 * overlap asks for. Beyond `most` rows the rest goes on the last one and is counted as crowded.
 */
export function stack(intervals: readonly Interval[], most: number): Stacked {
  const ends: Interval[] = []
  const rows: number[] = []
  let crowded = 0
  for (const one of intervals) {
    const free = ends.findIndex((last) => follows(last, one))
    const row = free >= 0 ? free : Math.min(ends.length, most - 1)
    const last = ends[row]
    if (free < 0 && last) crowded += 1
    ends[row] = !last || one.end >= last.end ? one : last
    rows.push(row)
  }
  return { rows, count: ends.length, crowded }
}
