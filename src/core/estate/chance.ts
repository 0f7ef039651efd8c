/**
 * Counter-based chance: a number is a hash of (seed, stream, entity, tick) and of nothing else, so any window of any
 * series can be computed in any order, anywhere, with identical results. Integer maths only; the finalizer is
 * MurmurHash3's (Appleby, public domain).
 */

/** FNV-1a over UTF-16 code units: a stable 32-bit number for a name. */
export function hashName(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i += 1) {
    hash ^= name.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}

/** Mixes two 32-bit numbers into one; order matters. */
export function mix(a: number, b: number): number {
  let h = (Math.imul(a, 0x9e3779b1) + b) | 0
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  h ^= h >>> 16
  return h >>> 0
}

const names = new Map<string, number>()
const known = (name: string): number => {
  let hash = names.get(name)
  if (hash === undefined) {
    hash = hashName(name)
    names.set(name, hash)
  }
  return hash
}

/** A stream of chance for one purpose and entity; ask it with a tick. */
export interface Chance {
  /** Uniform in [0, 1). */
  unit(tick: number, lane?: number): number
  /** Integer in [0, below). */
  int(tick: number, below: number, lane?: number): number
  /** About normal, mean 0, deviation 1: the sum of four uniforms (exact on every platform, unlike Math.log). */
  normal(tick: number, lane?: number): number
  /** Log-normal with the given median and sigma, rounded to 1e-6. */
  logNormal(tick: number, median: number, sigma: number, lane?: number): number
  /** One of the list. */
  pick<T>(tick: number, list: readonly T[], lane?: number): T
}

export const round6 = (value: number): number => Math.round(value * 1e6) / 1e6

export function chance(seed: number, stream: string, entity: string): Chance {
  const base = mix(mix(seed >>> 0, known(stream)), known(entity))
  const raw = (tick: number, lane: number): number => mix(mix(mix(base, tick | 0), Math.floor(tick / 4_294_967_296) | 0), lane)
  const unit = (tick: number, lane = 0): number => raw(tick, lane) / 4_294_967_296
  const normal = (tick: number, lane = 0): number =>
    (unit(tick, lane + 101) + unit(tick, lane + 211) + unit(tick, lane + 307) + unit(tick, lane + 401) - 2) * 1.7320508
  return {
    unit,
    normal,
    int: (tick, below, lane = 0) => Math.floor(unit(tick, lane) * below),
    logNormal: (tick, median, sigma, lane = 0) => round6(median * Math.exp(sigma * normal(tick, lane))),
    pick: (tick, list, lane = 0) => {
      const chosen = list[Math.floor(unit(tick, lane) * list.length)]
      if (chosen === undefined) throw new RangeError('pick needs a list with at least one entry')
      return chosen
    },
  }
}
