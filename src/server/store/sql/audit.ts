import { sql } from 'kysely'
import { entryOf, headFact, headText, noHead, readHead } from '../audit.ts'
import type { AuditStore } from '../audit.ts'
import { prepare, rows, statement, type Queries } from './query.ts'
import { GuardFailed, type Runner } from './runner.ts'

/** The audit in SQL. Lines are only ever added and sealed. */
export function createAudit(runner: Runner, q: Queries): AuditStore {
  const begins = (column: 'action' | 'object', text: string) => sql<boolean>`substr(${sql.ref(column)}, 1, ${sql.lit(Array.from(text).length)}) = ${text}`

  const place = prepare(
    (v: { readonly seq: number; readonly place: number; readonly hash: string }) =>
      q.updateTable('audit').set({ place: v.place, hash: v.hash }).where('seq', '=', v.seq).where('place', 'is', null),
    { name: 'sealed', rows: 1 },
  )

  return {
    async list({ before, action, object, limit }) {
      let found = q.selectFrom('audit').select(['seq', 'hash', 'line']).orderBy('seq', 'desc').limit(limit)
      if (before !== undefined) found = found.where('seq', '<', before)
      if (action) found = found.where(begins('action', action))
      if (object) found = found.where(begins('object', object))
      return (await rows(runner, found, 'scan')).map(entryOf)
    },
    async head() {
      const [found] = await rows(runner, q.selectFrom('facts').select('value').where('name', '=', headFact))
      return readHead(found?.value)
    },
    unsealed: (limit) => rows(runner, q.selectFrom('audit').select(['seq', 'line']).where('place', 'is', null).orderBy('seq').limit(limit)),
    async seal(from, lines) {
      const last = lines.at(-1)
      if (!last) return true
      const there = q
        .insertInto('facts')
        .values({ name: headFact, value: headText(noHead) })
        .onConflict((c) => c.column('name').doNothing())
      // Locks the head first: of several who seal at once one goes on, the others find it moved.
      const advance = q
        .updateTable('facts')
        .set({ value: headText(last) })
        .where('name', '=', headFact)
        .where('value', '=', headText(from))
      const statements = [
        statement(there),
        statement(advance, { name: 'head', rows: 1 }),
        ...lines.map((it) => place({ seq: it.seq, place: it.place, hash: it.hash })),
      ]
      try {
        await runner.run({ statements, repeatable: false })
        return true
      } catch (error) {
        if (error instanceof GuardFailed) return false
        throw error
      }
    },
    async sealed(afterPlace, limit) {
      const found = await rows(
        runner,
        q.selectFrom('audit').select(['seq', 'place', 'hash', 'line']).where('place', '>', afterPlace).orderBy('place').limit(limit),
        'scan',
      )
      return found.map((row) => ({ seq: row.seq, place: row.place ?? 0, hash: row.hash ?? '', line: row.line }))
    },
  }
}
