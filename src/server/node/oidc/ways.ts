import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Accounts, External, Kept, LogoutHint } from '../../accounts/accounts.ts'
import { freshMs } from '#core/policy/rules.ts'
import { story } from '../../door/answer.ts'
import { ServerFault } from '../../fault.ts'
import type { Caller, Clock, Crypto, Log, Net, Secrets } from '../../ports.ts'
import type { Store } from '../../store/store.ts'
import type { Ways } from '../carrier.ts'
import { cookieName, readCookie, sessionCookie, writeCookie } from '../cookies.ts'
import { attemptMs, createAttempts } from './attempt.ts'
import type { Claims } from './claims.ts'
import { claimsMissing, mapClaims } from './claims.ts'
import { readForm } from './form.ts'
import { createLogoutTokens, LogoutRefusal } from './logout-token.ts'
import { answerPage } from './page.ts'
import type { Page } from './page.ts'
import { awayPage, clipped, closedPage, deniedPage, noRolePage, nowherePage, otherPersonPage, provedPage, stalePage, unsoundPage } from './pages.ts'
import { knowProvider, openid } from './provider.ts'
import type { KnownProvider } from './provider.ts'
import { safeReturnTo } from './return-to.ts'
import type { Provider } from './settings.ts'

/** How long ago somebody may have signed in at the provider to prove themselves here, in seconds. */
const freshS = freshMs / 1000

export interface OidcParts {
  readonly providers: readonly Provider[]
  readonly accounts: () => Accounts
  /** Where servers agree on what was answered already. */
  readonly store: Pick<Store, 'attempts'>
  readonly net: Net
  readonly secrets: Secrets
  readonly crypto: Crypto
  readonly clock: Clock
  readonly log: Log
  /** Origin people are sent back to after signing out at the provider. */
  readonly home: () => string
  /** Where the configuration says we are reached; sign-ins begin and end there. */
  readonly publicOrigin: string | undefined
}

/** Ways in through identity providers: `/auth/<id>/start`, `/callback` and `/logout`. */
export interface OidcWays extends Ways {
  /** Where to end the session at the provider too; undefined when it offers no such place or does not answer. */
  leaveAt(hint: LogoutHint): Promise<string | undefined>
}

interface Visit {
  readonly provider: KnownProvider
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly caller: Caller
  readonly search: URLSearchParams
}

/** What a provider's answer came to. */
interface Found {
  readonly claims: Claims
  readonly subject: string
  readonly issuer: string
  readonly idToken: string | undefined
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined)

/** What a person is called, by what providers fill in. */
const nameOf = (claims: Claims, subject: string): string =>
  clipped(textOf(claims['name']) ?? textOf(claims['preferred_username']) ?? textOf(claims['email']) ?? subject, 100)

function redirect(response: ServerResponse, location: string, cookies: readonly string[] = []): void {
  response.writeHead(303, { location, 'cache-control': 'no-store', 'content-length': 0, ...(cookies.length > 0 && { 'set-cookie': [...cookies] }) })
  response.end()
}

function answerJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

