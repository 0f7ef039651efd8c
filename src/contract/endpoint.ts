import * as z from 'zod/mini'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What an endpoint is, apart from its types: enough to route it, guard it and document it. */
export interface EndpointFacts {
  readonly name: string
  readonly method: Method
  /** Path with `:name` parameters, always below `/api`. */
  readonly path: `/api/${string}`
  /** Requires `If-Match` with the revision that was read. */
  readonly ifMatch?: boolean
  /** Requires `Idempotency-Key`; the same key and body get the first answer again. */
  readonly idempotent?: boolean
  /** Status of the successful answer; 200 unless told. */
  readonly status?: 200 | 201 | 202 | 204
  /** Largest accepted body in bytes; 64 kB unless told. */
  readonly bodyLimit?: number
  /** The body is read by the route itself (webhooks with content types and proofs of their own). */
  readonly raw?: boolean
  /** Answers with server-sent events; `output` is the data of one. */
  readonly stream?: boolean
  /** Answers with JSON lines; `output` is one of them. */
  readonly lines?: boolean
}

export interface Endpoint<
  Params extends z.ZodMiniType = z.ZodMiniType,
  Search extends z.ZodMiniType = z.ZodMiniType,
  Input extends z.ZodMiniType = z.ZodMiniType,
  Output extends z.ZodMiniType = z.ZodMiniType,
> extends EndpointFacts {
  readonly params: Params
  readonly search: Search
  readonly input: Input
  readonly output: Output
}

export const Nothing = z.object({})
type Nothing = typeof Nothing

/** Declares an endpoint as a value. Path parameters, search and body are parsed before a route sees them; so is every reply. */
export function endpoint<
  Output extends z.ZodMiniType,
  Params extends z.ZodMiniType = Nothing,
  Search extends z.ZodMiniType = Nothing,
  Input extends z.ZodMiniType = Nothing,
>(
  it: EndpointFacts & { readonly output: Output; readonly params?: Params; readonly search?: Search; readonly input?: Input },
): Endpoint<Params, Search, Input, Output> {
  // The defaults are exactly the type parameters' defaults, which the compiler cannot see through `??`.
  return { ...it, params: it.params ?? Nothing, search: it.search ?? Nothing, input: it.input ?? Nothing } as unknown as Endpoint<Params, Search, Input, Output>
}
