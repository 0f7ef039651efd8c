import { sql, type ColumnDefinitionBuilder } from 'kysely'
import { statement, type Queries } from '../query.ts'
import type { Runner } from '../runner.ts'
import type { Migration } from './migration.ts'

const required = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.notNull()
const key = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.primaryKey().notNull()

/** Work in steps, and the incidents, changes and acknowledgements it makes. */
export const runs = {
  name: 'runs',
  statements(q: Queries, dialect: Runner['dialect']) {
    const { schema } = q
    // Bytewise order, as SQLite has it.
    const text = dialect === 'postgres' ? sql`text collate "C"` : sql`text`
    return [
      schema
        .createTable('runs')
        .addColumn('id', text, key)
        .addColumn('rev', 'bigint', required)
        .addColumn('owner', text, required)
        .addColumn('state', text, required)
        .addColumn('pending', 'integer', required)
        .addColumn('updated_at', 'bigint', required)
        .addColumn('wake_at', 'bigint', required)
        .addColumn('gone_at', 'bigint')
        .addColumn('lease_device', text)
        .addColumn('lease_until', 'bigint')
        .addColumn('lease', 'text')
        .addColumn('seen', 'text')
        .addColumn('body', 'text', required),
      schema.createIndex('runs_owner').on('runs').columns(['owner', 'state']),
      schema.createIndex('runs_wake').on('runs').columns(['state', 'wake_at']),
      schema.createIndex('runs_pending').on('runs').column('pending').where(sql.ref('pending'), '=', sql.lit(1)),
      schema.createIndex('runs_gone').on('runs').column('gone_at').where(sql.ref('gone_at'), 'is not', null),
      schema
        .createTable('run_helpers')
        .addColumn('person', text, required)
        .addColumn('run', text, required)
        .addPrimaryKeyConstraint('run_helpers_key', ['person', 'run']),
      schema.createIndex('run_helpers_run').on('run_helpers').column('run'),
      schema
        .createTable('records')
        .addColumn('id', text, key)
        .addColumn('kind', text, required)
        .addColumn('rev', 'bigint', required)
        .addColumn('made_by', text, required)
        .addColumn('at', 'bigint', required)
        .addColumn('updated_at', 'bigint', required)
        .addColumn('body', 'text', required),
      schema.createIndex('records_made_by').unique().on('records').column('made_by'),
      schema.createTable('counters').addColumn('name', text, key).addColumn('value', 'bigint', required),
      schema
        .createTable('acknowledgements')
        .addColumn('alert', text, key)
        .addColumn('person', text, required)
        .addColumn('name', 'text', required)
        .addColumn('at', 'bigint', required)
        .addColumn('run', text, required)
        .addColumn('note', 'text', required),
    ].map((step) => statement(step))
  },
} satisfies Migration
