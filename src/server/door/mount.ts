import { Hono } from 'hono'
import * as z from 'zod/mini'
import type { EndpointName } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import type { FaultCode } from '#contract/fault.ts'
import type { Actor } from '#core/policy/actor.ts'
import { ServerFault } from '../fault.ts'
import type { Caller, Ports } from '../ports.ts'
import { answer, faultAnswer } from './answer.ts'
import { mediaType, parseJson, readBody } from './body.ts'
import { readRevision, readWriteKey } from './heads.ts'
import { parseOrRefuse, problemsOf } from './issues.ts'
import type { Call, Route } from './route.ts'
import type { Observe, Pace, Refusal, Visit } from './watch.ts'

const defaultLimit = 65_536
const noBytes = new Uint8Array(0)

/** Both come before anything of the body is read. */
export interface Admit {
  /** Finds out who asks. */
  who(caller: Caller, request: Request): Promise<Actor>
  /** Refuses who may not: `unauthenticated`, `forbidden`, `reauthenticate`. */
  prove(endpoint: Endpoint, actor: Actor, caller: Caller): Promise<void>
}

const takesBody = (endpoint: Endpoint): boolean => endpoint.raw === true || (endpoint.method !== 'GET' && !isNothing(endpoint.input))
const isNothing = (schema: z.ZodMiniType): boolean => schema instanceof z.ZodMiniObject && Object.keys(schema.shape).length === 0

interface Knock extends Pick<Call, 'actor' | 'caller' | 'request' | 'requestId'> {
  readonly params: Readonly<Record<string, string>>
}

/** Reads, guards and parses a request the way its endpoint says; every refusal is a `ServerFault`. */
async function read(route: Route, { request, params, ...who }: Knock): Promise<Call> {
  const { endpoint } = route
  const url = new URL(request.url)
  await route.guard?.(request.headers, who.actor)
  const call = {
    params: parseOrRefuse(endpoint.params, params),
    search: parseOrRefuse(endpoint.search, Object.fromEntries(url.searchParams)),
    rev: endpoint.ifMatch ? readRevision(request.headers) : 0,
    headers: request.headers,
    signal: request.signal,
    request,
    ...who,
  }
  if (!takesBody(endpoint)) return { ...call, input: {}, write: undefined, body: noBytes }
  const isJson = mediaType(request.headers) === 'application/json'
  if (!endpoint.raw && !isJson) throw new ServerFault('unsupported_media', { detail: 'expected application/json', field: 'Content-Type' })
  const body = await readBody(request, endpoint.bodyLimit ?? defaultLimit)
  const write = endpoint.idempotent ? await readWriteKey(endpoint, url.pathname, request.headers, body) : undefined
  if (endpoint.raw) return { ...call, input: {}, write, body }
  return { ...call, input: parseOrRefuse(endpoint.input, parseJson(body)), write, body: noBytes }
}

/** A reply the contract does not know is our mistake, never the reader's problem to guess at. */
function proven(endpoint: Endpoint, reply: unknown): unknown {
  const parsed = z.safeParse(endpoint.output, reply)
  if (parsed.success) return parsed.data
  const problems = problemsOf(parsed.error).slice(0, 5)
  throw new Error(`${endpoint.name} gave a reply outside its contract: ${problems.map((p) => `${p.path}: ${p.detail}`).join('; ')}`)
}

/** Methods routed at exactly this path, for `Allow`. */
function methodsAt(routes: readonly Route[], path: string): readonly string[] {
  const matches = (pattern: string): boolean => {
    const [want, have] = [pattern.split('/'), path.split('/')]
    return want.length === have.length && want.every((part, i) => (part.startsWith(':') ? have[i] !== '' : part === have[i]))
  }
  return routes.filter((r) => matches(r.endpoint.path)).map((r) => r.endpoint.method)
}

