import { entryOf, headFact, headText, readHead } from '../audit.ts'
import type { AuditStore } from '../audit.ts'
import type { AuditRow, Cells } from './cells.ts'

/** As it was written: what sealing added is left out. */
const lineOf = ({ seq: _seq, place: _place, hash: _hash, ...draft }: AuditRow): string => JSON.stringify(draft)

/** The audit in memory. */
export function createAudit(cells: Cells, changed: () => void): AuditStore {
  const head = () => readHead(cells.facts.get(headFact))
  return {
    async list({ before = Number.POSITIVE_INFINITY, action = '', object = '', limit }) {
      const found = [...cells.audit.values()].filter((row) => row.seq < before && row.action.startsWith(action) && row.object.startsWith(object))
      return found
        .toReversed()
        .slice(0, limit)
        .map((row) => entryOf({ seq: row.seq, hash: row.hash, line: lineOf(row) }))
    },
    head: async () => head(),
    async unsealed(limit) {
      const found = [...cells.audit.values()].filter((row) => row.place === null)
      return found.slice(0, limit).map((row) => ({ seq: row.seq, line: lineOf(row) }))
    },
    async seal(from, lines) {
      if (headText(head()) !== headText(from) || lines.some(({ seq }) => cells.audit.get(seq)?.place !== null)) return false
      for (const { seq, place, hash } of lines) {
        const row = cells.audit.get(seq)
        if (row) cells.audit.set(seq, { ...row, place, hash })
      }
      cells.facts.set(headFact, headText(lines.at(-1) ?? from))
      changed()
      return true
    },
    async sealed(afterPlace, limit) {
      const found = [...cells.audit.values()].flatMap((row) =>
        row.place !== null && row.place > afterPlace ? [{ seq: row.seq, place: row.place, hash: row.hash ?? '', line: lineOf(row) }] : [],
      )
      return found.toSorted((a, b) => a.place - b.place).slice(0, limit)
    },
  }
}
