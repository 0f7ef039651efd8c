import { stale, taken, notFound } from '../record.ts'
import type { RecordStore } from '../records.ts'
import type { Trail } from '../trail.ts'
import type { Cells } from './cells.ts'
import { takeIn } from './observations.ts'

/** Incidents, changes and acknowledgements in memory. */
export function createRecords(cells: Cells, changed: (trail?: Trail) => void): RecordStore {
  return {
    async number(kind) {
      const next = (cells.counters.get(kind) ?? 0) + 1
      cells.counters.set(kind, next)
      changed()
      return next
    },
    async create(record, observation, trail) {
      if ([...cells.records.values()].some((one) => one.id === record.id || one.madeBy === record.madeBy)) throw taken(record.kind, record.id)
      const made = structuredClone({ ...record, rev: 1 })
      cells.records.set(record.id, made)
      takeIn(cells, [observation])
      changed(trail)
      return structuredClone(made)
    },
    async save({ id, rev, body, updatedAt }, observation, trail) {
      const old = cells.records.get(id)
      if (!old) throw notFound('record', id)
      if (old.rev !== rev) throw stale(old.rev, rev)
      const next = structuredClone({ ...old, rev: rev + 1, body, updatedAt })
      cells.records.set(id, next)
      takeIn(cells, [observation])
      changed(trail)
      return structuredClone(next)
    },
    async find(by) {
      const found = 'id' in by ? cells.records.get(by.id) : [...cells.records.values()].find((one) => one.madeBy === by.madeBy)
      return structuredClone(found)
    },
    async acknowledge(all, trail) {
      for (const it of all) if (!cells.acknowledgements.has(it.alert)) cells.acknowledgements.set(it.alert, structuredClone(it))
      changed(trail)
    },
    async acknowledged(alerts) {
      return structuredClone(alerts.flatMap((alert) => cells.acknowledgements.get(alert) ?? []))
    },
  }
}
