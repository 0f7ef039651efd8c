import type { Series, Values } from './series.ts'

/**
 * Series on top of each other: each gets its lower and upper edge. What is above zero piles up, what is below piles down.
 * A gap adds nothing and stays a gap of its own series. Series switched off are left out of the pile.
 */
export function stack(series: readonly Series[]): readonly Series[] {
  const rows = series[0]?.values.length ?? 0
  const up = new Float64Array(rows)
  const down = new Float64Array(rows)
  return series.map((s) => {
    if (s.off) return s
    const low: (number | null)[] = []
    const top: (number | null)[] = []
    s.values.forEach((v, row) => {
      const pile = v !== null && v < 0 ? down : up
      const from = pile[row] ?? 0
      if (v !== null) pile[row] = from + v
      low.push(v === null ? null : from)
      top.push(v === null ? null : from + v)
    })
    return { ...s, low, top }
  })
}

/** Total per row of a stack; null where every series has a gap. */
export function totals(series: readonly Series[]): Values {
  const drawn = series.filter((s) => !s.off)
  return Array.from({ length: drawn[0]?.values.length ?? 0 }, (_, row) =>
    drawn.reduce<number | null>((sum, s) => {
      const v = s.values[row] ?? null
      return v === null ? sum : (sum ?? 0) + v
    }, null),
  )
}
