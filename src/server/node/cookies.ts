import type { IncomingHttpHeaders } from 'node:http'

/** The one that holds the session's token. */
export const sessionCookie = 'sid'

/** `__Host-` ties a cookie to this very host and to https; browsers refuse it over plain HTTP, which only loopback speaks. */
export const cookieName = (name: string, origin: string): string => (origin.startsWith('https:') ? `__Host-${name}` : `homeport-${name}`)

/** Value of a cookie; the first of several by that name. */
export function readCookie(header: IncomingHttpHeaders['cookie'], name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined
  }
  return undefined
}

/** Whether a browser brings what may be a session; not whether it still is one. */
export const bringsSession = (header: IncomingHttpHeaders['cookie']): boolean =>
  [`__Host-${sessionCookie}`, `homeport-${sessionCookie}`].some((name) => readCookie(header, name) !== undefined)

/** One `Set-Cookie` line; without a value the browser forgets the cookie. Values are base64url and dots, nothing to escape. */
export function writeCookie(name: string, origin: string, kept: { readonly value: string; readonly maxAgeS: number } | undefined): string {
  const age = kept ? Math.max(0, Math.floor(kept.maxAgeS)) : 0
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return `${cookieName(name, origin)}=${kept?.value ?? ''}; Path=/; Max-Age=${age}; HttpOnly${secure}; SameSite=Lax`
}
