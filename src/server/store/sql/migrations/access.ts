import { sql, type ColumnDefinitionBuilder } from 'kysely'
import { rightsByOrigin } from '../../access.ts'
import { statement, type Queries } from '../query.ts'
import type { Runner } from '../runner.ts'
import type { Migration } from './migration.ts'

const required = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.notNull()
const key = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.primaryKey().notNull()

/** Rights to dashboards and sources. Dashboards that are there already belong to nobody; everybody keeps what they could do. */
export const access = {
  name: 'access',
  statements(q: Queries, dialect: Runner['dialect']) {
    const { schema } = q
    // Bytewise order, as SQLite has it.
    const text = dialect === 'postgres' ? sql`text collate "C"` : sql`text`
    const rightsOf = (origin: 'own' | 'starter'): string => JSON.stringify(rightsByOrigin(origin))
    return [
      schema
        .createTable('dashboard_access')
        .addColumn('dashboard', text, key)
        .addColumn('rev', 'bigint', required)
        .addColumn('owner', text)
        .addColumn('rights', 'text', required),
      schema.createIndex('dashboard_access_owner').on('dashboard_access').column('owner').where(sql.ref('owner'), 'is not', null),
      schema
        .createTable('dashboard_subjects')
        .addColumn('kind', text, required)
        .addColumn('subject', text, required)
        .addColumn('dashboard', text, required)
        .addPrimaryKeyConstraint('dashboard_subjects_key', ['kind', 'subject', 'dashboard']),
      schema.createIndex('dashboard_subjects_dashboard').on('dashboard_subjects').column('dashboard'),
      schema.createTable('source_access').addColumn('source', text, key).addColumn('rev', 'bigint', required).addColumn('grants', 'text'),
      q
        .insertInto('dashboard_access')
        .columns(['dashboard', 'rev', 'owner', 'rights'])
        .expression((e) =>
          e
            .selectFrom('dashboards')
            .select((s) => [
              'id',
              sql<number>`1`.as('rev'),
              sql<string | null>`null`.as('owner'),
              s
                .case()
                .when('origin', '=', 'own')
                .then(sql.lit(rightsOf('own')))
                .else(sql.lit(rightsOf('starter')))
                .end()
                .as('rights'),
            ])
            .where('removed', '=', 0),
        ),
      q
        .insertInto('dashboard_subjects')
        .columns(['kind', 'subject', 'dashboard'])
        .expression((e) =>
          e
            .selectFrom('dashboards')
            .select([sql.lit('everyone').as('kind'), sql.lit('').as('subject'), 'id'])
            .where('removed', '=', 0),
        ),
    ].map((step) => statement(step))
  },
} satisfies Migration
