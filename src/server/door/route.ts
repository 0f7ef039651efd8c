import type * as z from 'zod/mini'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Actor } from '#core/policy/actor.ts'
import type { Caller } from '../ports.ts'
import type { WriteKey } from '../store/store.ts'

/** What a handler gets: everything already parsed by the endpoint's own schemas. */
export interface Call<E extends Endpoint = Endpoint> {
  readonly params: z.output<E['params']>
  readonly search: z.output<E['search']>
  readonly input: z.output<E['input']>
  /** Revision of `If-Match`; 0 where the endpoint asks for none. */
  readonly rev: number
  /** From `Idempotency-Key`; undefined where the endpoint asks for none. */
  readonly write: WriteKey | undefined
  /** Body of endpoints that read it themselves; empty otherwise. */
  readonly body: Uint8Array
  readonly headers: Headers
  /** Who asks. `nobody` only where the endpoint's rule lets anybody in or the route proves the sender itself. */
  readonly actor: Actor
  readonly caller: Caller
  readonly request: Request
  readonly requestId: string
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal
}

/** A handler may give back readonly values; the door parses them against the output schema before they leave. */
export type Given<T> = T extends readonly (infer X)[] ? readonly Given<X>[] : T extends object ? { readonly [K in keyof T]: Given<T[K]> } : T

export type Handler<E extends Endpoint> = (call: Call<E>) => Promise<Given<z.input<E['output']>>>

/** An endpoint joined with its handler, types forgotten so that all stand in one list. */
export interface Route {
  readonly endpoint: Endpoint
  /** A parsed reply, or the whole response of a stream. */
  readonly handle: (call: Call) => Promise<unknown>
  /** Checked before the body is read; throws to refuse. */
  readonly guard?: ((headers: Headers, actor: Actor) => Promise<void>) | undefined
}

/** Joins an endpoint with the only handler that fits it. */
export function route<E extends Endpoint>(endpoint: E, handler: Handler<E>, guard?: Route['guard']): Route {
  // The door parses params, search and input with this very endpoint's schemas, so forgetting their types here loses nothing.
  return { endpoint, handle: handler, guard }
}

/** Joins an endpoint with a handler that answers with a stream. */
export function streamRoute<E extends Endpoint>(endpoint: E, handler: (call: Call<E>) => Promise<Response>): Route {
  // As above: the door parses with this very endpoint's schemas.
  return { endpoint, handle: handler }
}
