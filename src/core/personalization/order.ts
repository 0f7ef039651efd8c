/** What is to be put in order, by number: likelier first, then the more recent, then the smaller id. */
export interface Contest {
  /** Probabilities: from 0 to 1. */
  readonly p: Float64Array
  readonly seq: Float64Array
  readonly ids: readonly string[]
}

/** Negative where `a` stands before `b`. */
const compare = ({ p, seq, ids }: Contest, a: number, b: number): number => {
  const byWorth = (p[b] ?? 0) - (p[a] ?? 0) || (seq[b] ?? 0) - (seq[a] ?? 0)
  return byWorth === 0 ? ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1) : byWorth
}

/** The number of a candidate stands in the last bits of its own key. */
const placeMask = 0xffff
const mostSize = placeMask + 1
/** Which half of a double those bits are in is the machine's own affair. */
const lastHalf = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1

/** Whether the keys of two neighbours may not tell them apart; wider than it need be by some bits, and all that is next to nothing is close. */
const isClose = (higher: number, lower: number): boolean => higher <= lower * (1 + 2 ** -30) + 1e-300

/** Keys, and the same bytes as whole numbers. */
interface Keys {
  readonly of: Float64Array
  readonly halves: Uint32Array
}

function roomFor(size: number): Keys {
  const of = new Float64Array(size)
  return { of, halves: new Uint32Array(of.buffer) }
}

/**
 * Order of candidates by their columns. Bare doubles are sorted by the engine itself, in half the time of any comparison of ours, and ranking is mostly this: so the
 * key of a candidate is its probability with its number in the last 16 of 52 bits, and only neighbours whose keys differ in nothing else are compared.
 * What it gives is overwritten by the next sort.
 */
export function createOrder(): (contest: Contest, size: number) => Uint16Array {
  let keys = roomFor(0)
  let order = new Uint16Array(0)

  /** Keys from the least to the greatest. */
  function sortKeys({ p }: Contest, size: number): void {
    const { of, halves } = keys
    for (let i = 0; i < size; i += 1) of[i] = p[i] ?? 0
    for (let i = 0; i < size; i += 1) halves[2 * i + lastHalf] = ((halves[2 * i + lastHalf] ?? 0) & ~placeMask) | i
    of.subarray(0, size).sort()
  }

  /** Neighbours whose keys are nearly the same stand by number so far. */
  function settleTies(contest: Contest, size: number): void {
    const { p } = contest
    for (let from = 0, to = 1; from < size; from = to, to += 1) {
      while (to < size && isClose(p[order[to - 1] ?? 0] ?? 0, p[order[to] ?? 0] ?? 0)) to += 1
      if (to > from + 1) order.subarray(from, to).sort((a, b) => compare(contest, a, b))
    }
  }

  return (contest, size) => {
    if (size > mostSize) throw new RangeError(`at most ${mostSize} candidates`)
    if (order.length < size) {
      keys = roomFor(size * 2)
      order = new Uint16Array(size * 2)
    }
    sortKeys(contest, size)
    const { halves } = keys
    for (let at = 0; at < size; at += 1) order[size - 1 - at] = (halves[2 * at + lastHalf] ?? 0) & placeMask
    settleTies(contest, size)
    return order
  }
}
