import type { DashboardSummary } from '#contract/dashboard.ts'
import { notFound, stale } from '../record.ts'
import type { AccessStore, KeptGrants, KeptRights, Reader } from '../access.ts'
import { subjectsOf, unshared } from '../access.ts'
import type { DashboardRights } from '#core/policy/dashboard.ts'
import type { Trail } from '../trail.ts'
import type { DashboardStore } from '../store.ts'
import type { Cells } from './cells.ts'

const nothingYet: KeptRights = { rev: 0, rights: unshared }
const openYet: KeptGrants = { rev: 0, grants: null }

function isSeenBy(reader: Reader, rights: DashboardRights): boolean {
  if (reader === 'all' || (rights.owner !== null && rights.owner !== '' && rights.owner === reader.id)) return true
  return subjectsOf(rights).some(({ kind, subject }) => {
    if (kind === 'everyone') return true
    if (kind === 'person') return reader.isPerson && reader.id === subject
    return (kind === 'role' ? reader.roles : reader.teams).includes(subject)
  })
}

/** Rights in memory. */
export function createAccess(cells: Cells, dashboards: Pick<DashboardStore, 'list'>, changed: (trail?: Trail) => void): AccessStore {
  const kept = (id: string): KeptRights => cells.dashboardAccess.get(id) ?? nothingYet
  const live = (id: string): KeptRights => {
    const head = cells.dashboards.get(id)
    if (!head || head.removed) throw notFound('dashboard', id)
    return kept(id)
  }
  return {
    async dashboards(reader) {
      const all = await dashboards.list()
      const narrowed = ({ id, rev }: DashboardSummary): boolean => cells.revisions.get(id)?.[rev - 1]?.narrowed === 1
      return all
        .map((summary) => ({ summary, rights: structuredClone(kept(summary.id).rights), narrowed: narrowed(summary) }))
        .filter(({ rights }) => isSeenBy(reader, rights))
    },
    dashboard: async (id) => structuredClone(live(id)),
    async saveDashboard({ id, rev, rights }, trail) {
      const current = live(id)
      if (current.rev !== rev) throw stale(current.rev, rev)
      const next = { rev: rev + 1, rights: structuredClone(rights) }
      cells.dashboardAccess.set(id, next)
      changed(trail)
      return structuredClone(next)
    },
    sources: async () => structuredClone(cells.sourceAccess),
    async saveSource({ id, rev, grants }, trail) {
      const current = cells.sourceAccess.get(id) ?? openYet
      if (current.rev !== rev) throw stale(current.rev, rev)
      const next = { rev: rev + 1, grants: structuredClone(grants) }
      cells.sourceAccess.set(id, next)
      changed(trail)
      return structuredClone(next)
    },
  }
}

/** New rights under an id, counting on from what was there before. */
export function setRights(cells: Cells, id: string, rights: DashboardRights): void {
  cells.dashboardAccess.set(id, { rev: (cells.dashboardAccess.get(id)?.rev ?? 0) + 1, rights: structuredClone(rights) })
}

/** What was narrowed dies with its source. */
export function forgetGrants(cells: Cells, id: string): void {
  const there = cells.sourceAccess.get(id)
  if (there) cells.sourceAccess.set(id, { rev: there.rev + 1, grants: null })
}
