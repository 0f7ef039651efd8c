import { sql, type ColumnDefinitionBuilder } from 'kysely'
import { statement, type Queries } from '../query.ts'
import type { Runner } from '../runner.ts'
import type { Migration } from './migration.ts'

const required = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.notNull()
const key = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.primaryKey().notNull()

/** What people arrange for themselves: layers over dashboards, and where they land. */
export const layers = {
  name: 'layers',
  statements(q: Queries, dialect: Runner['dialect']) {
    const { schema } = q
    const text = dialect === 'postgres' ? sql`text collate "C"` : sql`text`
    return [
      schema
        .createTable('layers')
        .addColumn('id', text, key)
        .addColumn('person', text, required)
        .addColumn('dashboard', text, required)
        .addColumn('rev', 'bigint', required)
        .addColumn('updated_at', 'bigint', required)
        .addColumn('body', 'text', required),
      schema.createIndex('layers_dashboard').on('layers').column('dashboard'),
      schema.alterTable('people').addColumn('landing', 'text'),
    ].map((step) => statement(step))
  },
} satisfies Migration
