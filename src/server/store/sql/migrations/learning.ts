import { sql, type ColumnDefinitionBuilder } from 'kysely'
import { statement, type Queries } from '../query.ts'
import type { Runner } from '../runner.ts'
import type { Migration } from './migration.ts'

const required = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.notNull()
const key = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.primaryKey().notNull()

/** Of the roles that came with the product, as they were when this step was written. */
const parents = {
  sre: 'noc-operator',
  'security-analyst': 'noc-operator',
  helpdesk: 'noc-operator',
  'service-owner': 'it-manager',
  executive: 'it-manager',
  'change-manager': 'it-manager',
  'platform-admin': 'sre',
  administrator: 'platform-admin',
}

/** What is learned from use, and what a role falls back on. */
export const learning = {
  name: 'learning',
  statements(q: Queries, dialect: Runner['dialect']) {
    const { schema } = q
    const onPostgres = dialect === 'postgres'
    // Bytewise order, as SQLite has it.
    const text = onPostgres ? sql`text collate "C"` : sql`text`
    const counted = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => (onPostgres ? c.notNull().generatedAlwaysAsIdentity() : c.primaryKey().notNull())
    return [
      schema
        .createTable('learners')
        .addColumn('person', text, key)
        .addColumn('key', text, (c) => c.notNull().unique())
        .addColumn('rev', 'bigint', required)
        .addColumn('role', text)
        .addColumn('settings', 'text', required)
        .addColumn('profile', 'text')
        .addColumn('slots', 'text', required)
        .addColumn('contribution', 'integer', required),
      schema.createIndex('learners_role').on('learners').column('role'),
      schema
        .createTable('signals')
        .addColumn('seq', onPostgres ? 'bigint' : 'integer', counted)
        .addColumn('key', text, required)
        .addColumn('id', text, required)
        .addColumn('minute', 'bigint', required)
        .addColumn('kind', 'text', required)
        .addColumn('item', 'text', required)
        .addColumn('came_from', 'text')
        .addColumn('via', 'text', required)
        .addColumn('step', 'text')
        .addColumn('look', 'text')
        .addColumn('shape', 'text')
        .addUniqueConstraint('signals_once', ['key', 'id']),
      schema.createIndex('signals_minute').on('signals').column('minute'),
      schema
        .createTable('seed_heads')
        .addColumn('role', text, key)
        .addColumn('rev', 'bigint', required)
        .addColumn('published', 'bigint')
        .addColumn('prior', 'text')
        .addColumn('built_at', 'bigint'),
      schema
        .createTable('seeds')
        .addColumn('role', text, required)
        .addColumn('version', 'bigint', required)
        .addColumn('built_at', 'bigint', required)
        .addColumn('published_at', 'bigint')
        .addColumn('items', 'text', required)
        .addPrimaryKeyConstraint('seeds_key', ['role', 'version']),
      schema.alterTable('roles').addColumn('parent', text),
      schema.alterTable('roles').addColumn('shared', 'integer', (c) => c.notNull().defaultTo(0)),
      ...Object.entries(parents).map(([id, parent]) => q.updateTable('roles').set({ parent }).where('id', '=', id).where('preset', '=', 1)),
    ].map((step) => statement(step))
  },
} satisfies Migration
