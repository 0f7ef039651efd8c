import type { Dashboard, DashboardRecord } from '#contract/dashboard.ts'
import { ApiFault } from '../../api/api-fault.ts'

/** A save frozen before it is sent: whatever happens to the request, it is repeated with the same key and the same words. */
export interface Outgoing {
  readonly key: string
  readonly id: string
  /** Revision the document was made from. */
  readonly rev: number
  readonly doc: Dashboard
}

export interface SendPorts {
  /** One `PUT` with If-Match and Idempotency-Key. */
  put(outgoing: Outgoing, signal: AbortSignal): Promise<DashboardRecord>
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** Uniform in [0, 1). */
  random(): number
}

export type Sent =
  | { readonly did: 'save'; readonly record: DashboardRecord }
  /** Somebody else published first. */
  | { readonly did: 'meet' }
  /** The server will not take it as it is; trying again would not help. */
  | { readonly did: 'park'; readonly fault: ApiFault }

const firstWaitMs = 500
const longestWaitMs = 30_000
/** Answers that a later try may change; everything else below 500 is final (security-reliability.md 4.3). 401: the person is asked to sign in again. */
const passing = new Set([0, 401, 408, 409, 425, 429])

/** Whether a later try may end otherwise. */
export const isPassing = (fault: ApiFault): boolean => passing.has(fault.status) || (fault.status >= 500 && fault.code !== 'storage_full')

/** Full jitter: anywhere between nothing and the doubled wait, so that a thousand browsers do not come back together. */
export const waitBefore = (tries: number, random: number): number => random * Math.min(longestWaitMs, firstWaitMs * 2 ** tries)

/** Sends until the server has decided. `onTry` hears of every failed try and when the next one is due, in ms from now. */
export async function send(outgoing: Outgoing, ports: SendPorts, signal: AbortSignal, onTry: (fault: ApiFault, waitMs: number) => void): Promise<Sent> {
  for (let tries = 0; ; tries += 1) {
    try {
      return { did: 'save', record: await ports.put(outgoing, signal) }
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error
      if (error.code === 'stale') return { did: 'meet' }
      if (!isPassing(error)) return { did: 'park', fault: error }
      const waitMs = Math.max(error.retryAfterMs ?? 0, waitBefore(tries, ports.random()))
      onTry(error, waitMs)
      await ports.sleep(waitMs, signal)
    }
  }
}
