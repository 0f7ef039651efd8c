import type { LookupAddress } from 'node:dns'
import { lookup as systemLookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Dispatcher } from 'undici'
import { ServerFault } from '../fault.ts'
import type { Inbound, Log, Net, Outbound } from '../ports.ts'
import { classOf, plainAddress } from './gateway/address.ts'
import { destinationOf, isLocalhost, readAllow, refusalOf } from './gateway/allow.ts'
import type { Destination } from './gateway/allow.ts'
import { acceptEncoding, discard, readBody } from './gateway/body.ts'
import { faultOf } from './gateway/failure.ts'
import { askSql } from './gateway/sql.ts'
import { targetUrl, urlencoded } from './gateway/target.ts'

export interface GatewayOptions {
  /** `host:port` pairs and networks in CIDR notation that may be reached although they are not public. */
  readonly allow: readonly string[]
  /** Ports this process listens on: never a destination on this machine, whatever the allow list says. */
  readonly ownPorts?: readonly number[] | (() => readonly number[])
  readonly log: Log
  /** All addresses of a name; the system's resolver unless told. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>
}

export interface Gateway extends Net {
  /** Ends idle connections and those still open. */
  close(): Promise<void>
}

const resolveAll = (host: string) => systemLookup(host, { all: true, order: 'verbatim' })

const isOwnAddress = (address: string): boolean =>
  classOf(address) === 'loopback' ||
  Object.values(networkInterfaces())
    .flat()
    .some((at) => at !== undefined && plainAddress(at.address) === plainAddress(address))

/**
 * The one way out of the server. A destination is judged by the addresses it resolves to, all of them, and connected to at
 * exactly those; redirects are never followed; the path cannot leave the base; time and decompressed size are bounded; only
 * the headers written here are sent, and none come back (security-reliability.md 2.3).
 */
export function createGateway({ allow: entries, ownPorts = [], log, resolve = resolveAll }: GatewayOptions): Gateway {
  const allow = readAllow(entries)

  const judge = (to: Destination, address: string): void => {
    const ports = typeof ownPorts === 'function' ? ownPorts() : ownPorts
    const why = ports.includes(to.port) && isOwnAddress(address) ? 'own listener' : refusalOf(allow, to, address)
    if (why === undefined) return
    log.warn('gateway.refused', { host: to.host, port: to.port, address, why })
    throw new ServerFault('source_refused', { detail: `${to.host}:${to.port} -> ${plainAddress(address)} (${why})` })
  }

  const vetted = async (to: Destination, host: string): Promise<[LookupAddress, ...LookupAddress[]]> => {
    const [first, ...rest] = await resolve(host)
    if (!first) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' })
    for (const { address } of [first, ...rest]) judge(to, address)
    return [first, ...rest]
  }

  /** Resolves for one destination; what it hands to the socket is what was judged, so a second answer cannot slip in. */
  const lookupFor =
    (to: Destination): LookupFunction =>
    (host, options, done) => {
      const hand = async (): Promise<void> => {
        try {
          const found = await vetted(to, host)
          if (options.all) done(null, found)
          else done(null, found[0].address, found[0].family)
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)), '', 0)
        }
      }
      void hand()
    }

  /** Loaded with the first call: a server without sources needs neither the time nor the 30 MB. */
  const open = async () => {
    const { Agent, Pool, request } = await import('undici')
    const factory = (origin: string | URL): Dispatcher =>
      new Pool(origin, { connections: 16, allowH2: false, connect: { timeout: 10_000, lookup: lookupFor(destinationOf(new URL(origin))) } })
    return { agent: new Agent({ factory }), send: request }
  }
  let opened: ReturnType<typeof open> | undefined

  return {
    async call(request) {
      const url = targetUrl(request.base, request.path, request.search)
      const to = destinationOf(url)
      // A literal address never reaches `lookup`, and names below localhost are this machine by definition, resolved or not.
      if (isIP(to.host) !== 0) judge(to, to.host)
      else if (isLocalhost(to.host)) judge(to, '127.0.0.1')
      const deadline = AbortSignal.timeout(request.deadlineMs)
      const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline
      const timely = (error: unknown, phase: 'head' | 'body'): unknown => {
        if (request.signal?.aborted) return request.signal.reason
        return deadline.aborted ? new ServerFault('source_timeout', { detail: `${request.deadlineMs} ms`, cause: error }) : faultOf(error, phase)
      }
      signal.throwIfAborted()
      const { agent, send } = await (opened ??= open())
      const head = await abortable(send(url, { ...message(request), dispatcher: agent, signal }), signal).catch((error: unknown) => {
        throw timely(error, 'head')
      })
      return readAnswer(head, request).catch((error: unknown) => {
        throw timely(error, 'body')
      })
    },
    sql: (request) => askSql(request, vetted),
    async close() {
      await (await opened)?.agent.destroy()
    },
  }
}

