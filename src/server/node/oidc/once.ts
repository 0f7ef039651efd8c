import type { Clock } from '../../ports.ts'

/** Remembers what was used until it could not be used any more anyway. */
export interface Once {
  /** True the first time a name comes. */
  use(name: string, forMs: number): boolean
}

/** Enough for a busy morning; beyond it the oldest go, and those are about to expire. */
const mostNames = 50_000

export function createOnce(clock: Clock): Once {
  const used = new Map<string, number>()
  const prune = (now: number): void => {
    for (const [name, until] of used) if (until <= now || used.size > mostNames) used.delete(name)
  }
  return {
    use(name, forMs) {
      const now = clock.now()
      if ((used.get(name) ?? 0) > now) return false
      if (used.size % 100 === 99) prune(now)
      used.set(name, now + forMs)
      return true
    },
  }
}
