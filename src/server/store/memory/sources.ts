import type { SourceConfig } from '#contract/source.ts'
import { notFound, stale, taken } from '../record.ts'
import type { SourceStore, StoredSource } from '../store.ts'
import type { Trail } from '../trail.ts'
import { byCodePoint } from '../text.ts'
import { forgetGrants } from './access.ts'
import type { Answered, Cells, Connection } from './cells.ts'
import { answeredBefore, remember } from './writes.ts'

/** Sources in memory. A removed one leaves its number behind, so that a later one of that name counts on. */
export function createSources(cells: Cells, changed: (trail?: Trail) => void): SourceStore {
  const liveAt = (id: string, rev: number): Connection => {
    const found = cells.sources.get(id)
    if (!found || found.removed) throw notFound('source', id)
    if (found.rev !== rev) throw stale(found.rev, rev)
    return found
  }

  return {
    async list() {
      return [...cells.sources]
        .filter(([, it]) => !it.removed)
        .toSorted(([a, x], [b, y]) => x.createdAt - y.createdAt || byCodePoint(a, b))
        .map(([, it]) => sourceOf(it.body, it.rev, it.origin))
    },

    async create(source, origin, at, write, trail) {
      const keyed = { operation: 'source.create', at, write }
      const before = answeredBefore(cells, keyed)
      if (before) return again(before)
      const old = cells.sources.get(source.id)
      if (old && !old.removed) throw taken('source', source.id)
      const rev = (old?.rev ?? 0) + 1
      const body = JSON.stringify(source)
      cells.sources.set(source.id, { rev, removed: false, origin, createdAt: at, body })
      remember(cells, keyed, { subject: source.id, rev, origin, body })
      changed(trail)
      return sourceOf(body, rev, origin)
    },

    async save(source, rev, at, write, trail) {
      const keyed = { operation: `source.save ${source.id}`, at, write }
      const before = answeredBefore(cells, keyed)
      if (before) return again(before)
      const old = liveAt(source.id, rev)
      const body = JSON.stringify(source)
      cells.sources.set(source.id, { ...old, rev: rev + 1, body })
      remember(cells, keyed, { subject: source.id, rev: rev + 1, origin: old.origin, body })
      changed(trail)
      return sourceOf(body, rev + 1, old.origin)
    },

    async remove(id, rev, trail) {
      cells.sources.set(id, { ...liveAt(id, rev), removed: true, body: '{}' })
      forgetGrants(cells, id)
      changed(trail)
    },
  }
}

const again = (before: Answered): StoredSource => sourceOf(before.body ?? '{}', before.rev, before.origin)

function sourceOf(body: string, rev: number, origin: string): StoredSource {
  // Written by this store only, always from a SourceConfig.
  return { ...(JSON.parse(body) as SourceConfig), rev, origin: origin === 'demo' ? 'demo' : 'ui' }
}
