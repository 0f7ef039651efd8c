/** A value that stands for `n` observations. */
export interface Weighted {
  readonly value: number
  readonly n: number
}

/**
 * The q-quantile of weighted values, by linear interpolation between closest ranks (R's type 7), exactly as if each value stood
 * there n times. Undefined for no values.
 */
export function quantile(values: readonly Weighted[], q: number): number | undefined {
  const sorted = values.filter((v) => v.n > 0).toSorted((a, b) => a.value - b.value)
  const total = sorted.reduce((sum, v) => sum + v.n, 0)
  if (total === 0) return undefined
  const rank = q * (total - 1)
  const low = at(sorted, Math.floor(rank))
  const high = at(sorted, Math.ceil(rank))
  return low + (high - low) * (rank - Math.floor(rank))
}

function at(sorted: readonly Weighted[], rank: number): number {
  let passed = 0
  for (const { value, n } of sorted) {
    passed += n
    if (rank < passed) return value
  }
  return sorted.at(-1)?.value ?? 0
}

export interface Spread {
  readonly median: number
  readonly p90: number
  readonly n: number
}

/** Median, 90th percentile and how many; undefined for none. */
export function spreadOf(values: readonly Weighted[]): Spread | undefined {
  const median = quantile(values, 0.5)
  const p90 = quantile(values, 0.9)
  if (median === undefined || p90 === undefined) return undefined
  return { median, p90, n: values.reduce((sum, v) => sum + v.n, 0) }
}
