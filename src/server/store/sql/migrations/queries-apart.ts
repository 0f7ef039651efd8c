import { sql } from 'kysely'
import { statement, type Queries } from '../query.ts'
import type { Runner } from '../runner.ts'
import type { Tables } from '../tables.ts'
import type { Migration } from './migration.ts'

/** Queries people wrote, beside what is learned of them: that is written anew with every batch of signals. */
export const queriesApart = {
  name: 'queries apart',
  statements(q: Queries, dialect: Runner['dialect']) {
    // Bytewise order, as SQLite has it.
    const text = dialect === 'postgres' ? sql`text collate "C"` : sql`text`
    const written = sql<Tables['kept_queries']>`select person, queries from learners where queries is not null`
    return [
      q.schema
        .createTable('kept_queries')
        .addColumn('person', text, (c) => c.primaryKey().notNull())
        .addColumn('queries', 'text', (c) => c.notNull()),
      q.insertInto('kept_queries').columns(['person', 'queries']).expression(written),
      q.schema.alterTable('learners').dropColumn('queries'),
    ].map((step) => statement(step))
  },
} satisfies Migration