export function createOidcWays(parts: OidcParts): OidcWays {
  const { accounts, clock, log } = parts
  const providers = new Map(parts.providers.map((settings) => [settings.id, knowProvider(settings, parts)]))
  const attempts = createAttempts(parts)
  const readLogoutToken = createLogoutTokens(parts)

  const startAgain = (id: string, to: string, again = false): string =>
    `/auth/${id}/start${again ? '?again=1' : to === '/' ? '' : `?to=${encodeURIComponent(to)}`}`
  const callbackUrl = (id: string, origin: string): string => `${origin}/auth/${id}/callback`

  const start = async ({ provider, response, caller, search, request }: Visit): Promise<void> => {
    const { id, scopes, name } = provider.settings
    const to = safeReturnTo(search.get('to'), caller.origin)
    const again = search.get('again') === '1'
    // The provider knows one address of ours; a cookie left at another would not be there when the answer comes.
    if (parts.publicOrigin !== undefined && caller.origin !== parts.publicOrigin) return redirect(response, `${parts.publicOrigin}${startAgain(id, to, again)}`)
    const { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState } = await openid()
    const configuration = await provider.configuration().catch((error: unknown) => log.warn('oidc.away', { provider: id, error: story(error) }))
    if (!configuration) return answerPage(request, response, awayPage(name, startAgain(id, to, again)))
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: callbackUrl(id, caller.origin),
      scope: scopes.join(' '),
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(again && { max_age: String(freshS) }),
    })
    const value = await attempts.seal(id, state, { nonce, verifier, to, at: clock.now(), ...(again && { again }) })
    redirect(response, url.href, [writeCookie(attempts.cookieFor(state), caller.origin, { value, maxAgeS: attemptMs / 1000 })])
  }

  /** The claims of the ID token; of the user info as well when the token lacks what the mapping looks at. */
  const claimsOf = async (
    provider: KnownProvider,
    url: URL,
    expected: { readonly state: string; readonly nonce: string; readonly verifier: string; readonly again?: boolean | undefined },
  ): Promise<Found> => {
    const { authorizationCodeGrant, fetchUserInfo } = await openid()
    const configuration = await provider.configuration()
    const tokens = await authorizationCodeGrant(configuration, url, {
      expectedState: expected.state,
      expectedNonce: expected.nonce,
      pkceCodeVerifier: expected.verifier,
      idTokenExpected: true,
      // Refused without `auth_time`, or when that is too long ago.
      ...(expected.again && { maxAge: freshS }),
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('no ID token')
    const isWhole = claimsMissing(claims, provider.settings).length === 0
    const told =
      isWhole || configuration.serverMetadata().userinfo_endpoint === undefined ? {} : await fetchUserInfo(configuration, tokens.access_token, claims.sub)
    const all: Claims = { ...told, ...claims }
    return { claims: all, subject: claims.sub, issuer: claims.iss, idToken: tokens.id_token }
  }

  const externalOf = (provider: KnownProvider, found: Found): External => {
    const mapped = mapClaims(found.claims, provider.settings)
    const authTime = found.claims['auth_time']
    const [email, idpSession] = [textOf(found.claims['email']), textOf(found.claims['sid'])]
    return {
      issuer: found.issuer,
      subject: found.subject,
      name: nameOf(found.claims, found.subject),
      ...(email !== undefined && { email }),
      ...mapped,
      ...(idpSession !== undefined && { idpSession }),
      ...(typeof authTime === 'number' && { provedAt: authTime * 1000 }),
      ...(found.idToken !== undefined && { idToken: found.idToken }),
    }
  }

  /** Undefined when nothing gives a role. Then what began while something did is over as well. */
  const admit = async (provider: KnownProvider, found: Found, caller: Caller): Promise<Kept | undefined> => {
    const who = externalOf(provider, found)
    try {
      return await accounts().signInExternal(who, caller, 'oidc')
    } catch (error) {
      if (!(error instanceof ServerFault) || error.fault.code !== 'forbidden' || error.fault.detail !== 'no role') throw error
      const ended = await accounts().endByProvider(found.issuer, { sub: found.subject })
      // Roles that were mapped and are not there: somebody removed them, or misspelt them in the configuration.
      log.warn('oidc.noRole', { provider: provider.settings.id, subject: found.subject, mapped: who.roles, ended })
      return undefined
    }
  }

  /** Who is signed in proved it once more: nothing of their session changes but that. */
  const prove = async (provider: KnownProvider, found: Found, caller: Caller, again: string): Promise<Page> => {
    const { provedAt = 0, ...who } = externalOf(provider, found)
    const { name } = provider.settings
    return (await accounts().proveExternal({ ...who, provedAt }, caller)) ? provedPage : otherPersonPage(name, again)
  }

  /** The page for whatever went wrong between the provider's answer and the session. */
  const pageFor = async (error: unknown, { id, name }: Provider, again: string): Promise<Page> => {
    const { AuthorizationResponseError, ClientError } = await openid()
    if (error instanceof AuthorizationResponseError) {
      log.warn('oidc.denied', { provider: id, error: error.error })
      return deniedPage(name, error.error, error.error_description, again)
    }
    if (error instanceof ServerFault && error.fault.code === 'forbidden') return closedPage(name)
    log.warn('oidc.refused', { provider: id, error: story(error) })
    const fault = [error, error instanceof Error ? error.cause : undefined].find((it) => it instanceof ServerFault)
    if (fault?.fault.code.startsWith('source_') && fault.fault.code !== 'source_refused') return awayPage(name, again)
    const code = error instanceof ClientError ? (error.code ?? error.message) : 'refused'
    return unsoundPage(name, code, again)
  }

  const callback = async ({ provider, request, response, caller, search }: Visit): Promise<void> => {
    const { id, name } = provider.settings
    const state = search.get('state') ?? ''
    const cookie = attempts.cookieFor(state)
    const attempt = await attempts.take(id, state, readCookie(request.headers.cookie, cookieName(cookie, caller.origin)))
    if (!attempt) {
      log.warn('oidc.stale', { provider: id, network: caller.network })
      return answerPage(request, response, stalePage(startAgain(id, '/')))
    }
    const forget = writeCookie(cookie, caller.origin, undefined)
    const again = startAgain(id, attempt.to, attempt.again)
    response.setHeader('set-cookie', forget)
    try {
      const found = await claimsOf(provider, new URL(`${callbackUrl(id, caller.origin)}?${search.toString()}`), { state, ...attempt })
      if (attempt.again) return await answerPage(request, response, await prove(provider, found, caller, again))
      const kept = await admit(provider, found, caller)
      if (!kept) return await answerPage(request, response, noRolePage(name, found.claims, provider.settings))
      const session = writeCookie(sessionCookie, caller.origin, { value: kept.token, maxAgeS: kept.maxAgeS })
      redirect(response, safeReturnTo(attempt.to, caller.origin), [forget, session])
    } catch (error) {
      await answerPage(request, response, await pageFor(error, provider.settings, again))
    }
  }

  const logout = async ({ provider, request, response }: Visit): Promise<void> => {
    const { id } = provider.settings
    try {
      const token = (await readForm(request)).get('logout_token')
      if (token === null) throw new LogoutRefusal('no logout_token')
      const order = await readLogoutToken(provider, token)
      const ended = await accounts().endByProvider((await provider.configuration()).serverMetadata().issuer, order)
      log.info('oidc.loggedOut', { provider: id, ended })
      answerJson(response, 200, {})
    } catch (error) {
      log.warn('oidc.logoutRefused', { provider: id, error: story(error) })
      if (!(error instanceof LogoutRefusal)) return answerJson(response, 503, { error: 'temporarily_unavailable' })
      answerJson(response, 400, { error: 'invalid_request', error_description: error.message })
    }
  }

  const doors = {
    start: { methods: ['GET'], open: start },
    callback: { methods: ['GET'], open: callback },
    logout: { methods: ['POST'], open: logout },
  } as const
  const isDoor = (name: string): name is keyof typeof doors => Object.hasOwn(doors, name)

  return {
    async answer(request, response, path, caller) {
      if (path !== '/auth' && !path.startsWith('/auth/')) return false
      const [, id = '', name = ''] = /^\/auth\/([\w-]{1,64})\/(\w{1,20})$/.exec(path) ?? []
      const provider = providers.get(id)
      if (!provider || !isDoor(name)) {
        await answerPage(request, response, nowherePage)
        return true
      }
      const door = doors[name]
      if (!door.methods.some((method) => method === request.method)) {
        response.writeHead(405, { allow: door.methods.join(', '), 'content-length': 0 }).end()
        return true
      }
      const search = new URL(request.url ?? '/', caller.origin).searchParams
      await door.open({ provider, request, response, caller, search })
      return true
    },

    async leaveAt({ issuer, idToken }) {
      const provider = [...providers.values()].find(
        ({ settings }) => settings.issuer === issuer || `${settings.issuer}/` === issuer || settings.issuer === `${issuer}/`,
      )
      if (!provider) return undefined
      try {
        const { buildEndSessionUrl } = await openid()
        const configuration = await provider.configuration()
        if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined
        return buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${parts.home()}/`, ...(idToken !== undefined && { id_token_hint: idToken }) })
          .href
      } catch (error) {
        log.warn('oidc.away', { provider: provider.settings.id, error: story(error) })
        return undefined
      }
    },
  }
}
