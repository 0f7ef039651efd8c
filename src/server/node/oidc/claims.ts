import type { Mapping, NamesRule, RoleRule } from './settings.ts'

export type Claims = Readonly<Record<string, unknown>>

/** What a provider's claims come to here. */
export interface Mapped {
  readonly roles: readonly string[]
  /** Absent where no rule looks for any, or what it looks at was left out for being too much. */
  readonly teams?: readonly string[]
  readonly sites?: readonly string[]
  /** The values the roles came from, as `claim=value`. */
  readonly mappedFrom: readonly string[]
}

const isRecord = (it: unknown): it is Claims => typeof it === 'object' && it !== null && !Array.isArray(it)
const own = (it: unknown, name: string): unknown => (isRecord(it) && Object.hasOwn(it, name) ? it[name] : undefined)

/** A claim by its whole name, which may hold dots (`https://example/groups`), or else by dotted path. Own properties only: `__proto__` finds nothing. */
function claimOf(claims: Claims, name: string): unknown {
  const whole = own(claims, name)
  return whole === undefined ? name.split('.').reduce<unknown>(own, claims) : whole
}

/** Texts of a claim, which may be one or a list. Numbers, objects and the like are no names. */
function valuesOf(claims: Claims, name: string): readonly string[] {
  const found = claimOf(claims, name)
  return (Array.isArray(found) ? found : [found]).filter((value): value is string => typeof value === 'string' && value !== '')
}

const fits = ({ equals, prefix }: RoleRule, value: string): boolean => value === equals || (prefix !== undefined && value.startsWith(prefix))

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)]

/** Names as people and policies can carry them. */
const mostNames = 100
const mostLetters = 100

function namesBy(claims: Claims, { claim, prefix = '' }: NamesRule): readonly string[] {
  const names = valuesOf(claims, claim).flatMap((value) => (value.startsWith(prefix) ? [value.slice(prefix.length).trim()] : []))
  return unique(names.filter((name) => name !== '' && name.length <= mostLetters)).slice(0, mostNames)
}

/** Roles, teams and sites of these claims; no roles when nothing was mapped, and then there is no way in. */
export function mapClaims(claims: Claims, { roles, teams, sites }: Mapping): Mapped {
  const hits = roles.flatMap((rule) =>
    valuesOf(claims, rule.claim)
      .filter((value) => fits(rule, value))
      .map((value) => ({ role: rule.role, from: `${rule.claim}=${value}` })),
  )
  return {
    roles: unique(hits.map((hit) => hit.role)),
    mappedFrom: unique(hits.map((hit) => hit.from)),
    ...(teams && !isTooMuch(claims, teams.claim) && { teams: namesBy(claims, teams) }),
    ...(sites && !isTooMuch(claims, sites.claim) && { sites: namesBy(claims, sites) }),
  }
}

/** What was looked at and what it said: for the page that says why nobody got in. Claim names in order of the rules. */
export const claimsSeen = (claims: Claims, { roles }: Mapping): readonly { readonly claim: string; readonly values: readonly string[] }[] =>
  unique(roles.map((rule) => rule.claim)).map((claim) => ({ claim, values: valuesOf(claims, claim) }))

/** Claim names the mapping looks at, at their root, that are not there. */
export const claimsMissing = (claims: Claims, { roles, teams, sites }: Mapping): readonly string[] =>
  [...roles, teams, sites].flatMap((rule) => (rule && claimOf(claims, rule.claim) === undefined ? [rule.claim] : []))

/**
 * Entra ID leaves the groups out when there are more than 200 of them and says so in `_claim_names` or `hasgroups`. That is not
 * a person without groups.
 */
function isTooMuch(claims: Claims, name: string): boolean {
  if (claimOf(claims, name) !== undefined) return false
  const hasGroups = own(claims, 'hasgroups')
  return own(own(claims, '_claim_names'), name) !== undefined || (name === 'groups' && (hasGroups === true || hasGroups === 'true'))
}

/** Whether anything the mapping looks at was left out for being too much. */
export const hasTooManyGroups = (claims: Claims, mapping: Mapping): boolean => claimsMissing(claims, mapping).some((name) => isTooMuch(claims, name))
