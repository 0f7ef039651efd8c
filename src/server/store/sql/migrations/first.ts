import { sql, type ColumnDefinitionBuilder, type CreateTableBuilder } from 'kysely'
import { statement, type Queries } from '../query.ts'
import type { Runner } from '../runner.ts'
import type { Migration } from './migration.ts'

const required = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.notNull()

/** Dashboards with history, sources, observations, samples, facts, idempotency keys. */
export const first = {
  name: 'first',
  statements(q: Queries, dialect: Runner['dialect']) {
    const { schema } = q
    // Bytewise order, as SQLite has it: ranges over series names depend on it.
    const key = dialect === 'postgres' ? sql`text collate "C"` : sql`text`
    // Rows live in the key's own tree: half the size for narrow tables.
    const clustered = <T extends string, C extends string>(table: CreateTableBuilder<T, C>) =>
      dialect === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table
    return [
      schema
        .createTable('dashboards')
        .addColumn('id', key, (c) => c.primaryKey().notNull())
        .addColumn('rev', 'bigint', required)
        .addColumn('removed', 'integer', required)
        .addColumn('origin', 'text', required),
      schema
        .createTable('revisions')
        .addColumn('id', key, required)
        .addColumn('rev', 'bigint', required)
        .addColumn('at', 'bigint', required)
        .addColumn('title', 'text', required)
        .addColumn('widgets', 'integer', required)
        .addColumn('doc', 'text', required)
        .addPrimaryKeyConstraint('revisions_key', ['id', 'rev']),
      schema
        .createTable('write_keys')
        .addColumn('key', key, (c) => c.primaryKey().notNull())
        .addColumn('body_hash', 'text', required)
        .addColumn('at', 'bigint', required)
        .addColumn('subject', 'text', required)
        .addColumn('rev', 'bigint', required)
        .addColumn('origin', 'text', required)
        .addColumn('body', 'text'),
      schema.createIndex('write_keys_at').on('write_keys').column('at'),
      schema
        .createTable('sources')
        .addColumn('id', key, (c) => c.primaryKey().notNull())
        .addColumn('rev', 'bigint', required)
        .addColumn('removed', 'integer', required)
        .addColumn('origin', 'text', required)
        .addColumn('created_at', 'bigint', required)
        .addColumn('updated_at', 'bigint', required)
        .addColumn('body', 'text', required),
      schema
        .createTable('observations')
        .addColumn('id', key, (c) => c.primaryKey().notNull())
        .addColumn('kind', key, required)
        .addColumn('source', 'text', required)
        .addColumn('severity', 'text', required)
        .addColumn('status', 'text', required)
        .addColumn('service', 'text')
        .addColumn('site', 'text')
        .addColumn('team', 'text')
        .addColumn('owner', 'text')
        .addColumn('started_at', 'bigint', required)
        .addColumn('ended_at', 'bigint')
        .addColumn('updated_at', 'bigint', required)
        .addColumn('digest', 'text', required)
        .addColumn('body', 'text', required),
      schema.createIndex('observations_kind_start').on('observations').columns(['kind', 'started_at', 'ended_at']),
      schema.createIndex('observations_open').on('observations').columns(['kind', 'started_at']).where(sql.ref('ended_at'), 'is', null),
      clustered(
        schema
          .createTable('observation_labels')
          .addColumn('name', key, required)
          .addColumn('observation', key, required)
          .addColumn('digest', 'text', required)
          .addColumn('value', 'text', required)
          .addPrimaryKeyConstraint('observation_labels_key', ['name', 'observation']),
      ),
      schema.createIndex('observation_labels_observation').on('observation_labels').column('observation'),
      clustered(
        schema
          .createTable('samples')
          .addColumn('series', key, required)
          .addColumn('at', 'bigint', required)
          .addColumn('value', 'double precision', required)
          .addPrimaryKeyConstraint('samples_key', ['series', 'at']),
      ),
      clustered(
        schema
          .createTable('facts')
          .addColumn('name', key, (c) => c.primaryKey().notNull())
          .addColumn('value', 'text', required),
      ),
    ].map((step) => statement(step))
  },
} satisfies Migration
