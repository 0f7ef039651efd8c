import type { JSONWebKeySet, JWTPayload } from 'jose'
import * as z from 'zod/mini'
import type { Net } from '../../ports.ts'
import { fetchThrough } from './gateway-fetch.ts'
import { createOnce } from './once.ts'
import type { OnceParts } from './once.ts'
import type { KnownProvider } from './provider.ts'

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'
/** A token is used at once; these are for clocks that differ and networks that wait. */
const oldestS = 300
const toleranceS = 60
/** Keys are asked for again after this, and for a key nobody knows not more often than this. */
const keysFreshMs = 600_000
const keysAgainMs = 30_000
/** What a public key can check; nothing signed with a shared secret, and not `none`. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })

/** Whose sessions to end. */
export interface LogoutOrder {
  readonly sid?: string
  readonly sub?: string
}

/** Why a logout token is not one. */
export class LogoutRefusal extends Error {}

const textOf = (payload: JWTPayload, name: 'sid' | 'sub' | 'jti'): string | undefined => {
  const value = payload[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function orderOf(payload: JWTPayload): LogoutOrder {
  const { events } = payload
  const told = typeof events === 'object' && events !== null && Object.hasOwn(events, logoutEvent)
  if (!told) throw new LogoutRefusal('no logout event')
  if (Object.hasOwn(payload, 'nonce')) throw new LogoutRefusal('nonce in a logout token')
  const [sid, sub] = [textOf(payload, 'sid'), textOf(payload, 'sub')]
  if (sid === undefined && sub === undefined) throw new LogoutRefusal('neither sid nor sub')
  return { ...(sid !== undefined && { sid }), ...(sub !== undefined && { sub }) }
}

/** Checks logout tokens of OpenID Connect Back-Channel Logout 1.0, section 2.6. Each is taken once. */
export function createLogoutTokens(parts: OnceParts & { readonly net: Net }): (provider: KnownProvider, token: string) => Promise<LogoutOrder> {
  const { clock, net } = parts
  const seen = createOnce(parts, 'logout')
  const kept = new Map<string, { readonly at: number; readonly keys: JSONWebKeySet }>()

  const keysOf = async (url: string, olderThanMs: number): Promise<JSONWebKeySet> => {
    const known = kept.get(url)
    if (known && clock.now() - known.at < olderThanMs) return known.keys
    const reply = await fetchThrough(net)(url, { method: 'GET', headers: {}, body: undefined, redirect: 'manual' })
    // Each key is read by jose itself; here only that it is a list of keys.
    const keys = z.parse(KeySet, await reply.json()) as JSONWebKeySet
    kept.set(url, { at: clock.now(), keys })
    return keys
  }

  return async (provider, token) => {
    const { createLocalJWKSet, errors, jwtVerify } = await import('jose')
    const server = (await provider.configuration()).serverMetadata()
    const url = server.jwks_uri
    if (url === undefined) throw new LogoutRefusal('the provider publishes no keys')
    const rules = {
      issuer: server.issuer,
      audience: provider.settings.clientId,
      typ: 'logout+jwt',
      algorithms,
      maxTokenAge: oldestS,
      clockTolerance: toleranceS,
      requiredClaims: ['iat', 'jti', 'events'],
      currentDate: new Date(clock.now()),
    }
    const verify = async (olderThanMs: number): Promise<JWTPayload> =>
      (await jwtVerify(token, createLocalJWKSet(await keysOf(url, olderThanMs)), rules)).payload
    try {
      const payload = await verify(keysFreshMs).catch((error: unknown) => {
        if (error instanceof errors.JWKSNoMatchingKey) return verify(keysAgainMs)
        throw error
      })
      const order = orderOf(payload)
      const id = `${server.issuer} ${textOf(payload, 'jti') ?? ''}`
      if (textOf(payload, 'jti') === undefined || !(await seen.use(id, (oldestS + 2 * toleranceS) * 1000))) throw new LogoutRefusal('jti used before')
      return order
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new LogoutRefusal(error.code, { cause: error })
      throw error
    }
  }
}
