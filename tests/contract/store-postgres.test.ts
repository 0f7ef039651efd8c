import { afterAll, beforeAll } from 'vitest'
import { openPostgresStore } from '#server/node/store/postgres.ts'
import { findPostgres, startPostgres, type PostgresServer } from '#tests/support/postgres.ts'
import { needs } from '#tests/support/require.ts'
import { silentLog } from '#tests/support/faults.ts'
import { storeLaws } from './store-laws.ts'

needs('PostgreSQL', findPostgres() !== undefined)('the PostgreSQL store', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(() => server.destroy(), 60_000)

  storeLaws(async () => {
    const url = await server.createDatabase()
    return { open: () => openPostgresStore({ url, log: silentLog }), destroy: async () => undefined }
  })
})
