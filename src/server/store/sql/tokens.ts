import type { StoredToken, TokenStore } from '../identity.ts'
import { notFound, taken } from '../record.ts'
import { rows, statement, type Queries } from './query.ts'
import { GuardFailed, type Runner } from './runner.ts'
import type { Tables } from './tables.ts'
import type { Trails } from './trails.ts'

/** Service tokens in SQL. */
export function createTokens(runner: Runner, q: Queries, trails: Trails): TokenStore {
  return {
    async list() {
      return (await rows(runner, q.selectFrom('service_tokens').selectAll().orderBy('created_at', 'desc').orderBy('id'))).map(tokenOf)
    },

    async find(id) {
      const [found] = await rows(runner, q.selectFrom('service_tokens').selectAll().where('id', '=', id))
      return found && { token: tokenOf(found), hash: found.hash }
    },

    async create(token, hash, trail) {
      const insert = q
        .insertInto('service_tokens')
        .values(rowOf(token, hash))
        .onConflict((c) => c.column('id').doNothing())
      try {
        await trails.run({ statements: [statement(insert, { name: 'exists', rows: 1 })], repeatable: false }, trail)
      } catch (error) {
        throw error instanceof GuardFailed ? taken('token', token.id) : error
      }
    },

    async used(id, at) {
      await runner.run({ statements: [statement(q.updateTable('service_tokens').set({ used_at: at }).where('id', '=', id))], repeatable: true })
    },

    async remove(id, trail) {
      try {
        await trails.run({ statements: [statement(q.deleteFrom('service_tokens').where('id', '=', id), { name: 'gone', rows: 1 })], repeatable: false }, trail)
      } catch (error) {
        throw error instanceof GuardFailed ? notFound('token', id) : error
      }
    },
  }
}

const rowOf = (it: StoredToken, hash: string): Tables['service_tokens'] => ({
  id: it.id,
  name: it.name,
  hash,
  scopes: JSON.stringify(it.scopes),
  owner: it.owner,
  created_at: it.createdAt,
  expires_at: it.expiresAt,
  used_at: it.lastUsedAt,
})

const tokenOf = (row: Tables['service_tokens']): StoredToken => ({
  id: row.id,
  name: row.name,
  // Only this store writes the column, always from a token.
  scopes: JSON.parse(row.scopes) as StoredToken['scopes'],
  owner: row.owner,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.used_at,
})
