import { hasIntent } from '#core/workflow/effects.ts'
import { isHeldByOther } from '#core/workflow/lease.ts'
import { ServerFault } from '../../fault.ts'
import { notFound, stale, taken } from '../record.ts'
import type { RunStore, RunWrite, StoredRun } from '../runs.ts'
import { byCodePoint } from '../text.ts'
import type { Trail } from '../trail.ts'
import type { Cells, RunCell } from './cells.ts'
import { answeredBefore, remember } from './writes.ts'

/** Runs in memory. Every method does its work before it first waits, so no two can mix. */
export function createRuns(cells: Cells, changed: (trail?: Trail) => void): RunStore {
  const needed = (id: string): RunCell => {
    const found = cells.runs.get(id)
    if (!found) throw notFound('run', id)
    return found
  }
  const given = ({ run, rev, lease, seen }: RunCell): StoredRun => structuredClone({ run, rev, lease, seen })
  const put = (it: RunWrite & { readonly about?: string | undefined }, rev: number, old: RunCell | undefined): StoredRun => {
    const stays = it.run.state === 'open' && old?.run.owner.id === it.run.owner.id
    const about = old ? (stays ? old.about : undefined) : it.about
    const cell: RunCell = structuredClone({ run: it.run, rev, wakeAt: it.wakeAt, lease: it.lease ?? old?.lease, seen: old?.seen, about })
    cells.runs.set(it.run.id, cell)
    return given(cell)
  }
  const latest = (all: readonly RunCell[]): readonly StoredRun[] =>
    all.toSorted((a, b) => b.run.updatedAt - a.run.updatedAt || byCodePoint(a.run.id, b.run.id)).map(given)

  return {
    async create(it, trail) {
      const { id } = it.run
      const keyed = { operation: 'run.create', at: it.now, write: it.write }
      const before = answeredBefore(cells, keyed)
      if (before) return given(needed(before.subject))
      const there = it.about === undefined ? undefined : [...cells.runs.values()].find(({ about }) => about === it.about)
      if (there) return given(there)
      if (cells.runs.has(id)) throw taken('run', id)
      const made = put(it, 1, undefined)
      remember(cells, keyed, { subject: id, rev: 1, origin: '', body: undefined })
      changed(trail)
      return made
    },
    read: async (id) => given(needed(id)),
    async list({ of, states, limit }) {
      const isTheirs = ({ run }: RunCell): boolean => run.owner.id === of || run.helpers.some(({ id }) => id === of)
      return latest([...cells.runs.values()].filter((it) => states.includes(it.run.state) && isTheirs(it))).slice(0, limit)
    },
    async save(it, trail) {
      const { id } = it.run
      const keyed = { operation: `run.save ${id}`, at: it.now, write: it.write }
      if (answeredBefore(cells, keyed)) return given(needed(id))
      const old = needed(id)
      if (old.rev !== it.rev) throw stale(old.rev, it.rev)
      if (it.lease && isHeldByOther(old.lease, it.lease.device.id, it.now)) throw held(old)
      const saved = put(it, it.rev + 1, old)
      remember(cells, keyed, { subject: id, rev: saved.rev, origin: '', body: undefined })
      changed(trail)
      return saved
    },
    async lease({ id, device, lease, over, now }, trail) {
      const old = needed(id)
      const isOthers = isHeldByOther(old.lease, device, now)
      if (isOthers && !over && lease) throw held(old)
      // Whoever lets go lets go of their own only.
      const next = lease ?? (old.lease?.device.id === device ? undefined : old.lease)
      cells.runs.set(id, { ...old, lease: structuredClone(next) })
      changed(trail)
      return given(needed(id))
    },
    async see(id, seen) {
      cells.runs.set(id, { ...needed(id), seen: structuredClone(seen) })
      changed()
    },
    withIntents: async (limit) => latest([...cells.runs.values()].filter(({ run }) => hasIntent(run))).slice(0, limit),
    due: async (now, limit) =>
      [...cells.runs.values()]
        .filter(({ run, wakeAt }) => run.state === 'open' && wakeAt <= now)
        .toSorted((a, b) => a.wakeAt - b.wakeAt || byCodePoint(a.run.id, b.run.id))
        .slice(0, limit)
        .map(given),
    async people(id) {
      const found = cells.runs.get(id)
      return found ? [found.run.owner.id, ...found.run.helpers.map((helper) => helper.id)] : []
    },
    async forget(before) {
      for (const [id, { run }] of cells.runs) if (run.recoverableUntil !== undefined && run.recoverableUntil <= before) cells.runs.delete(id)
      changed()
    },
  }
}

export const held = ({ lease }: Pick<StoredRun, 'lease'>): ServerFault => new ServerFault('held', { detail: lease?.device.label ?? '' })
