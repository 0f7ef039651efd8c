import { secretFields } from '#contract/source.ts'
import type { KeptSecrets, SecretField, SourceConfig } from '#contract/source.ts'
import { notFound, stale, taken } from '../record.ts'
import type { SealedSecrets, SourceStore, StoredSource } from '../store.ts'
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

  const keep = (source: string, sealed: SealedSecrets | undefined, at: number): void => {
    for (const field of secretFields) {
      const text = sealed?.[field]
      if (text === null) cells.sourceSecrets.delete(place(source, field))
      if (typeof text === 'string') cells.sourceSecrets.set(place(source, field), { source, field, sealed: text, at })
    }
  }
  const forget = (source: string): void => {
    for (const field of secretFields) cells.sourceSecrets.delete(place(source, field))
  }
  const keptOf = (source: string): { readonly secrets?: KeptSecrets } => {
    const kept = secretFields.flatMap((field) => cells.sourceSecrets.get(place(source, field)) ?? [])
    return kept.length === 0 ? {} : { secrets: Object.fromEntries(kept.map(({ field, at }) => [field, { setAt: at }])) }
  }
  const shown = (id: string, body: string, rev: number, origin: string): StoredSource => ({ ...sourceOf(body, rev, origin), ...keptOf(id) })
  const again = (before: Answered): StoredSource => shown(before.subject, before.body ?? '{}', before.rev, before.origin)

  return {
    async list() {
      return [...cells.sources]
        .filter(([, it]) => !it.removed)
        .toSorted(([a, x], [b, y]) => x.createdAt - y.createdAt || byCodePoint(a, b))
        .map(([id, it]) => shown(id, it.body, it.rev, it.origin))
    },

    async create({ sealed, ...source }, origin, at, write, trail) {
      const keyed = { operation: 'source.create', at, write }
      const before = answeredBefore(cells, keyed)
      if (before) return again(before)
      const old = cells.sources.get(source.id)
      if (old && !old.removed) throw taken('source', source.id)
      const rev = (old?.rev ?? 0) + 1
      const body = JSON.stringify(source)
      cells.sources.set(source.id, { rev, removed: false, origin, createdAt: at, body })
      forget(source.id)
      keep(source.id, sealed, at)
      remember(cells, keyed, { subject: source.id, rev, origin, body })
      changed(trail)
      return shown(source.id, body, rev, origin)
    },

    async save({ sealed, ...source }, rev, at, write, trail) {
      const keyed = { operation: `source.save ${source.id}`, at, write }
      const before = answeredBefore(cells, keyed)
      if (before) return again(before)
      const old = liveAt(source.id, rev)
      const body = JSON.stringify(source)
      cells.sources.set(source.id, { ...old, rev: rev + 1, body })
      keep(source.id, sealed, at)
      remember(cells, keyed, { subject: source.id, rev: rev + 1, origin: old.origin, body })
      changed(trail)
      return shown(source.id, body, rev + 1, old.origin)
    },

    async remove(id, rev, trail) {
      cells.sources.set(id, { ...liveAt(id, rev), removed: true, body: '{}' })
      forget(id)
      forgetGrants(cells, id)
      changed(trail)
    },

    secret: async (id, field) => cells.sourceSecrets.get(place(id, field))?.sealed,
    secrets: async () => [...cells.sourceSecrets.values()].map(({ source, field, sealed }) => ({ source, field, sealed })),
    async reseal({ source, field, sealed: before }, sealed) {
      const found = cells.sourceSecrets.get(place(source, field))
      if (found?.sealed !== before) return
      cells.sourceSecrets.set(place(source, field), { ...found, sealed })
      changed()
    },
  }
}

const place = (source: string, field: SecretField): string => `${source} ${field}`

function sourceOf(body: string, rev: number, origin: string): StoredSource {
  // Written by this store only, always from a SourceConfig.
  return { ...(JSON.parse(body) as SourceConfig), rev, origin: origin === 'demo' ? 'demo' : 'ui' }
}
