import type { JsonRecord } from '#contract/json.ts'
import { notFound, stale, taken } from '../record.ts'
import type { Acknowledgement, OwnRecord, RecordKind, RecordStore } from '../records.ts'
import type { Reporting } from './reporting.ts'
import { rows, statement, type Queries } from './query.ts'
import { GuardFailed, type Runner } from './runner.ts'
import type { Tables } from './tables.ts'
import type { Trails } from './trails.ts'

/** Incidents, changes and acknowledgements in SQL. */
export function createRecords(runner: Runner, q: Queries, trails: Trails, { report }: Reporting): RecordStore {
  const find: RecordStore['find'] = async (by) => {
    const query = q.selectFrom('records').selectAll()
    const [found] = await rows(runner, 'id' in by ? query.where('id', '=', by.id) : query.where('made_by', '=', by.madeBy))
    return found && recordOf(found)
  }
  const reread = async (id: string): Promise<OwnRecord> => {
    const found = await find({ id })
    if (!found) throw notFound('record', id)
    return found
  }

  return {
    find,
    async number(kind) {
      const next = q
        .insertInto('counters')
        .values({ name: kind, value: 1 })
        .onConflict((c) => c.column('name').doUpdateSet((e) => ({ value: e('counters.value', '+', 1) })))
        .returning('value')
      const [outcome] = await runner.run({ statements: [statement(next)], repeatable: true })
      return Number(outcome?.rows[0]?.['value'])
    },
    async create(record, observation, trail) {
      const { id, kind, madeBy, at, updatedAt, body } = record
      const insert = q
        .insertInto('records')
        .values({ id, kind, rev: 1, made_by: madeBy, at, updated_at: updatedAt, body: JSON.stringify(body) })
        .onConflict((c) => c.doNothing())
      try {
        await report([observation], (reports) =>
          trails.run({ statements: [statement(insert, { name: 'exists', rows: 1 }), ...reports], repeatable: false }, trail),
        )
      } catch (error) {
        throw error instanceof GuardFailed ? taken(kind, id) : error
      }
      return { ...record, rev: 1 }
    },
    async save({ id, rev, body, updatedAt }, observation, trail) {
      const update = q
        .updateTable('records')
        .set({ rev: rev + 1, body: JSON.stringify(body), updated_at: updatedAt })
        .where('id', '=', id)
        .where('rev', '=', rev)
      try {
        await report([observation], (reports) =>
          trails.run({ statements: [statement(update, { name: 'stale', rows: 1 }), ...reports], repeatable: false }, trail),
        )
      } catch (error) {
        throw error instanceof GuardFailed ? stale((await reread(id)).rev, rev) : error
      }
      return reread(id)
    },
    async acknowledge(all, trail) {
      if (all.length === 0) return
      const insert = q
        .insertInto('acknowledgements')
        .values(all.map(({ alert, by, at, run, note }) => ({ alert, person: by.id, name: by.name, at, run, note })))
        .onConflict((c) => c.column('alert').doNothing())
      await trails.run({ statements: [statement(insert)], repeatable: true }, trail)
    },
    async acknowledged(alerts) {
      if (alerts.length === 0) return []
      const found = await rows(
        runner,
        q
          .selectFrom('acknowledgements')
          .selectAll()
          .where('alert', 'in', [...alerts]),
      )
      const byAlert = new Map(found.map((row) => [row.alert, row]))
      return alerts.flatMap((alert) => {
        const row = byAlert.get(alert)
        return row ? [ackOf(row)] : []
      })
    },
  }
}

const ackOf = ({ alert, person, name, at, run, note }: Tables['acknowledgements']): Acknowledgement => ({
  alert,
  by: { id: person, name },
  at,
  run,
  note,
})

const recordOf = (row: Tables['records']): OwnRecord => ({
  id: row.id,
  // Only this store writes the column, always from a RecordKind; so with the body.
  kind: row.kind as RecordKind,
  rev: row.rev,
  madeBy: row.made_by,
  at: row.at,
  updatedAt: row.updated_at,
  body: JSON.parse(row.body) as JsonRecord,
})
