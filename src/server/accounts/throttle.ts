import { ServerFault } from '../fault.ts'

/** So many buckets are remembered; beyond, the ones that are full again go first. */
const most = 10_000
/** What adding up fractions may be wrong by. */
const tolerance = 1e-6

export interface Throttle {
  /** Seconds until there is one, or 0 when one was taken. */
  take(key: string): number
}

/** `perMinute` per key, refilled evenly, so that nobody is locked out longer than it takes to refill one. Of this process only: what guards the door is counted by all (shared-throttle.ts). */
export function createThrottle(perMinute: number, now: () => number): Throttle {
  const buckets = new Map<string, { left: number; at: number }>()
  const perMs = perMinute / 60_000

  const levelAt = (key: string): number => {
    const bucket = buckets.get(key)
    return bucket ? Math.min(perMinute, bucket.left + (now() - bucket.at) * perMs) : perMinute
  }

  const makeRoom = (): void => {
    for (const key of buckets.keys()) if (levelAt(key) >= perMinute) buckets.delete(key)
    // All of them in use: the oldest attempt is the least interesting.
    for (const key of buckets.keys()) {
      if (buckets.size < most) break
      buckets.delete(key)
    }
  }

  const put = (key: string, left: number): void => {
    buckets.delete(key)
    if (buckets.size >= most) makeRoom()
    buckets.set(key, { left, at: now() })
  }

  return {
    take(key) {
      const level = levelAt(key)
      if (level < 1 - tolerance) return Math.max(1, Math.ceil((1 - level) / perMs / 1000 - tolerance))
      put(key, Math.max(0, level - 1))
      return 0
    },
  }
}

/** Takes an attempt or refuses with the time to wait. */
export function attempt(throttle: Throttle, key: string): void {
  const waitS = throttle.take(key)
  if (waitS > 0) throw new ServerFault('too_many', { detail: `attempt again in ${waitS} s`, retryAfterS: waitS })
}
