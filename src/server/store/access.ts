import type { SourceGrant } from '#contract/access.ts'
import type { DashboardRecord, DashboardSummary } from '#contract/dashboard.ts'
import type { DashboardRights } from '#core/policy/dashboard.ts'
import type { Trail } from './trail.ts'

/** `rev` counts changes of the rights; under the id of a removed object it counts on. */
export interface KeptRights {
  readonly rev: number
  readonly rights: DashboardRights
}

/** `grants` is null where nobody narrowed the source. */
export interface KeptGrants {
  readonly rev: number
  readonly grants: readonly SourceGrant[] | null
}

/** As whom a list is read. `all`: sees whatever is there. */
export type Reader = 'all' | { readonly id: string; readonly isPerson: boolean; readonly roles: readonly string[]; readonly teams: readonly string[] }

export interface ListedDashboard {
  readonly summary: DashboardSummary
  readonly rights: DashboardRights
  /** Something in it is not for everybody: its number of widgets is that of whoever sees all of it. */
  readonly narrowed: boolean
}

/** Rights to what is kept elsewhere. They die with it: whatever gets the same id later starts anew. */
export interface AccessStore {
  /** Dashboards the reader owns or that are shared to them, latest change first. */
  dashboards(reader: Reader): Promise<readonly ListedDashboard[]>
  /** `not_found` when there is no such dashboard. */
  dashboard(id: string): Promise<KeptRights>
  saveDashboard(it: { readonly id: string; readonly rev: number; readonly rights: DashboardRights }, trail?: Trail): Promise<KeptRights>
  /** Of every source somebody ever narrowed, by id. */
  sources(): Promise<ReadonlyMap<string, KeptGrants>>
  /** Revision 0 is that of a source nobody has narrowed yet. Whether there is such a source is the caller's to know. */
  saveSource(it: { readonly id: string; readonly rev: number; readonly grants: readonly SourceGrant[] }, trail?: Trail): Promise<KeptGrants>
}

/** Nobody's but the admins'. */
export const unshared: DashboardRights = { owner: null, shares: [], template: null }

/** What the product brought is there to look at; what was made before there were people stays everyone's. */
export const rightsByOrigin = (origin: DashboardRecord['origin']): DashboardRights => ({
  ...unshared,
  shares: [{ to: { kind: 'everyone' }, as: origin === 'own' ? 'edit' : 'view' }],
})

export interface SubjectKey {
  readonly kind: 'everyone' | 'person' | 'role' | 'team'
  readonly subject: string
}

/** Everybody these rights let see the dashboard, its owner aside. */
export function subjectsOf({ shares, template }: DashboardRights): readonly SubjectKey[] {
  const keys: readonly SubjectKey[] = [
    ...shares.map(({ to }): SubjectKey => ({ kind: to.kind, subject: to.kind === 'everyone' ? '' : to.id })),
    ...(template ? [{ kind: 'role' as const, subject: template.role }, ...template.owners.map((subject) => ({ kind: 'person' as const, subject }))] : []),
  ]
  return [...new Map(keys.map((key) => [`${key.kind} ${key.subject}`, key])).values()]
}
