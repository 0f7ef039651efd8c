/** The best `size` items by score, shown ones only; ties go to the most recent, then to the smaller id. `without` is the page one is on, -1 for none. */
export function topOf(scores: Float64Array, seen: Float64Array, size: number, without = -1): readonly number[] {
  const shown: number[] = []
  scores.forEach((score, i) => {
    if (score > 0 && i !== without) shown.push(i)
  })
  return shown.toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || (seen[b] ?? 0) - (seen[a] ?? 0) || a - b).slice(0, size)
}
