import { sql } from 'kysely'
import { statement, type Queries } from '../query.ts'
import type { Runner } from '../runner.ts'
import type { Migration } from './migration.ts'

/** Tries and uses every program on the database counts together. */
export const attempts = {
  name: 'attempts',
  statements({ schema }: Queries, dialect: Runner['dialect']) {
    const text = dialect === 'postgres' ? sql`text collate "C"` : sql`text`
    return [
      statement(
        schema
          .createTable('attempts')
          .addColumn('kind', text, (c) => c.notNull())
          .addColumn('key', text, (c) => c.notNull())
          .addColumn('until', 'bigint', (c) => c.notNull())
          .addPrimaryKeyConstraint('attempts_key', ['kind', 'key']),
      ),
    ]
  },
} satisfies Migration
