import { createHints } from '../hints.ts'
import { cursorOf, isBefore, nowhere, placeOf, type Place } from '../cursor.ts'
import { mostBehind, type Outbox, type Trail } from '../trail.ts'
import type { Cells, OutboxRow } from './cells.ts'

/** Trails in memory. `leave` belongs to a change and never waits, so both happen or neither. */
export function createTrails(cells: Cells) {
  const hints = createHints()
  const last = (): number => [...cells.outbox.keys()].at(-1) ?? 0
  let seq = last()
  let line = [...cells.audit.keys()].at(-1) ?? 0

  const place = (row: Pick<OutboxRow, 'seq'>): Place => ({ xid: nowhere.xid, seq: row.seq })

  const outbox: Outbox = {
    async read(after, limit) {
      const head = cursorOf({ xid: nowhere.xid, seq })
      if (after === undefined) return { changes: [], cursor: head, reset: false, more: false }
      const from = placeOf(after)
      const [first = 0] = cells.outbox.keys()
      if (!from || isBefore(from, place({ seq: first })) || isBefore(place({ seq }), from)) return { changes: [], cursor: head, reset: true, more: false }
      const later = [...cells.outbox.values()].filter((row) => row.seq > from.seq)
      const page = later.slice(0, limit)
      const changes = page.map(({ topic, id, rev, seq: at }) => ({ cursor: cursorOf(place({ seq: at })), topic, id, ...(rev !== undefined && { rev }) }))
      return { changes, cursor: changes.at(-1)?.cursor ?? after, reset: false, more: later.length > page.length }
    },
    async behind(cursor) {
      const from = placeOf(cursor)
      const later = [...cells.outbox.values()].filter((row) => from && row.seq > from.seq)
      const ageMs = later[0] ? Math.max(0, Date.now() - later[0].at) : 0
      return { rows: Math.min(later.length, mostBehind), ageMs, readableMs: ageMs }
    },
    async prune(keepMs) {
      const before = Date.now() - keepMs
      const old = [...cells.outbox.values()].filter((row) => row.at <= before)
      for (const row of old.slice(0, -1)) cells.outbox.delete(row.seq)
    },
    onHint: hints.onHint,
  }

  return {
    outbox,
    leave(trail: Trail | undefined): void {
      if (trail?.audit) {
        line++
        cells.audit.set(line, { ...structuredClone(trail.audit), seq: line, place: null, hash: null })
      }
      for (const change of trail?.changes ?? []) {
        seq++
        cells.outbox.set(seq, { ...change, seq, at: Date.now() })
      }
      if (trail?.changes?.length) hints.told()
    },
  }
}
