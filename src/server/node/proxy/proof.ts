import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { JSONWebKeySet } from 'jose'
import type { Proxy } from '../config/auth.ts'

/** What the second proof is checked against, read from its files at start. */
export interface ProofKeys {
  readonly secret: string | undefined
  readonly keys: JSONWebKeySet | undefined
}

export const headerText = (headers: IncomingHttpHeaders, name: string | undefined): string | undefined => {
  const value = name === undefined ? undefined : headers[name.toLowerCase()]
  const text = (typeof value === 'string' ? value : value?.join(','))?.trim()
  return text === '' ? undefined : text
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const knowsSecret = (headers: IncomingHttpHeaders, header: string, secret: string): boolean =>
  timingSafeEqual(digest(headerText(headers, header) ?? ''), digest(secret))

const algorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519']

/** A signed assertion has to be about the very person the header names. */
async function isAsserted(headers: IncomingHttpHeaders, assertion: NonNullable<Proxy['assertion']>, keys: JSONWebKeySet, subject: string): Promise<boolean> {
  const token = headerText(headers, assertion.header)
  if (token === undefined) return false
  const { createLocalJWKSet, jwtVerify } = await import('jose')
  const { issuer, audience } = assertion
  const rules = { issuer, audience, algorithms, clockTolerance: 30, requiredClaims: ['exp', 'sub'] }
  try {
    return (await jwtVerify(token, createLocalJWKSet(keys), rules)).payload.sub === subject
  } catch {
    // Any failing is the same answer: it proves nothing. The caller logs it.
    return false
  }
}

/** Whether the request proves that it passed the proxy, beyond the address it came from. All proofs the configuration names have to hold. */
export async function isProven(headers: IncomingHttpHeaders, proxy: Proxy, { secret, keys }: ProofKeys, subject: string): Promise<boolean> {
  if (proxy.secret === undefined && proxy.assertion === undefined) return false
  if (proxy.secret && !(secret !== undefined && knowsSecret(headers, proxy.secret.header, secret))) return false
  return !proxy.assertion || (keys !== undefined && isAsserted(headers, proxy.assertion, keys, subject))
}
