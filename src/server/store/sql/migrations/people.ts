import { sql, type ColumnDefinitionBuilder } from 'kysely'
import { statement, type Queries } from '../query.ts'
import type { Runner } from '../runner.ts'
import type { Migration } from './migration.ts'

const required = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.notNull()
const key = (c: ColumnDefinitionBuilder): ColumnDefinitionBuilder => c.primaryKey().notNull()

/** People, what they may do, how they sign in, and what they are signed in with. */
export const people = {
  name: 'people',
  statements(q: Queries, dialect: Runner['dialect']) {
    const { schema } = q
    // Bytewise order, as SQLite has it.
    const text = dialect === 'postgres' ? sql`text collate "C"` : sql`text`
    return [
      schema
        .createTable('people')
        .addColumn('id', text, key)
        .addColumn('rev', 'bigint', required)
        .addColumn('name', 'text', required)
        .addColumn('login', text)
        .addColumn('password', 'text')
        .addColumn('email', 'text')
        .addColumn('disabled', 'integer', required)
        .addColumn('active', 'text')
        .addColumn('teams', 'text', required)
        .addColumn('sites', 'text', required)
        .addColumn('chosen_teams', 'text', required)
        .addColumn('chosen_sites', 'text', required)
        .addColumn('created_at', 'bigint', required)
        .addColumn('seen_at', 'bigint'),
      schema.createIndex('people_login').unique().on('people').column('login'),
      schema
        .createTable('person_roles')
        .addColumn('person', text, required)
        .addColumn('role', text, required)
        .addColumn('source', text, required)
        .addColumn('place', 'integer', required)
        .addPrimaryKeyConstraint('person_roles_key', ['person', 'role', 'source']),
      schema.createIndex('person_roles_role').on('person_roles').column('role'),
      schema
        .createTable('identities')
        .addColumn('issuer', text, required)
        .addColumn('subject', text, required)
        .addColumn('person', text, required)
        .addPrimaryKeyConstraint('identities_key', ['issuer', 'subject']),
      schema.createIndex('identities_person').on('identities').column('person'),
      schema
        .createTable('roles')
        .addColumn('id', text, key)
        .addColumn('rev', 'bigint', required)
        .addColumn('name', 'text', required)
        .addColumn('level', 'text', required)
        .addColumn('capabilities', 'text', required)
        .addColumn('landing', 'text')
        .addColumn('preset', 'integer', required)
        .addColumn('created_at', 'bigint', required)
        .addColumn('place', 'integer', required),
      schema
        .createTable('sessions')
        .addColumn('id', text, key)
        .addColumn('person', text, required)
        .addColumn('via', 'text', required)
        .addColumn('issuer', text)
        .addColumn('subject', text)
        .addColumn('idp_session', text)
        .addColumn('id_token', 'text')
        .addColumn('agent', 'text', required)
        .addColumn('network', 'text', required)
        .addColumn('created_at', 'bigint', required)
        .addColumn('seen_at', 'bigint', required)
        .addColumn('token_at', 'bigint', required)
        .addColumn('rotate_at', 'bigint', required),
      schema.createIndex('sessions_person').on('sessions').column('person'),
      schema.createIndex('sessions_issuer').on('sessions').columns(['issuer', 'subject']),
      schema
        .createTable('session_tokens')
        .addColumn('hash', text, key)
        .addColumn('session', text, required)
        .addColumn('made_at', 'bigint', required)
        .addColumn('retired_at', 'bigint'),
      schema.createIndex('session_tokens_session').on('session_tokens').column('session'),
      schema
        .createTable('service_tokens')
        .addColumn('id', text, key)
        .addColumn('name', 'text', required)
        .addColumn('hash', 'text', required)
        .addColumn('scopes', 'text', required)
        .addColumn('owner', text, required)
        .addColumn('created_at', 'bigint', required)
        .addColumn('expires_at', 'bigint', required)
        .addColumn('used_at', 'bigint'),
      schema
        .createTable('door')
        .addColumn('id', 'integer', key)
        .addColumn('epoch', 'bigint', required)
        .addColumn('code_hash', 'text')
        .addColumn('code_expires', 'bigint'),
      q.insertInto('door').values({ id: 1, epoch: 1, code_hash: null, code_expires: null }),
    ].map((step) => statement(step))
  },
} satisfies Migration
