import type { Matcher, SourceGrant } from '#contract/access.ts'
import type { Actor } from './actor.ts'
import { together, widest } from './matchers.ts'
import { hasCapability } from './rules.ts'
import { meantFor, runsThePlace } from './subjects.ts'

/** Who may ask a source, and what they are held to. */
export interface SourceRights {
  readonly grants: readonly SourceGrant[]
}

/** Until somebody narrows it, a source is everyone's. */
export const openToAll: SourceRights = { grants: [{ to: { kind: 'everyone' }, matchers: [] }] }

export const sourceActions = ['see', 'query', 'manage'] as const
export type SourceAction = (typeof sourceActions)[number]

function grantsOf(actor: Actor, { grants }: SourceRights): readonly SourceGrant[] {
  const isMine = meantFor(actor)
  return grants.filter((grant) => isMine(grant.to))
}

export type SourceNeed = 'grant' | 'manager' | 'either'
export type SourceTable = Readonly<Record<SourceAction, SourceNeed>>

/** Whoever manages sources sees them all and may still not ask one they have no grant for. */
export const sourceTable: SourceTable = { see: 'either', query: 'grant', manage: 'manager' }

export function mayWith(actor: Actor, action: SourceAction, rights: SourceRights, table: SourceTable = sourceTable): boolean {
  if (runsThePlace(actor)) return true
  const granted = (): boolean => (actor.kind !== 'token' || actor.scopes.has('queries:run')) && grantsOf(actor, rights).length > 0
  const manages = (): boolean => actor.kind === 'person' && hasCapability(actor, 'sources.manage')
  const need = table[action]
  return need === 'grant' ? granted() : need === 'manager' ? manages() : granted() || manages()
}

/** Matchers that everything this actor asks has to carry; none where one of the grants has none, undefined without any grant. */
export function forcedOn(actor: Actor, rights: SourceRights, table: SourceTable = sourceTable): readonly Matcher[] | undefined {
  if (runsThePlace(actor)) return []
  if (!mayWith(actor, 'query', rights, table)) return undefined
  return widest(grantsOf(actor, rights).map((grant) => grant.matchers))
}

/** Whether this actor is shown less than their grants say, because the sum of them cannot be written as one set of matchers. */
export const seesPartOnly = (actor: Actor, rights: SourceRights): boolean =>
  !runsThePlace(actor) && !together(grantsOf(actor, rights).map((grant) => grant.matchers)).whole
