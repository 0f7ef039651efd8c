import { sql, type ColumnDefinitionBuilder } from 'kysely'
import { statement, type Queries } from '../query.ts'
import type { Runner } from '../runner.ts'
import type { Migration } from './migration.ts'

const required = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.notNull()

/** What sources prove themselves with, sealed. */
export const sourceSecrets = {
  name: 'source-secrets',
  statements({ schema }: Queries, dialect: Runner['dialect']) {
    // Bytewise order, as SQLite has it.
    const text = dialect === 'postgres' ? sql`text collate "C"` : sql`text`
    return [
      statement(
        schema
          .createTable('source_secrets')
          .addColumn('source', text, required)
          .addColumn('field', text, required)
          .addColumn('sealed', 'text', required)
          .addColumn('set_at', 'bigint', required)
          .addPrimaryKeyConstraint('source_secrets_key', ['source', 'field']),
      ),
    ]
  },
} satisfies Migration
