import type { Role } from '#contract/identity.ts'
import { levels } from '#core/policy/actor.ts'
import type { Actor, Capability, Level } from '#core/policy/actor.ts'
import type { StoredPerson, StoredSession } from '../store/identity.ts'

const rank = (level: Level): number => levels.indexOf(level)

/** The highest of the roles' levels; who holds none may look. */
export const levelOf = (roles: readonly Role[]): Level => roles.reduce<Level>((most, { level }) => (rank(level) > rank(most) ? level : most), 'viewer')

export const lowerOf = (a: Level, b: Level): Level => (rank(a) < rank(b) ? a : b)

export const capabilitiesOf = (roles: readonly Role[]): ReadonlySet<Capability> => new Set(roles.flatMap((r) => r.capabilities))

/** Roles a person holds that still exist, each once, the active one first. */
export function heldRoles(person: StoredPerson, roles: readonly Role[]): readonly Role[] {
  const held = roles.filter((role) => person.roles.some((h) => h.role === role.id))
  const inOrder = person.roles.flatMap((h) => held.find((r) => r.id === h.role) ?? [])
  const active = held.find((r) => r.id === person.active)
  return [...new Set(active ? [active, ...inOrder] : inOrder)]
}

/**
 * When a session's person last proved who they are. Nobody can ask again whom a proxy vouches for, what a developer picked in the
 * mocks, and who has neither a password nor a provider yet: whoever has their session could give themselves a password anyway.
 */
export function provedAt(person: StoredPerson, { via, provedAt: at }: Pick<StoredSession, 'via' | 'provedAt'>): number {
  const cannot = via === 'proxy' || via === 'persona' || (!person.hasPassword && person.identities.length === 0)
  return cannot ? Number.POSITIVE_INFINITY : at
}

/** Setting an account up makes both, one right after the other. */
const settingUpMs = 60_000

/** Whether a session was begun by a one-time code of somebody who had an account before, and not by setting one up. */
export const hasForgotten = (person: Pick<StoredPerson, 'createdAt'>, session: Pick<StoredSession, 'via' | 'createdAt'>): boolean =>
  session.via === 'setup' && session.createdAt - person.createdAt > settingUpMs

/** What a person may do, from every role they hold. Only teams and sites that were given count; chosen ones never grant anything. */
export function actorFor(person: StoredPerson, held: readonly Role[], session: StoredSession): Actor {
  return {
    kind: 'person',
    id: person.id,
    name: person.name,
    level: levelOf(held),
    capabilities: capabilitiesOf(held),
    roles: held.map((r) => r.id),
    teams: person.teams,
    sites: person.sites,
    scopes: new Set(),
    session: session.id,
    provedAt: provedAt(person, session),
  }
}

/** Nobody gives or takes what reaches beyond their own rights. */
export function coversRoles(actor: Actor, roles: readonly Pick<Role, 'level' | 'capabilities'>[]): boolean {
  if (actor.level === 'admin') return true
  return roles.every((role) => rank(role.level) <= rank(actor.level) && role.capabilities.every((c) => actor.capabilities.has(c)))
}

/** People who can run the place: enabled, and of a role of that level. */
export const adminsAmong = (people: readonly StoredPerson[], roles: readonly Role[]): readonly StoredPerson[] =>
  people.filter((p) => !p.disabled && levelOf(heldRoles(p, roles)) === 'admin')
