/** What is to be put in order, by number: likelier first, then the more recent, then the smaller id. */
export interface Contest {
  readonly p: Float64Array
  readonly seq: Float64Array
  readonly ids: readonly string[]
}

/** Whether `a` does not stand behind `b`. */
function isBefore({ p, seq, ids }: Contest, a: number, b: number): boolean {
  const pa = p[a] ?? 0
  const pb = p[b] ?? 0
  if (pa !== pb) return pa > pb
  const sa = seq[a] ?? 0
  const sb = seq[b] ?? 0
  return sa === sb ? (ids[a] ?? '') <= (ids[b] ?? '') : sa > sb
}

/** Merge sort of numbers by their columns: a tenth of the time of sorting objects, and ranking is mostly this. */
export function orderOf(contest: Contest, size: number): Uint16Array {
  let from = new Uint16Array(size)
  for (let i = 0; i < size; i += 1) from[i] = i
  let to = new Uint16Array(size)
  for (let width = 1; width < size; width *= 2) {
    for (let low = 0; low < size; low += width * 2) {
      const middle = Math.min(low + width, size)
      const high = Math.min(low + width * 2, size)
      let left = low
      let right = middle
      for (let i = low; i < high; i += 1) {
        const takesLeft = left < middle && (right >= high || isBefore(contest, from[left] ?? 0, from[right] ?? 0))
        to[i] = (takesLeft ? from[left++] : from[right++]) ?? 0
      }
    }
    const sorted = to
    to = from
    from = sorted
  }
  return from
}
