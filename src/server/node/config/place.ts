import * as z from 'zod/mini'
import type { Problem } from '../../door/issues.ts'
import { isSafeUrl } from '../web-address.ts'
import { networkProblems } from './auth.ts'

/** Under which address browsers reach us, and which proxies stand in front. */
export const PublicUrl = z.optional(z.string())
export const TrustedProxies = z._default(z.array(z.string()).check(z.maxLength(100)), [])

function urlProblem(publicUrl: string): string | undefined {
  if (!isSafeUrl(publicUrl)) return 'expected an https URL (plain http only on this machine)'
  const { pathname, search, hash, username, password } = new URL(publicUrl)
  return pathname === '/' && search + hash + username + password === '' ? undefined : 'expected scheme, host and port alone'
}

export function placeProblems(publicUrl: string | undefined, trustedProxies: readonly string[]): readonly Problem[] {
  const wrong = publicUrl === undefined ? undefined : urlProblem(publicUrl)
  const isLonely = publicUrl !== undefined && wrong === undefined && publicUrl.startsWith('https:') && trustedProxies.length === 0
  return [
    ...(wrong === undefined ? [] : [{ path: 'publicUrl', detail: wrong }]),
    ...(isLonely ? [{ path: 'trustedProxies', detail: 'expected the address of the proxy that answers at publicUrl' }] : []),
    ...networkProblems('trustedProxies', trustedProxies),
  ]
}
