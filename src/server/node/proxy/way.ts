import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod/mini'
import type { Accounts } from '../../accounts/accounts.ts'
import { story } from '../../door/answer.ts'
import { ServerFault } from '../../fault.ts'
import type { Caller, Clock, Crypto, Log, ProxyClaims } from '../../ports.ts'
import type { Proxy } from '../config/auth.ts'
import { cookieName, readCookie, sessionCookie, writeCookie } from '../cookies.ts'
import { isApi } from '../gate.ts'
import { mapClaims } from '../oidc/claims.ts'
import { answerPage } from '../oidc/page.ts'
import { closedPage, noRolePage } from '../oidc/pages.ts'

/** Beside the session: whom the proxy named when it began. */
export const proxyCookie = 'proxied'
/** Groups are read anew after this, as a sign-in would. */
const freshMs = 900_000

const Mark = z.object({ subject: z.string(), groups: z.string(), at: z.number() })
type Mark = z.output<typeof Mark>

export interface ProxyParts {
  readonly proxy: Proxy
  readonly claimsOf: (request: IncomingMessage) => Promise<ProxyClaims | undefined>
  readonly accounts: () => Accounts
  readonly crypto: Crypto
  readonly clock: Clock
  readonly log: Log
}

/** What the proxy's word means for one request. */
export interface ProxyWord {
  readonly claims: ProxyClaims | undefined
  /** The session belongs to somebody else than the proxy names now. */
  readonly foreignSession: boolean
}

export interface ProxyWay {
  read(request: IncomingMessage, caller: Caller): Promise<ProxyWord>
  /** Signs in whom the proxy names when a page is opened; true when it answered by itself, because they may not come in. */
  enter(request: IncomingMessage, response: ServerResponse, path: string, caller: Caller, word: ProxyWord): Promise<boolean>
}

/** A page is opened, not a file or an answer fetched by one. */
const isVisit = ({ method, headers }: IncomingMessage, path: string): boolean =>
  method === 'GET' && !isApi(path) && (headers['sec-fetch-dest'] ?? 'document') === 'document' && (headers.accept ?? '').includes('text/html')

export function createProxyWay({ proxy, claimsOf, accounts, crypto, clock, log }: ProxyParts): ProxyWay {
  const context = 'cookie|proxied'
  const groupsOf = ({ groups }: ProxyClaims): string => groups.toSorted().join('\n')

  const markOf = async (request: IncomingMessage, { origin }: Caller): Promise<Mark | undefined> => {
    const sealed = readCookie(request.headers.cookie, cookieName(proxyCookie, origin))
    const text = sealed === undefined ? undefined : await crypto.open(sealed, context).catch(() => undefined)
    return text === undefined ? undefined : z.parse(Mark, JSON.parse(text))
  }

  const isCurrent = async (mark: Mark | undefined, claims: ProxyClaims, caller: Caller): Promise<boolean> =>
    mark?.subject === claims.subject &&
    mark.groups === (await crypto.digest(groupsOf(claims))) &&
    clock.now() - mark.at < freshMs &&
    (await accounts().actorOf(caller)).kind === 'person'

  const signIn = async (claims: ProxyClaims, caller: Caller): Promise<readonly string[]> => {
    const { email, groups, name, subject } = claims
    const mapped = mapClaims({ sub: subject, name, email, groups }, proxy)
    const kept = await accounts().signInExternal({ issuer: proxy.name, subject, name, ...(email !== undefined && { email }), ...mapped }, caller, 'proxy')
    const mark: Mark = { subject, groups: await crypto.digest(groupsOf(claims)), at: clock.now() }
    const value = await crypto.seal(JSON.stringify(mark), context)
    return [
      writeCookie(sessionCookie, caller.origin, { value: kept.token, maxAgeS: kept.maxAgeS }),
      writeCookie(proxyCookie, caller.origin, { value, maxAgeS: kept.maxAgeS }),
    ]
  }

  return {
    async read(request, caller) {
      const claims = await claimsOf(request)
      if (!claims) return { claims, foreignSession: false }
      const mark = caller.session === undefined ? undefined : await markOf(request, caller)
      return { claims, foreignSession: caller.session !== undefined && mark?.subject !== claims.subject }
    },

    async enter(request, response, path, caller, { claims, foreignSession }) {
      if (!claims || !isVisit(request, path)) return false
      if (!foreignSession && (await isCurrent(await markOf(request, caller), claims, caller))) return false
      try {
        response.setHeader('set-cookie', [...(await signIn(claims, caller))])
        return false
      } catch (error) {
        if (!(error instanceof ServerFault) || error.fault.code !== 'forbidden') throw error
        log.warn('proxy.refused', { subject: claims.subject, error: story(error) })
        const page = error.fault.detail === 'no role' ? noRolePage(proxy.name, { ...claims }, proxy) : closedPage(proxy.name)
        await answerPage(request, response, page)
        return true
      }
    },
  }
}
