import * as z from 'zod/mini'
import type { Endpoint } from '#contract/endpoint.ts'
import { ApiFault, faultOfReply } from './api-fault.ts'
import { takeAsked } from './asked-ahead.ts'
import { tellLapse } from './lapse.ts'
import { askForProof } from './proof.ts'

/** A part of the request: left out only where the endpoint asks for nothing. */
type Part<K extends string, T> =
  Record<string, never> extends T ? { readonly [k in K]?: T } : object extends T ? { readonly [k in K]?: T } : { readonly [k in K]: T }

export type CallParts<E extends Endpoint> = Part<'params', z.input<E['params']>> &
  Part<'search', z.input<E['search']>> &
  Part<'input', z.input<E['input']>> & {
    /** Revision that was read; required by endpoints that change something others may change too. */
    readonly ifMatch?: number | string
    /** Same key, same effect: pass your own to make a retry safe. Made up when the endpoint needs one and none is given. */
    readonly idempotencyKey?: string
    readonly signal?: AbortSignal | undefined
    /** Goes on when the page is left. Small bodies only. */
    readonly keepalive?: boolean
  }

export interface Reply<T> {
  readonly data: T
  readonly etag?: string
}

/** 128 random bits in hex; `crypto.randomUUID` is missing on plain-HTTP addresses. */
export const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')

interface LooseParts {
  readonly params?: Readonly<Record<string, string | number>>
  readonly search?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly input?: unknown
  readonly ifMatch?: number | string
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal | undefined
  readonly keepalive?: boolean
}

function addressOf(endpoint: Endpoint, parts: LooseParts): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parts.params?.[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parts.search ?? {})) if (value !== undefined) search.set(name, `${value}`)
  return search.size > 0 ? `${path}?${search}` : path
}

function requestOf(endpoint: Endpoint, parts: LooseParts): RequestInit {
  const headers = new Headers({ accept: 'application/json' })
  if (parts.input !== undefined) headers.set('content-type', 'application/json')
  if (parts.ifMatch !== undefined) headers.set('if-match', `"${parts.ifMatch}"`)
  if (endpoint.idempotent || parts.idempotencyKey) headers.set('idempotency-key', parts.idempotencyKey ?? newKey())
  return {
    method: endpoint.method,
    headers,
    credentials: 'same-origin',
    ...(parts.input !== undefined && { body: JSON.stringify(parts.input) }),
    ...(parts.signal && { signal: parts.signal }),
    ...(parts.keepalive && { keepalive: true }),
  }
}

async function send(endpoint: Endpoint, parts: LooseParts): Promise<{ readonly response: Response; readonly text: string }> {
  try {
    const address = addressOf(endpoint, parts)
    const ahead = endpoint.method === 'GET' ? takeAsked(address) : undefined
    const response = (ahead && (await ahead)) ?? (await fetch(address, requestOf(endpoint, parts)))
    return { response, text: await response.text() }
  } catch (cause) {
    if (parts.signal?.aborted) throw cause
    throw new ApiFault({ code: 'unavailable' }, { status: 0, cause })
  }
}

function json(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Calls an endpoint. Every reply is parsed; anything but success is thrown as `ApiFault`, an abort as it is. Where the server wants
 * the person to sign in again first, they are asked, and then the same is sent once more.
 */
export async function call<E extends Endpoint>(endpoint: E, parts: CallParts<E>, isRepeat = false): Promise<Reply<z.output<E['output']>>> {
  // CallParts<E> is LooseParts with the endpoint's own types; the compiler cannot reduce the conditional parts.
  const loose = parts as LooseParts
  const { response, text } = await send(endpoint, loose)
  const body = json(text)
  const facts = { status: response.status, requestId: response.headers.get('x-request-id') ?? undefined }
  if (!response.ok) {
    // Asking who is there, and a wrong password, say nothing of a session that was.
    if (response.status === 401 && endpoint.name !== 'readMe' && endpoint.name !== 'signIn') tellLapse()
    const fault = faultOfReply(response.status, body)
    // Refused at the door: nothing was done, so the same may be asked once more.
    if (fault.code === 'reauthenticate' && !isRepeat && (await askForProof(parts.signal))) return call(endpoint, parts, true)
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
    throw new ApiFault(fault, { ...facts, retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1000 : undefined })
  }
  const parsed = z.safeParse(endpoint.output, body)
  if (!parsed.success) {
    const first = parsed.error.issues[0]
    const where = first?.path.join('.')
    throw new ApiFault({ code: 'internal', detail: `unreadable reply of ${endpoint.name}${where ? ` at ${where}` : ''}` }, { ...facts, cause: parsed.error })
  }
  const etag = response.headers.get('etag')
  // z.safeParse of a generic schema yields unknown; the schema is the endpoint's own output.
  return { data: parsed.data as z.output<E['output']>, ...(etag && { etag }) }
}
