import { sql, type ColumnDefinitionBuilder } from 'kysely'
import { statement, type Queries } from '../query.ts'
import type { Runner } from '../runner.ts'
import type { Migration } from './migration.ts'

const required = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.notNull()

/** Sums of what was reported, per half hour and dimension. Filled from the reports there are by whoever first writes or reads them. */
export const rollups = {
  name: 'rollups',
  statements(q: Queries, dialect: Runner['dialect']) {
    const key = dialect === 'postgres' ? sql`text collate "C"` : sql`text`
    const table = q.schema
      .createTable('rollups')
      .addColumn('metric', key, required)
      .addColumn('slot', 'bigint', required)
      .addColumn('cls', 'integer', required)
      .addColumn('source', key, required)
      .addColumn('service', key, required)
      .addColumn('site', key, required)
      .addColumn('team', key, required)
      .addColumn('severity', key, required)
      .addColumn('split', key, required)
      .addColumn('n', 'bigint', required)
      .addColumn('sum', 'bigint', required)
      .addPrimaryKeyConstraint('rollups_key', ['metric', 'slot', 'cls', 'source', 'service', 'site', 'team', 'severity', 'split'])
    return [statement(dialect === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table)]
  },
} satisfies Migration
