import type { Actor } from './actor.ts'
import { dashboardTable, fulfils, relationTo } from './dashboard.ts'
import type { DashboardAction, DashboardRights, DashboardTable } from './dashboard.ts'
import { mayWith, sourceTable } from './source.ts'
import type { SourceAction, SourceRights, SourceTable } from './source.ts'

export interface Tables {
  readonly dashboard: DashboardTable
  readonly source: SourceTable
}
export const tables: Tables = { dashboard: dashboardTable, source: sourceTable }

/** `hidden`: may not even know that it is there. */
export type Decision = 'yes' | 'hidden' | 'refused'

export function decideDashboard(actor: Actor, action: DashboardAction, rights: DashboardRights, table: DashboardTable = dashboardTable): Decision {
  const relation = relationTo(actor, rights)
  if (fulfils(actor, relation, table[action])) return 'yes'
  return fulfils(actor, relation, table.read) ? 'refused' : 'hidden'
}

export function decideSource(actor: Actor, action: SourceAction, rights: SourceRights, table: SourceTable = sourceTable): Decision {
  if (mayWith(actor, action, rights, table)) return 'yes'
  return mayWith(actor, 'see', rights, table) ? 'refused' : 'hidden'
}

/** Something with rights of its own. */
export type Resource = { readonly dashboard: DashboardRights } | { readonly source: SourceRights }
type ActionOn<R extends Resource> = R extends { readonly dashboard: DashboardRights } ? DashboardAction : SourceAction

/** Whether an actor may do something with one object. Pure: everything it looks at is given. */
export function can<R extends Resource>(actor: Actor, action: ActionOn<R>, resource: R): boolean {
  // The kind of the resource decides the kind of the action, which the compiler cannot follow into the branches.
  if ('dashboard' in resource) return decideDashboard(actor, action as DashboardAction, resource.dashboard) === 'yes'
  return mayWith(actor, action as SourceAction, resource.source)
}
