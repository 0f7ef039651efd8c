import type { EndpointName } from '#contract/api.ts'
import type { FaultCode } from '#contract/fault.ts'
import type { Actor } from '#core/policy/actor.ts'
import type { Caller } from '../ports.ts'

/** One request as it was answered, for counts and the log: what was asked by its endpoint's name, never by its address. */
export interface Seen {
  readonly requestId: string
  readonly method: string
  /** Undefined for an address that is none. */
  readonly endpoint: EndpointName | undefined
  /** Undefined where it was refused before anybody was asked who they are. */
  readonly actor: Actor | undefined
  readonly status: number
  readonly tookMs: number
}

/** Told of each request once it is answered; not of those whose sender left. */
export type Observe = (seen: Seen) => void

/** Somebody was sent away: `unauthenticated` or `forbidden`. */
export interface Refusal {
  readonly requestId: string
  readonly endpoint: EndpointName
  /** Path of the address: ids, never a search or a body. */
  readonly path: string
  readonly code: FaultCode
  /** Undefined where it was refused before anybody was asked who they are. */
  readonly actor: Actor | undefined
  readonly caller: Pick<Caller, 'network'>
}

/** One request on its way through. */
export interface Visit {
  /** It is known what is asked and who asks. Throws `too_many`. */
  enter(endpoint: EndpointName, actor: Actor): void
  /** It is answered, whatever became of it. Called once. */
  leave(status: number, actor: Actor | undefined): void
}

/** Keeps anybody from asking more than their share. */
export interface Pace {
  /** Before anybody is asked who they are. Throws `too_many` with how long to wait. */
  knock(path: string, caller: Caller): Visit
}
