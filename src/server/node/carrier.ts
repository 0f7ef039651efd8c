import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Accounts } from '../accounts/accounts.ts'
import type { Caller, Identity } from '../ports.ts'
import { agentOf } from './agent.ts'
import { cookieName, readCookie, sessionCookie, writeCookie } from './cookies.ts'
import { refusalOf } from './gate.ts'
import type { DoorPace } from './limits.ts'
import { answerPage } from './oidc/page.ts'
import { hastePage } from './oidc/pages.ts'
import { proxyCookie } from './proxy/way.ts'
import type { ProxyWay, ProxyWord } from './proxy/way.ts'
import { refuse } from './refuse.ts'
import { networkOf, originOf, senderOf } from './sender.ts'
import type { Place } from './sender.ts'

/** Everything of identity that only the HTTP side knows: sockets, cookies, proxies, and the addresses below `/auth/`. */
export interface Carrier extends Identity {
  /** Ties a request to the message it was made from; before `callerOf` is asked about it. */
  take(request: Request, from: IncomingMessage): void
  /** `Set-Cookie` lines of whatever was to be kept while this request was answered. */
  cookiesFor(request: Request): readonly string[]
  /** Answers the addresses that are neither API nor app (`/auth/...`); false when this is none of them. Called after `refusalOf`, before all else. */
  answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>
  /** Why a request has no business here, as a technical fact (gate.ts). */
  refusalOf(request: IncomingMessage, path: string): string | undefined
}

/** Ways in that need addresses of their own. */
export interface Ways {
  answer(request: IncomingMessage, response: ServerResponse, path: string, caller: Caller): Promise<boolean>
}

export interface CarrierParts {
  readonly place: Place
  readonly ways?: Ways | undefined
  readonly proxy?: ProxyWay | undefined
  /** How often the addresses below `/auth/` may be asked. */
  readonly doors: DoorPace
  /** Told of forwarding headers that nobody had a right to send. */
  readonly sentAway?: Accounts['sentAway']
}

/** What a proxy writes about whom it speaks for. */
const forwarding = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded'] as const

const isDoor = (path: string): boolean => path === '/auth' || path.startsWith('/auth/')

/** A page for people, a fault for programs; both say when to come back. */
async function answerHaste(request: IncomingMessage, response: ServerResponse, waitS: number): Promise<void> {
  const seconds = Math.ceil(waitS)
  if (!(request.headers.accept ?? '').includes('text/html'))
    return refuse(response, { code: 'too_many', detail: `again in ${seconds} s` }, { 'retry-after': String(seconds) })
  response.setHeader('retry-after', seconds)
  await answerPage(request, response, hastePage(seconds))
}

const bearerOf = (header: string | undefined): string | undefined => /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1]

export function createCarrier({ place, ways, proxy, doors, sentAway }: CarrierParts): Carrier {
  const messages = new WeakMap<Request, IncomingMessage>()
  const cookies = new WeakMap<Request, readonly string[]>()

  const words = new WeakMap<object, ProxyWord>()

  const describe = (message: Pick<IncomingMessage, 'headers' | 'socket'>): Caller => {
    const sender = senderOf(message, place)
    const origin = originOf(sender, place)
    const { authorization, cookie } = message.headers
    const isBearer = /^bearer\b/i.test(authorization ?? '')
    const word = words.get(message)
    return {
      vouched: undefined,
      // With a token the browser's own credentials are not looked at, so a page elsewhere cannot borrow them.
      session: isBearer || word?.foreignSession ? undefined : readCookie(cookie, cookieName(sessionCookie, origin)),
      bearer: bearerOf(authorization),
      proxied: isBearer ? undefined : word?.claims,
      network: networkOf(sender.address),
      agent: agentOf(message.headers['user-agent']),
      origin,
    }
  }

  /** Where people reach us through a proxy, whoever else says who is behind them makes it up. It counts for nothing and is recorded. */
  const noteForged = (message: IncomingMessage): void => {
    if (!sentAway || place.publicUrl === undefined) return
    const header = forwarding.find((name) => message.headers[name] !== undefined)
    if (header === undefined) return
    const { forwarded, peer } = senderOf(message, place)
    if (!forwarded) sentAway({ action: 'proxy.refuse', object: 'proxy:', caller: { network: networkOf(peer) }, detail: { why: 'forwarded', header } })
  }

  const callerOf = (request: Request): Caller => {
    const message = messages.get(request)
    if (message === undefined) throw new Error('a request nobody took')
    return describe(message)
  }

  return {
    callerOf,
    take: (request, from) => void messages.set(request, from),
    keep(request, session) {
      const { origin } = callerOf(request)
      const kept = session && { value: session.token, maxAgeS: session.maxAgeS }
      const forgotten = proxy && !session ? [writeCookie(proxyCookie, origin, undefined)] : []
      cookies.set(request, [writeCookie(sessionCookie, origin, kept), ...forgotten])
    },
    cookiesFor: (request) => cookies.get(request) ?? [],
    async answer(request, response, path) {
      // Before anything of the request is looked at: refusing has to be the cheapest answer.
      const waitS = isDoor(path) ? doors.knock({ network: describe(request).network, method: request.method }) : 0
      if (waitS > 0) {
        await answerHaste(request, response, waitS)
        return true
      }
      if (proxy) {
        const word = await proxy.read(request, describe(request))
        words.set(request, word)
        if (await proxy.enter(request, response, path, describe(request), word)) return true
      }
      return (await ways?.answer(request, response, path, describe(request))) ?? false
    },
    refusalOf(request, path) {
      noteForged(request)
      return refusalOf(request, path, place, true)
    },
  }
}
