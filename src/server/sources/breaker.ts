import type { Fault } from '#contract/fault.ts'
import { sourceLimits } from './limits.ts'

type Verdict = { readonly go: true } | { readonly go: false; readonly fault: Fault; readonly nextTryAt: number }

/** Gives a failing source a rest: after five failures in a row nobody asks it for a while, then one question tries. */
export interface Breaker {
  /** The same answer as `admit` without taking the probe's place. */
  look(now: number): Verdict
  /** Whether to ask now. A yes during the rest makes the asker the one probe, who must report back. */
  admit(now: number): Verdict
  succeeded(): void
  failed(fault: Fault, now: number): void
  /** The asker left without an outcome; a probe's place is free again. */
  gaveUp(): void
  /** Moment of the next try; undefined while closed. */
  readonly nextTryAt: number | undefined
}

export function createBreaker(random: () => number, limits = sourceLimits): Breaker {
  let failures = 0
  let probing = false
  let open: { readonly until: number; readonly fault: Fault } | undefined

  const pause = (): number => limits.pauseMs * (1 + limits.pauseSpread * (2 * random() - 1))
  const look = (now: number): Verdict => {
    if (!open || (!probing && now >= open.until)) return { go: true }
    return { go: false, fault: open.fault, nextTryAt: Math.max(open.until, now) }
  }
  return {
    look,
    admit(now) {
      const verdict = look(now)
      if (open && verdict.go) probing = true
      return verdict
    },
    succeeded() {
      failures = 0
      probing = false
      open = undefined
    },
    failed(fault, now) {
      failures += 1
      probing = false
      if (open || failures >= limits.failures) open = { until: now + pause(), fault }
    },
    gaveUp() {
      probing = false
    },
    get nextTryAt() {
      return open?.until
    },
  }
}
