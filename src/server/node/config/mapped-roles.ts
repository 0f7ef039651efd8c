import type { Problem } from '../../door/issues.ts'
import type { Auth } from './auth.ts'

interface MappedRole {
  /** Where the file names it: `auth.oidc.0.roles.2.role`. */
  readonly path: string
  readonly role: string
}

const mappedRoles = ({ oidc, proxy }: Pick<Auth, 'oidc' | 'proxy'>): readonly MappedRole[] =>
  [...oidc.map(({ roles }, i) => ({ roles, at: `auth.oidc.${i}.roles` })), ...(proxy ? [{ roles: proxy.roles, at: 'auth.proxy.roles' }] : [])].flatMap(
    ({ roles, at }) => roles.map(({ role }, i) => ({ role, path: `${at}.${i}.role` })),
  )

/** Roles that claims are mapped to and that nobody can hold, because there are none of that id: removed meanwhile, or misspelt. */
export function unknownRoles(auth: Pick<Auth, 'oidc' | 'proxy'>, known: readonly string[]): readonly Problem[] {
  const ids = new Set(known)
  return mappedRoles(auth)
    .filter(({ role }) => !ids.has(role))
    .map(({ path, role }) => ({ path, detail: `no role ${role}; there are ${known.join(', ')}` }))
}

export const mapsRoles = (auth: Pick<Auth, 'oidc' | 'proxy'>): boolean => mappedRoles(auth).length > 0
