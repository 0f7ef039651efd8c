import { isIP } from 'node:net'
import * as z from 'zod/mini'
import type { Problem } from '../../door/issues.ts'
import { mappingShape, Provider } from '../oidc/settings.ts'
import type { Mapping } from '../oidc/settings.ts'
import { isSafeUrl } from '../web-address.ts'

/** Settings of who gets in and how. */

const File = z.string().check(z.minLength(1))
const HeaderName = z.string().check(z.regex(/^[a-z][a-z\d-]{0,63}$/i))

export const Proxy = z.strictObject({
  /** What the people it vouches for are filed under. */
  name: z._default(z.string().check(z.minLength(1), z.maxLength(100)), 'proxy'),
  peers: z.array(z.string()).check(z.minLength(1)),
  secret: z.optional(z.strictObject({ header: HeaderName, file: File })),
  assertion: z.optional(
    z.strictObject({ header: HeaderName, jwksFile: File, issuer: z.string().check(z.minLength(1)), audience: z.string().check(z.minLength(1)) }),
  ),
  headers: z.strictObject({ user: HeaderName, name: z.optional(HeaderName), email: z.optional(HeaderName), groups: z.optional(HeaderName) }),
  separator: z._default(z.string().check(z.minLength(1), z.maxLength(3)), ','),
  ...mappingShape,
})
export type Proxy = z.output<typeof Proxy>

const upTo = (most: number) => z.optional(z.number().check(z.gt(0), z.lte(most)))
const Sessions = z.strictObject({ idleMinutes: upTo(10_080), absoluteHours: upTo(720), adminAbsoluteHours: upTo(720), rotateMinutes: upTo(1_440) })
export type Sessions = z.output<typeof Sessions>

export const Auth = z.strictObject({
  local: z._default(z.boolean(), true),
  oidc: z._default(z.array(Provider).check(z.maxLength(20)), []),
  proxy: z.optional(Proxy),
  sessions: z._default(Sessions, {}),
  /** Whether people may find others by name, to share with them. */
  names: z._default(z.boolean(), true),
})
export type Auth = z.output<typeof Auth>

export const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/')
  const most = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : -1
  return rest.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
}

/** `10.0.0.1` is the network of that one address. */
export const asNetwork = (text: string): string => (text.includes('/') ? text : `${text}/${isIP(text) === 4 ? 32 : 128}`)

export const networkProblems = (path: string, entries: readonly string[]): readonly Problem[] =>
  entries.flatMap((entry, i) => (isNetwork(entry) ? [] : [{ path: `${path}.${i}`, detail: 'expected an address or a network' }]))

function mappingProblems(path: string, { roles }: Mapping): readonly Problem[] {
  return roles.flatMap(({ equals, prefix }, i) =>
    (equals === undefined) === (prefix === undefined) ? [{ path: `${path}.roles.${i}`, detail: 'expected either equals or prefix' }] : [],
  )
}

function issuerProblem(issuer: string): string | undefined {
  if (!isSafeUrl(issuer)) return 'expected an https URL (plain http only on this machine)'
  const { search, hash, username, password } = new URL(issuer)
  return search + hash + username + password === '' ? undefined : 'expected no user, query or fragment'
}

function providerProblems(oidc: readonly Provider[]): readonly Problem[] {
  return oidc.flatMap((provider, i) => {
    const path = `auth.oidc.${i}`
    const issuer = issuerProblem(provider.issuer)
    const first = oidc.findIndex((other) => other.id === provider.id)
    return [
      ...(issuer === undefined ? [] : [{ path: `${path}.issuer`, detail: issuer }]),
      ...(first < i ? [{ path: `${path}.id`, detail: `already the id of auth.oidc.${first}` }] : []),
      ...(provider.scopes.includes('openid') ? [] : [{ path: `${path}.scopes`, detail: 'expected openid among them' }]),
      ...mappingProblems(path, provider),
    ]
  })
}

function proxyProblems(proxy: Proxy): readonly Problem[] {
  return [
    ...networkProblems('auth.proxy.peers', proxy.peers),
    // The address alone proves little: whoever else runs on that host or network could say anything.
    ...(proxy.secret === undefined && proxy.assertion === undefined ? [{ path: 'auth.proxy', detail: 'expected secret or assertion as a second proof' }] : []),
    ...mappingProblems('auth.proxy', proxy),
  ]
}

/** What the shape alone does not say. */
export function authProblems(auth: Auth): readonly Problem[] {
  const noWay = !auth.local && auth.oidc.length === 0 && auth.proxy === undefined
  return [
    ...(noWay ? [{ path: 'auth.local', detail: 'expected another way in (oidc or proxy) when false' }] : []),
    ...providerProblems(auth.oidc),
    ...(auth.proxy ? proxyProblems(auth.proxy) : []),
  ]
}

export interface NamedFile {
  readonly path: string
  readonly file: string
  /** Characters it has to hold at least. */
  readonly least: number
}

/** Files the settings name, each with where it is named. */
export function authFiles({ oidc, proxy }: Auth): readonly NamedFile[] {
  return [
    ...oidc.flatMap(({ clientSecretFile: file }, i) => (file === undefined ? [] : [{ path: `auth.oidc.${i}.clientSecretFile`, file, least: 1 }])),
    ...(proxy?.secret ? [{ path: 'auth.proxy.secret.file', file: proxy.secret.file, least: 32 }] : []),
    ...(proxy?.assertion ? [{ path: 'auth.proxy.assertion.jwksFile', file: proxy.assertion.jwksFile, least: 2 }] : []),
  ]
}
