import { afterAll, beforeAll, describe } from 'vitest'
import { migrate } from '#server/store/sql/migrate.ts'
import type { Runner } from '#server/store/sql/runner.ts'
import { createSqlStore } from '#server/store/sql/sql-store.ts'
import { openPglite } from '#tests/support/pglite.ts'
import { storeLaws } from './store-laws.ts'
import { t0 } from './store-laws/examples.ts'

describe('the SQL store on PGlite', () => {
  let pglite: Runner
  beforeAll(async () => {
    pglite = await openPglite()
  }, 60_000)
  afterAll(() => pglite.close(), 60_000)

  storeLaws(async () => {
    await pglite.run({ statements: ['drop schema public cascade', 'create schema public'].map((sql) => ({ sql, params: [] })), repeatable: true })
    await migrate(pglite, { now: t0 })
    return {
      open: async () => createSqlStore({ ...pglite, close: async () => undefined }),
      destroy: async () => undefined,
    }
  })
})
