import { sql, type ColumnDefinitionBuilder } from 'kysely'
import { statement, type Queries } from '../query.ts'
import type { Runner } from '../runner.ts'
import type { Migration } from './migration.ts'

const required = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.notNull()

/** What others should hear of, and the record of who did what. */
export const trail = {
  name: 'trail',
  statements(q: Queries, dialect: Runner['dialect']) {
    const { schema } = q
    const onPostgres = dialect === 'postgres'
    // The store's clock, not the programs': they may disagree.
    const now = onPostgres ? sql`((extract(epoch from clock_timestamp()) * 1000)::bigint)` : sql`(cast(unixepoch('subsec') * 1000 as integer))`
    const counted = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => (onPostgres ? c.notNull().generatedAlwaysAsIdentity() : c.primaryKey().notNull())
    const kind = onPostgres ? ('bigint' as const) : ('integer' as const)

    const outbox = schema
      .createTable('outbox')
      .addColumn('seq', kind, counted)
      .addColumn('at', 'bigint', (c) => c.notNull().defaultTo(now))
      .addColumn('topic', 'text', required)
      .addColumn('id', 'text', required)
      .addColumn('rev', 'bigint')
    const audit = schema
      .createTable('audit')
      .addColumn('seq', kind, (c) => (onPostgres ? counted(c).primaryKey() : counted(c)))
      .addColumn('at', 'bigint', required)
      .addColumn('actor', 'text', required)
      .addColumn('action', 'text', required)
      .addColumn('object', 'text', required)
      .addColumn('line', 'text', required)
      // Place in the chain, given when the line is sealed: lines may appear later than ones with a higher `seq`.
      .addColumn('place', 'bigint')
      .addColumn('hash', 'text')
    return [
      onPostgres
        ? outbox.addColumn('xid', sql`xid8`, (c) => c.notNull().defaultTo(sql`pg_current_xact_id()`)).addPrimaryKeyConstraint('outbox_key', ['xid', 'seq'])
        : outbox,
      audit,
      // Where writers take turns, what is not sealed yet comes after the last line that is; an index would only slow every save.
      ...(onPostgres ? [schema.createIndex('audit_unsealed').on('audit').column('seq').where(sql.ref('place'), 'is', null)] : []),
      schema.createIndex('audit_place').unique().on('audit').column('place').where(sql.ref('place'), 'is not', null),
      // Where counting begins: there is always a newest row, so a cursor always names one.
      q.insertInto('outbox').values({ topic: 'demo', id: '', rev: null }),
    ].map((step) => statement(step))
  },
} satisfies Migration
