/** What is to be put in order, by number: likelier first, then the more recent, then the smaller id. */
export interface Contest {
  readonly p: Float64Array
  readonly seq: Float64Array
  readonly ids: readonly string[]
}

/** Whether `a` does not stand behind `b`, where both are as likely. */
const isBeforeOfEqual = ({ seq, ids }: Contest, a: number, b: number): boolean => {
  const [sa, sb] = [seq[a] ?? 0, seq[b] ?? 0]
  return sa === sb ? (ids[a] ?? '') <= (ids[b] ?? '') : sa > sb
}

const mostSize = 65_536

/** What is merged from, and into what. */
interface Turn {
  from: Uint16Array
  to: Uint16Array
}

/**
 * Merge sort of numbers by their columns: a tenth of the time of sorting objects, and ranking is mostly this. What it gives is overwritten by the next sort.
 */
export function createOrder(): (contest: Contest, size: number) => Uint16Array {
  const turn: Turn = { from: new Uint16Array(0), to: new Uint16Array(0) }

  /** A stretch and its neighbour, each of them in order, put in order. */
  function merge(contest: Contest, low: number, width: number, size: number): void {
    const { p } = contest
    const { from, to } = turn
    const middle = Math.min(low + width, size)
    const high = Math.min(middle + width, size)
    let left = low
    let right = middle
    for (let i = low; i < high; i += 1) {
      if (left >= middle) to[i] = from[right++] ?? 0
      else if (right >= high) to[i] = from[left++] ?? 0
      else {
        const a = from[left] ?? 0
        const b = from[right] ?? 0
        const pa = p[a] ?? 0
        const pb = p[b] ?? 0
        const takesLeft = pa === pb ? isBeforeOfEqual(contest, a, b) : pa > pb
        if (takesLeft) left += 1
        else right += 1
        to[i] = takesLeft ? a : b
      }
    }
  }

  return (contest, size) => {
    if (size > mostSize) throw new RangeError(`at most ${mostSize} candidates`)
    if (turn.from.length < size) {
      turn.from = new Uint16Array(size * 2)
      turn.to = new Uint16Array(size * 2)
    }
    for (let i = 0; i < size; i += 1) turn.from[i] = i
    for (let width = 1; width < size; width *= 2) {
      for (let low = 0; low < size; low += width * 2) merge(contest, low, width, size)
      const sorted = turn.to
      turn.to = turn.from
      turn.from = sorted
    }
    return turn.from
  }
}
