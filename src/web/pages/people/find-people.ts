import type { Person, Role } from '#contract/identity.ts'

/** Names of the roles a person holds, in the order of the roles. */
export const roleNames = (person: Person, roles: readonly Role[]): readonly string[] =>
  roles.filter((role) => person.roles.some((held) => held.role === role.id)).map((role) => role.name)

/** People whose name, login, address, role, team or site holds every word asked for; by name, those who are shut out last. */
export function found(people: readonly Person[], roles: readonly Role[], query: string): readonly Person[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const textOf = (p: Person): string => [p.name, p.login ?? '', p.email ?? '', ...roleNames(p, roles), ...p.teams, ...p.sites].join(' ').toLocaleLowerCase()
  return people
    .filter((p) => words.every((word) => textOf(p).includes(word)))
    .toSorted((a, b) => Number(a.disabled) - Number(b.disabled) || a.name.localeCompare(b.name, undefined, { numeric: true }))
}

/** Every team and site anybody has, to be offered again. */
export const knownNames = (people: readonly Person[], of: 'teams' | 'sites'): readonly string[] =>
  [...new Set(people.flatMap((p) => p[of]))].toSorted((a, b) => a.localeCompare(b))
