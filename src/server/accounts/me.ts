import type { Me } from '#contract/identity.ts'
import type { Actor } from '#core/policy/actor.ts'
import { capabilities } from '#core/policy/actor.ts'
import type { Given } from '../door/route.ts'
import { freshMs } from '#core/policy/rules.ts'
import { capabilitiesOf, hasForgotten, levelOf, provedAt } from './rights.ts'
import type { SignedIn } from './sessions.ts'

const together = (given: readonly string[], chosen: readonly string[]): readonly string[] => [...new Set([...given, ...chosen])]

/** What the app is told about whoever is signed in. Admins are told of every capability, because they have it. */
export function meOf({ person, roles, session }: SignedIn): Given<Me> {
  const level = levelOf(roles)
  const proved = provedAt(person, session)
  return {
    id: person.id,
    name: person.name,
    login: person.login,
    email: person.email,
    roles,
    active: roles[0]?.id ?? null,
    landing: person.landing,
    teams: together(person.teams, person.chosenTeams),
    sites: together(person.sites, person.chosenSites),
    level,
    capabilities: level === 'admin' ? capabilities : [...capabilitiesOf(roles)],
    via: session.via,
    signedInAt: session.createdAt,
    freshUntil: proved === Number.POSITIVE_INFINITY ? null : proved + freshMs,
    hasPassword: person.hasPassword,
    ...(hasForgotten(person, session) && { forgot: true }),
  }
}

/** The same of an actor the carrier answers for, who has no session. */
export function meOfVouched(actor: Actor, since: number): Given<Me> {
  return {
    id: actor.id,
    name: actor.name,
    login: null,
    email: null,
    roles: [],
    active: null,
    landing: null,
    teams: actor.teams,
    sites: actor.sites,
    level: actor.level,
    capabilities: actor.level === 'admin' ? capabilities : [...actor.capabilities],
    via: 'persona',
    signedInAt: since,
    freshUntil: null,
    hasPassword: false,
  }
}
