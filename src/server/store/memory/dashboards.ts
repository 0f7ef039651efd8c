import type { Dashboard, DashboardRecord } from '#contract/dashboard.ts'
import { headline, narrowedIn, notFound, originOf, stale, taken } from '../record.ts'
import { unshared } from '../access.ts'
import type { DashboardStore } from '../store.ts'
import type { Trail } from '../trail.ts'
import { byCodePoint } from '../text.ts'
import { setRights } from './access.ts'
import type { Answered, Cells, Head } from './cells.ts'
import { endLayers } from './layers.ts'
import { answeredBefore, remember } from './writes.ts'

/** Dashboards in memory. Every method does its work before it first waits, so no two can mix. */
export function createDashboards(cells: Cells, changed: (trail?: Trail) => void): DashboardStore {
  const live = (id: string): Head => {
    const head = cells.dashboards.get(id)
    if (!head || head.removed) throw notFound('dashboard', id)
    return head
  }

  const liveAt = (id: string, rev: number): Head => {
    const head = live(id)
    if (head.rev !== rev) throw stale(head.rev, rev)
    return head
  }

  const record = (id: string, rev: number, origin: DashboardRecord['origin']): DashboardRecord => {
    const page = cells.revisions.get(id)?.[rev - 1]
    if (!page) throw notFound('revision', `${id} ${rev}`)
    // Written by `append` only, always from a Dashboard.
    return { id, rev, doc: JSON.parse(page.doc) as Dashboard, updatedAt: page.at, origin }
  }

  const again = (before: Answered): DashboardRecord => record(before.subject, before.rev, originOf(before.origin))

  const append = (id: string, doc: Dashboard, at: number): number => {
    const pages = cells.revisions.get(id) ?? []
    cells.revisions.set(id, pages)
    return pages.push({ at, ...headline(doc), narrowed: narrowedIn(doc), doc: JSON.stringify(doc) })
  }

  return {
    async list() {
      const heads = [...cells.dashboards].filter(([, head]) => !head.removed)
      return heads
        .flatMap(([id, { rev, origin }]) => {
          const page = cells.revisions.get(id)?.[rev - 1]
          return page ? [{ id, rev, title: page.title, widgets: page.widgets, updatedAt: page.at, origin }] : []
        })
        .toSorted((a, b) => b.updatedAt - a.updatedAt || byCodePoint(a.id, b.id))
    },

    async read(id) {
      const { rev, origin } = live(id)
      return record(id, rev, origin)
    },

    async create({ id, doc, at, origin, rights = unshared, write }, trail) {
      const keyed = { operation: 'dashboard.create', at, write }
      const before = answeredBefore(cells, keyed)
      if (before) return again(before)
      if (cells.dashboards.get(id)?.removed === false) throw taken('dashboard', id)
      const rev = append(id, doc, at)
      cells.dashboards.set(id, { rev, removed: false, origin })
      setRights(cells, id, rights)
      remember(cells, keyed, { subject: id, rev, origin, body: undefined })
      changed(trail)
      return record(id, rev, origin)
    },

    async save({ id, rev, doc, at, write }, trail) {
      const keyed = { operation: `dashboard.save ${id}`, at, write }
      const before = answeredBefore(cells, keyed)
      if (before) return again(before)
      const { origin } = liveAt(id, rev)
      const next = append(id, doc, at)
      cells.dashboards.set(id, { rev: next, removed: false, origin })
      remember(cells, keyed, { subject: id, rev: next, origin, body: undefined })
      changed(trail)
      return record(id, next, origin)
    },

    async remove({ id, rev }, trail) {
      cells.dashboards.set(id, { ...liveAt(id, rev), removed: true })
      setRights(cells, id, unshared)
      endLayers(cells, id)
      changed(trail)
    },

    async removeByOrigin(origin, trail) {
      for (const [id, head] of cells.dashboards) {
        if (head.origin !== origin || head.removed) continue
        cells.dashboards.set(id, { ...head, removed: true })
        setRights(cells, id, unshared)
        endLayers(cells, id)
      }
      changed(trail)
    },

    async revisions(id) {
      live(id)
      return (cells.revisions.get(id) ?? []).map(({ at, title, widgets }, i) => ({ rev: i + 1, at, title, widgets })).toReversed()
    },

    async revision(id, rev) {
      return record(id, rev, live(id).origin)
    },
  }
}