function refuseUnrouted(routes: readonly Route[], request: Request, requestId: string, ports: Ports): Response {
  const methods = methodsAt(routes, new URL(request.url).pathname)
  if (methods.length === 0) return faultAnswer(new ServerFault('not_found', { detail: 'no such address' }), requestId, ports.log)
  const refused = faultAnswer(new ServerFault('method_not_allowed', { detail: `allowed: ${methods.join(', ')}` }), requestId, ports.log)
  refused.headers.set('allow', methods.join(', '))
  return refused
}

/** Nobody reads the answer to a request whose sender has left, and its failing is no mistake of ours. */
const gone = (cause: unknown): ServerFault => new ServerFault('unavailable', { detail: 'the sender left', cause })

/** What becomes known of a request while it passes. */
interface Passing {
  readonly requestId: string
  caller?: Caller
  visit?: Visit
  endpoint?: EndpointName
  actor?: Actor
}

/** The caller is described before anything else, so `Passing` has it wherever a route runs. */
function known<T>(it: T | undefined): T {
  if (it === undefined) throw new Error('a request without its sender')
  return it
}

/** Somebody was sent away for who they are. */
const isRefusal = (error: unknown): error is ServerFault =>
  error instanceof ServerFault && (error.fault.code === 'unauthenticated' || error.fault.code === 'forbidden')

export interface Watchers {
  readonly observe: Observe
  /** Told of everybody who is refused for who they are or what they may not do. */
  readonly refused?: (refusal: Refusal) => void
  readonly pace?: Pace | undefined
}

/** Puts every route behind one door. */
export function mount(routes: readonly Route[], ports: Ports, admit: Admit, { observe, pace, refused }: Watchers): (request: Request) => Promise<Response> {
  const app = new Hono<{ Bindings: Passing }>()
  const tell = ({ requestId, caller, endpoint, actor }: Passing, path: string, code: FaultCode): void => {
    if (caller && endpoint) refused?.({ requestId, caller, endpoint, actor, path, code })
  }
  for (const route of routes) {
    const { endpoint } = route
    const name = endpoint.name as EndpointName // a law test compares every route's name with the contract's
    app.on(endpoint.method, endpoint.path, async (c) => {
      const request = c.req.raw
      const { requestId, visit } = c.env
      const caller = known(c.env.caller)
      c.env.endpoint = name
      const actor = await admit.who(caller, request)
      c.env.actor = actor
      await admit.prove(endpoint, actor, caller)
      visit?.enter(name, actor)
      const call = await read(route, { request, params: c.req.param(), actor, caller, requestId })
      const reply = await route.handle(call)
      if ((endpoint.stream || endpoint.lines) && reply instanceof Response) return reply
      return answer(proven(endpoint, reply), endpoint.status ?? 200, requestId)
    })
  }
  app.notFound((c) => refuseUnrouted(routes, c.req.raw, c.env.requestId, ports))
  app.onError((error, c) => {
    if (isRefusal(error)) tell(c.env, new URL(c.req.url).pathname, error.fault.code)
    return faultAnswer(c.req.raw.signal.aborted ? gone(error) : error, c.env.requestId, ports.log)
  })

  const pass = async (request: Request, passing: Passing): Promise<Response> => {
    passing.caller = ports.identity.callerOf(request)
    if (pace) passing.visit = pace.knock(new URL(request.url).pathname, passing.caller)
    return app.fetch(request, passing)
  }
  return async (request) => {
    const startedAt = ports.clock.now()
    const passing: Passing = { requestId: ports.ids.next() }
    // Hono hands only instances of Error to onError; anything else thrown must come to the same door.
    const response = await pass(request, passing).catch((error: unknown) => faultAnswer(error, passing.requestId, ports.log))
    const { requestId, endpoint, actor, visit } = passing
    visit?.leave(response.status, actor)
    const tookMs = ports.clock.now() - startedAt
    if (!request.signal.aborted) observe({ requestId, method: request.method, endpoint, actor, status: response.status, tookMs })
    return response
  }
}
