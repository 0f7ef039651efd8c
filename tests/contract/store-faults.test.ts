import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openPostgresStore } from '#server/node/store/postgres.ts'
import { StoreRefusal } from '#server/store/refusal.ts'
import type { Migration } from '#server/store/sql/migrations/migration.ts'
import { migrations } from '#server/store/sql/migrations/registry.ts'
import { faultFrom, silentLog as log } from '#tests/support/faults.ts'
import { findPostgres, freePort, startPostgres, type PostgresServer } from '#tests/support/postgres.ts'
import { needs } from '#tests/support/require.ts'
import { slowMigrations } from '#tests/support/store-trial.ts'
import { startTcpProxy } from '#tests/support/tcp-proxy.ts'
import { dashboard, ending, filter, observation, t0 } from './store-laws/examples.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const own = (id: string) => ({ id, doc: dashboard(id), at: t0, origin: 'own' as const })
const save = (id: string, rev: number) => ({ id, rev, doc: dashboard(`${id} ${rev}`), at: t0 })
const mood = { name: 'mood', statements: () => [{ sql: 'alter table facts add column mood text', params: [] }] } satisfies Migration

needs('PostgreSQL', findPostgres() !== undefined)('PostgreSQL under faults', () => {
  let server: PostgresServer
  let url: string
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  beforeEach(async () => {
    url = await server.createDatabase()
  })
  afterAll(() => server.destroy(), 60_000)

  /** Somebody else on the database, holding an open transaction. */
  async function holding(sql: string): Promise<{ release(): Promise<void> }> {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(`begin; ${sql}`)
    return { release: () => client.end() }
  }

  async function ask(sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(sql)
    await client.end()
    return rows
  }

  test('a network that swallows everything fails calls as unavailable, and heals', async () => {
    const proxy = await startTcpProxy(server.port)
    const store = await openPostgresStore({ url: url.replace(String(server.port), String(proxy.port)), log })
    await store.dashboards.create(own('a'))
    proxy.turn('swallow')
    const faults = await Promise.all([
      faultFrom(store.dashboards.save(save('a', 1))),
      faultFrom(store.dashboards.read('a')),
      faultFrom(store.observations.put([observation({ id: 'o' })])),
    ])
    expect(faults.map((f) => f.code)).toEqual(['unavailable', 'unavailable', 'unavailable'])
    proxy.turn('refuse')
    expect((await faultFrom(store.dashboards.list())).code).toBe('unavailable')
    proxy.turn('pass')
    expect((await store.dashboards.save(save('a', 1))).rev).toBe(2)
    await Promise.all(Array.from({ length: 30 }, (_, i) => store.dashboards.create(own(`b${i}`))))
    await store.close()
    await proxy.stop()
  })

  test('a commit whose answer was lost is repeated only under a key, and happens once', async () => {
    const proxy = await startTcpProxy(server.port)
    const store = await openPostgresStore({ url: url.replace(String(server.port), String(proxy.port)), log })
    await store.dashboards.create(own('a'))
    proxy.cutAfter('commit')
    const write = { key: 'k', bodyHash: 'h' }
    expect((await store.dashboards.save({ ...save('a', 1), write })).rev).toBe(2)
    proxy.cutAfter('commit')
    expect(await faultFrom(store.dashboards.save(save('a', 2)))).toMatchObject({
      code: 'unavailable',
      detail: expect.stringContaining('outcome unknown') as unknown,
    })
    // The first report of a process also sees to the sums.
    await store.observations.put([observation({ id: 'first' })])
    proxy.cutAfter('commit')
    expect((await store.observations.put([observation({ id: 'o' })])).known).toBe(1)
    expect((await store.dashboards.revisions('a')).map((r) => r.rev)).toEqual([3, 2, 1])
    await store.close()
    await proxy.stop()
  })

  test('connections cut by the administrator are replaced unnoticed', async () => {
    const store = await openPostgresStore({ url, log })
    await store.dashboards.create(own('a'))
    for (let rev = 1; rev < 6; rev++) {
      await ask(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)
      expect((await store.dashboards.save({ ...save('a', rev), write: { key: `k${rev}`, bodyHash: 'h' } })).rev).toBe(rev + 1)
    }
    await store.close()
  })

  test('a save that waits for a lock too long is unavailable with a time to retry; others go on', async () => {
    const store = await openPostgresStore({ url, log })
    await Promise.all([store.dashboards.create(own('locked')), store.dashboards.create(own('free'))])
    const other = await holding(`update dashboards set rev = rev where id = 'locked'`)
    const waiting = store.dashboards.save(save('locked', 1))
    const fault = faultFrom(waiting)
    expect((await store.dashboards.save(save('free', 1))).rev).toBe(2)
    expect((await fault).code).toBe('unavailable')
    await expect(waiting).rejects.toMatchObject({ retryAfterS: 1 })
    await other.release()
    expect((await store.dashboards.save(save('locked', 1))).rev).toBe(2)
    await store.close()
  })

  test('long reads, however many, leave saves their connections', async () => {
    const store = await openPostgresStore({ url, log })
    await store.dashboards.create(own('a'))
    const other = await holding('lock table observations in access exclusive mode')
    const reads = Promise.all(Array.from({ length: 40 }, () => ending(store.observations.find(filter()))))
    expect((await store.dashboards.save(save('a', 1))).rev).toBe(2)
    await other.release()
    for (const end of await reads) expect(end).toSatisfy((it: object) => 'value' in it || JSON.stringify(it).includes('unavailable'))
    expect(await store.observations.find(filter())).toEqual({ rows: [], total: 0 })
    await store.close()
  })

  test('several programs starting at once on an empty database make its schema together', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore({ url, log, migrations: slowMigrations })))
    expect(await ask('select version from schema_version')).toEqual([{ version: slowMigrations.length }])
    await Promise.all(stores.map((store, i) => store.dashboards.create(own(`d${i}`))))
    expect(await stores[0]?.dashboards.list()).toHaveLength(4)
    await Promise.all(stores.map((store) => store.close()))
  })

  test('a migration that fails leaves nothing behind', async () => {
    await (await openPostgresStore({ url, log })).close()
    const broken: Migration = { name: 'broken', statements: () => [...mood.statements(), { sql: 'insert into nowhere values (1)', params: [] }] }
    await expect(openPostgresStore({ url, log, migrations: [...migrations, broken] })).rejects.toThrow('nowhere')
    await (await openPostgresStore({ url, log, migrations: [...migrations, mood] })).close()
  })

  test('what cannot be used is refused in words, without the password', async () => {
    await (await openPostgresStore({ url, log, migrations: [...migrations, mood] })).close()
    const port = await freePort()
    await ask(`create database latin encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'`)
    const wrong = [
      ['newer_schema', url, `schema version ${migrations.length + 1}`],
      ['not_ready', `postgres://homeport:secret@127.0.0.1:${port}/homeport`, 'ECONNREFUSED'],
      ['not_ready', url.replace(/[^/]*$/, 'nosuch'), 'does not exist'],
      ['not_ready', url.replace(/[^/]*$/, 'latin'), 'UTF8'],
      ['not_ready', 'not an address', 'DATABASE_URL'],
    ] as const
    for (const [reason, address, words] of wrong) {
      const refusal: unknown = await openPostgresStore({ url: address, log, patienceMs: 300 }).catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(StoreRefusal)
      expect(refusal).toMatchObject({ reason, message: expect.stringContaining(words) as unknown })
      expect(String(refusal)).not.toContain('secret')
    }
  })
})
