import type { Actor } from '#core/policy/actor.ts'
import type { Asker } from './asker.ts'

interface NewRole extends Pick<Actor, 'level'> {
  readonly id: string
  readonly name: string
  readonly capabilities: Iterable<Actor['capabilities'] extends ReadonlySet<infer C> ? C : never>
}

/** Somebody whose first day it is: nothing is theirs, and nothing was shared with them by name. Never with more than whoever looks may see. */
export const newcomer = <A extends Asker>(by: A, { id, name, level, capabilities }: NewRole): A & { readonly within: Actor } => ({
  ...by,
  actor: {
    kind: 'person',
    id: `newcomer:${id}`,
    name,
    level,
    capabilities: new Set(capabilities),
    roles: [id],
    teams: by.actor.teams,
    sites: by.actor.sites,
    scopes: new Set(),
  },
  within: by.actor,
})
