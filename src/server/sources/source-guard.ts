import type { SourceHealth } from '#contract/source.ts'
import { story } from '../door/answer.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import { createBreaker } from './breaker.ts'
import type { Breaker } from './breaker.ts'
import { createBulkhead } from './bulkhead.ts'
import { aborted, withDeadline } from './deadline.ts'
import { isFailure, toServerFault } from './failure.ts'
import type { SourceLimits } from './limits.ts'
import { createSingleFlight } from './single-flight.ts'

/** Questions really put to a source since the last count, and how many of them it failed. */
export interface Traffic {
  readonly calls: number
  readonly errors: number
}

/** How busy a source is right now. */
export interface SourceLoad {
  readonly running: number
  readonly waiting: number
  /** Its breaker is open: nothing is put to it for a while. */
  readonly resting: boolean
}

/** What stands between everybody and one source: equal questions joined, few at a time, each with a deadline, none while it rests. */
export interface SourceGuard {
  /** `question` names everything that decides the answer; equal questions under way share one. */
  ask<T>(question: string, ms: number, work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>
  /** Learned from real traffic. */
  readonly health: SourceHealth
  knowVersion(version: string): void
  /** Epoch ms of the next try while the source rests. */
  readonly nextTryAt: number | undefined
  /** Epoch ms of the last question; undefined before the first. */
  readonly askedAt: number | undefined
  drain(): Traffic
  readonly load: SourceLoad
}

export function createSourceGuard(sourceId: string, ports: Ports, limits: SourceLimits): SourceGuard {
  const bulkhead = createBulkhead(limits)
  const breaker = createBreaker(() => ports.ids.random(), limits)
  const flights = createSingleFlight<unknown>()
  const now = (): number => ports.clock.now()
  let health: SourceHealth = { state: 'unknown' }
  let askedAt: number | undefined
  let traffic: Traffic = { calls: 0, errors: 0 }

  const note = (next: SourceHealth): void => {
    if (next.state !== health.state) ports.log.info('source.health', { source: sourceId, state: next.state, fault: next.fault?.code })
    health = { ...(health.version !== undefined && { version: health.version }), ...next }
  }
  const succeeded = (): void => {
    breaker.succeeded()
    note({ state: 'ok', at: now() })
  }
  const failed = (error: unknown): ServerFault => {
    const known = toServerFault(error)
    if (known.fault.code === 'internal') ports.log.error('source.broken', { source: sourceId, error: story(error) })
    traffic = { ...traffic, errors: traffic.errors + 1 }
    breaker.failed(known.fault, now())
    note({ state: 'down', at: now(), fault: known.fault })
    return known
  }

  /** The first of the work's end and its signal's, noted on health and breaker. */
  const outcome = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
    try {
      const result = await Promise.race([work, aborted(signal)])
      succeeded()
      return result
    } catch (error) {
      const cause: unknown = signal.aborted ? signal.reason : error
      if (signal.aborted && !(cause instanceof ServerFault)) {
        breaker.gaveUp()
        throw cause
      }
      const known = toServerFault(cause)
      if (isFailure(known.fault)) throw failed(cause)
      // A question it refuses shows that it is there.
      succeeded()
      throw known
    }
  }

  /** A place is given back when the work is really over; work that ignores its signal keeps it for the total deadline at most. */
  const releaseAfter = (work: Promise<unknown>, release: () => void, signal: AbortSignal): void => {
    const over = new AbortController()
    const end = (): void => {
      over.abort()
      release()
    }
    const overdue = (): void => void ports.clock.sleep(limits.totalMs, over.signal).then(release, release)
    signal.addEventListener('abort', overdue, { once: true, signal: over.signal })
    work.then(end, end)
  }

  const attempt = async <T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> => {
    refuseResting(breaker.look(now()), now())
    const release = await bulkhead.enter(signal)
    const verdict = breaker.admit(now())
    if (!verdict.go) release()
    refuseResting(verdict, now())
    traffic = { ...traffic, calls: traffic.calls + 1 }
    const running = Promise.resolve().then(() => work(signal))
    releaseAfter(running, release, signal)
    return outcome(running, signal)
  }

  return {
    ask<T>(question: string, ms: number, work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) {
      askedAt = now()
      const flight = flights.fly(question, (all) => withDeadline(ports.clock, ms, all, (own) => attempt(work, own)), signal)
      // The question names everything that decides the answer, its type included.
      return flight as Promise<T>
    },
    get health() {
      return health
    },
    knowVersion(version) {
      health = { ...health, version }
    },
    get nextTryAt() {
      return breaker.nextTryAt
    },
    get askedAt() {
      return askedAt
    },
    get load() {
      return { running: bulkhead.running, waiting: bulkhead.waiting, resting: breaker.nextTryAt !== undefined }
    },
    drain() {
      const counted = traffic
      traffic = { calls: 0, errors: 0 }
      return counted
    },
  }
}

function refuseResting(verdict: ReturnType<Breaker['look']>, now: number): void {
  if (verdict.go) return
  const { fault } = verdict
  const detail = fault.detail ? `${fault.code}: ${fault.detail}` : fault.code
  throw new ServerFault('source_busy', { detail, retryAfterS: Math.max(1, Math.ceil((verdict.nextTryAt - now) / 1000)) })
}
