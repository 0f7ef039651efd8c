import { sql, type ColumnDefinitionBuilder } from 'kysely'
import { statement, type Queries } from '../query.ts'
import type { Runner } from '../runner.ts'
import type { Migration } from './migration.ts'

const required = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.notNull()

/** What people did about the frame around their landing: strips closed or put away, hints seen. */
export const frames = {
  name: 'frames',
  statements({ schema }: Queries, dialect: Runner['dialect']) {
    const text = dialect === 'postgres' ? sql`text collate "C"` : sql`text`
    return [
      schema
        .createTable('frame_choices')
        .addColumn('person', text, required)
        .addColumn('act', text, required)
        .addColumn('name', text, required)
        .addColumn('at', 'bigint', required)
        .addPrimaryKeyConstraint('frame_choices_key', ['person', 'act', 'name']),
    ].map((step) => statement(step))
  },
} satisfies Migration
