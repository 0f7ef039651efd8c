import type { Relation, Share } from '#contract/access.ts'
import type { Actor, Capability, Level, Scope } from './actor.ts'
import { hasCapability, hasLevel } from './rules.ts'
import { meantFor, runsThePlace } from './subjects.ts'

/** Who a dashboard belongs to and who else may come. No owner gives nobody anything: only shares and admins are left. */
export interface DashboardRights {
  readonly owner: string | null
  readonly shares: readonly Share[]
  /** Role it is the template of, with the people who look after it; its people may see it. */
  readonly template: { readonly role: string; readonly owners: readonly string[] } | null
}

export const dashboardActions = ['read', 'history', 'save', 'share', 'makeTemplate', 'handOver', 'remove'] as const
export type DashboardAction = (typeof dashboardActions)[number]

/** What it takes to do something with an object: one of the relations to it, and what the person is allowed at all. */
export interface Need {
  readonly relations: readonly Relation[]
  readonly level: Level
  readonly capability?: Capability
  /** What a token needs instead of a level; without one, no token may. */
  readonly scope?: Scope
}

export type DashboardTable = Readonly<Record<DashboardAction, Need>>

export const dashboardTable: DashboardTable = {
  read: { relations: ['own', 'template', 'edit', 'view'], level: 'viewer', scope: 'dashboards:read' },
  // What was taken out of a dashboard before it was shared is not shared.
  history: { relations: ['own', 'template', 'edit'], level: 'viewer', scope: 'dashboards:read' },
  // Restoring an older revision is saving it again.
  save: { relations: ['own', 'template', 'edit'], level: 'editor', scope: 'dashboards:write' },
  share: { relations: ['own', 'template'], level: 'editor', capability: 'dashboards.share' },
  makeTemplate: { relations: ['own', 'template'], level: 'editor', capability: 'templates.own' },
  handOver: { relations: ['own'], level: 'editor' },
  remove: { relations: ['own'], level: 'editor', scope: 'dashboards:write' },
}

/** The strongest relation there is. */
export function relationTo(actor: Actor, { owner, shares, template }: DashboardRights): Relation {
  if (actor.kind === 'nobody') return 'none'
  if (runsThePlace(actor) || (owner !== null && owner !== '' && owner === actor.id)) return 'own'
  if (actor.kind === 'person' && template?.owners.includes(actor.id)) return 'template'
  const isMine = meantFor(actor)
  const mine = shares.filter((share) => isMine(share.to))
  if (mine.some((share) => share.as === 'edit')) return 'edit'
  return mine.length > 0 || (template !== null && actor.roles.includes(template.role)) ? 'view' : 'none'
}

/** Whether an actor in this relation fulfils a need. */
export function fulfils(actor: Actor, relation: Relation, need: Need): boolean {
  if (!need.relations.includes(relation)) return false
  if (actor.kind === 'token') return need.scope !== undefined && actor.scopes.has(need.scope)
  return hasLevel(actor, need.level) && (need.capability === undefined || hasCapability(actor, need.capability))
}
