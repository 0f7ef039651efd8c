import { ServerFault } from '../fault.ts'

const perSecond = 30
const burst = 60

/** At most 30 deliveries a second in the long run and 60 at once; more is `too_many` with the wait in seconds. */
export function createPace(now: () => number): () => void {
  let tokens = burst
  let at = now()
  return () => {
    const t = now()
    tokens = Math.min(burst, tokens + (Math.max(0, t - at) / 1000) * perSecond)
    at = t
    if (tokens < 1) throw new ServerFault('too_many', { detail: `at most ${perSecond} a second`, retryAfterS: (1 - tokens) / perSecond })
    tokens -= 1
  }
}
