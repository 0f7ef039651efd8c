import type { Actor, Capability, Level, Scope } from '#core/policy/actor.ts'

/** A signed-in person with nothing special about them, who never has to sign in again. */
export const person = (id: string, level: Level, it: Partial<Actor> = {}): Actor => ({
  kind: 'person',
  id,
  name: id,
  level,
  capabilities: new Set<Capability>(),
  roles: [],
  teams: [],
  sites: [],
  scopes: new Set<Scope>(),
  provedAt: Number.POSITIVE_INFINITY,
  ...it,
})

export const tokenWith = (id: string, ...scopes: readonly Scope[]): Actor => ({ ...person(id, 'viewer'), kind: 'token', scopes: new Set(scopes) })
