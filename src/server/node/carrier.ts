import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Actor } from '#core/policy/actor.ts'
import type { Caller, Identity } from '../ports.ts'
import { agentOf } from './agent.ts'
import { cookieName, readCookie, writeCookie } from './cookies.ts'
import { refusalOf } from './gate.ts'
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
  /** The caller behind a message that never becomes a `Request`: streams. Nothing can be kept for it. */
  callerOfMessage(message: IncomingMessage): Caller
  /** Why a request has no business here, as a technical fact (gate.ts). */
  refusalOf(request: IncomingMessage, path: string): string | undefined
}

/** Ways in that need addresses of their own. */
export interface Ways {
  answer(request: IncomingMessage, response: ServerResponse, path: string, caller: Caller): Promise<boolean>
}

export interface CarrierParts {
  readonly place: Place
  /** Who everybody is as long as nobody can sign in. */
  readonly vouched?: Actor
  readonly ways?: Ways
}

export const sessionCookie = 'sid'

const bearerOf = (header: string | undefined): string | undefined => /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1]

export function createCarrier({ place, vouched, ways }: CarrierParts): Carrier {
  const messages = new WeakMap<Request, IncomingMessage>()
  const cookies = new WeakMap<Request, readonly string[]>()

  const describe = (message: Pick<IncomingMessage, 'headers' | 'socket'>): Caller => {
    const sender = senderOf(message, place)
    const origin = originOf(sender, place)
    const { authorization, cookie } = message.headers
    const isBearer = /^bearer\b/i.test(authorization ?? '')
    return {
      vouched,
      // With a token the browser's own credentials are not looked at, so a page elsewhere cannot borrow them.
      session: isBearer ? undefined : readCookie(cookie, cookieName(sessionCookie, origin)),
      bearer: bearerOf(authorization),
      proxied: undefined,
      network: networkOf(sender.address),
      agent: agentOf(message.headers['user-agent']),
      origin,
    }
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
      const kept = session && { value: session.token, maxAgeS: session.maxAgeS }
      cookies.set(request, [writeCookie(sessionCookie, callerOf(request).origin, kept)])
    },
    cookiesFor: (request) => cookies.get(request) ?? [],
    answer: async (request, response, path) => (await ways?.answer(request, response, path, describe(request))) ?? false,
    callerOfMessage: describe,
    refusalOf: (request, path) => refusalOf(request, path, place, vouched === undefined),
  }
}
