/** A bucket that holds `burst` and refills at `perSecond`: what is taken beyond it has to wait. */
export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

interface Level {
  left: number
  at: number
}

/** One bucket per key, in memory. Full ones are forgotten, so that nobody's coming and going costs anything for long. */
export interface Buckets {
  /** Takes one. Seconds to wait when there is none, else 0. */
  take(key: string, now: number): number
  readonly size: number
}

/** `most` keys at a time: beyond it the one untouched longest is forgotten, which gives its sender a full bucket, not an empty one. */
export function createBuckets({ perSecond, burst }: Rate, most = 20_000): Buckets {
  const levels = new Map<string, Level>()

  const levelOf = (key: string, now: number): Level => {
    const known = levels.get(key)
    if (!known) return { left: burst, at: now }
    // Clocks may step back; that neither fills nor empties.
    const passed = Math.max(0, now - known.at) / 1000
    return { left: Math.min(burst, known.left + passed * perSecond), at: now }
  }
  const forgetFull = (now: number): void => {
    for (const [key, { left, at }] of levels) {
      if (levels.size <= most && left + ((now - at) / 1000) * perSecond < burst) return
      levels.delete(key)
    }
  }

  return {
    take(key, now) {
      const level = levelOf(key, now)
      const granted = level.left >= 1
      // Set anew, so that the map is in order of the last touch.
      levels.delete(key)
      levels.set(key, { left: granted ? level.left - 1 : level.left, at: now })
      forgetFull(now)
      return granted ? 0 : (1 - level.left) / perSecond
    },
    get size() {
      return levels.size
    },
  }
}
