/** Counters of one moment, by name. */
export type Counters = ReadonlyMap<string, number>

/** A shorter time than this measures the clock, not the machine. */
const leastMs = 900

/** Turns counters that only grow into growth per second. */
export interface Rates {
  /** `nowMs` is monotonic. Too soon after the last call, the last growth is given again. */
  next(counters: Counters, nowMs: number): ReadonlyMap<string, number>
}

/**
 * The first call gives nothing: there is no growth yet. A counter that went down was reset or wrapped; where it began again
 * nobody knows, so it has no rate this once, rather than a wrong one.
 */
export function createRates(): Rates {
  let before: { readonly counters: Counters; readonly at: number } | undefined
  let last: ReadonlyMap<string, number> = new Map()
  return {
    next(counters, nowMs) {
      if (before === undefined) {
        before = { counters, at: nowMs }
        return last
      }
      const tookMs = nowMs - before.at
      if (tookMs < leastMs) return last
      const old = before.counters
      last = new Map(
        [...counters].flatMap(([name, value]): [string, number][] => {
          const was = old.get(name)
          return was === undefined || value < was ? [] : [[name, ((value - was) * 1000) / tookMs]]
        }),
      )
      before = { counters, at: nowMs }
      return last
    },
  }
}