/** Name resolution cannot be aborted, so the wait for it is. */
const abortable = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })

/** Method, headers and body: everything that leaves the server, and nothing that came in. */
function message(request: Outbound): Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body' | 'headersTimeout' | 'bodyTimeout'> {
  const form = request.form && urlencoded(request.form).toString()
  const body = form ?? (request.json && JSON.stringify(request.json))
  const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded'
  const authorization = request.auth && authorizationOf(request.auth)
  return {
    method: request.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      accept: request.accept.filter((kind) => kind !== '').join(', '),
      'accept-encoding': acceptEncoding,
      'user-agent': 'homeport',
      ...(authorization !== undefined && { authorization }),
      ...(body !== undefined && { 'content-type': type }),
    },
    ...(body !== undefined && { body }),
    // The total deadline rules; these would only cut it into pieces.
    headersTimeout: 0,
    bodyTimeout: 0,
  }
}

function authorizationOf(auth: NonNullable<Outbound['auth']>): string {
  if (!('bearer' in auth)) return `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`
  if (!/^[\x21-\x7e]+$/.test(auth.bearer)) throw new ServerFault('source_refused', { detail: 'bearer token holds characters no header carries' })
  return `Bearer ${auth.bearer}`
}

const one = (header: string | readonly string[] | undefined): string => (typeof header === 'string' ? header : (header ?? []).join(', '))

/** Statuses that say no whatever the body holds. A redirect is an answer from somebody else's address book: never followed. */
function refusalByStatus(status: number, location: string): ServerFault | undefined {
  if (status >= 300 && status < 400) {
    const to = URL.canParse(location) ? ` to ${new URL(location).origin}` : ''
    return new ServerFault('source_refused', { detail: `http ${status} redirect${to}`.slice(0, 200) })
  }
  if (status === 401 || status === 403 || status === 407) return new ServerFault('source_refused', { detail: `http ${status}` })
  if (status === 429) return new ServerFault('source_busy', { detail: 'http 429' })
  return undefined
}

async function readAnswer({ statusCode, headers, body }: Dispatcher.ResponseData, { accept, maxBytes }: Outbound): Promise<Inbound> {
  const contentType = one(headers['content-type'])
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase())
  const charset = parameters
    .find((part) => part.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '')
  const refusal = refusalByStatus(statusCode, one(headers.location))
  const wrongType = !accept.some((kind) => kind.toLowerCase() === type)
  if (refusal || wrongType || (charset !== undefined && !/^(utf-?8|us-ascii)$/.test(charset))) {
    discard(body)
    if (refusal) throw refusal
    throw new ServerFault(statusCode >= 500 ? 'source_down' : 'source_invalid', {
      detail: `http ${statusCode} ${contentType.slice(0, 80) || 'no content-type'}`,
    })
  }
  return { status: statusCode, contentType, text: await readBody(body, one(headers['content-encoding']), maxBytes) }
}
