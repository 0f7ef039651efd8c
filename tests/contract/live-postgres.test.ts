import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openPostgresStore } from '#server/node/store/postgres.ts'
import type { Store } from '#server/store/store.ts'
import { silentLog } from '#tests/support/faults.ts'
import { findPostgres, startPostgres, type PostgresServer } from '#tests/support/postgres.ts'
import { until } from '#tests/support/program.ts'
import { needs } from '#tests/support/require.ts'

const change = (id: string) => ({ changes: [{ topic: 'dashboard' as const, id }] })

needs('PostgreSQL', findPostgres() !== undefined)('the outbox on PostgreSQL', () => {
  let server: PostgresServer
  let url: string
  const open: { close(): Promise<void> }[] = []
  const store = async (): Promise<Store> => {
    const opened = await openPostgresStore({ url, log: silentLog })
    open.push(opened)
    return opened
  }
  beforeAll(async () => {
    server = await startPostgres()
    url = await server.createDatabase()
  }, 60_000)
  afterEach(async () => {
    for (const it of open.splice(0).toReversed()) await it.close()
  })
  afterAll(() => server.destroy(), 60_000)

  test('a transaction that began first and commits last is not skipped, and what came after waits for it', async () => {
    const here = await store()
    const { cursor } = await here.outbox.read(undefined, 10)
    const slow = new pg.Client({ connectionString: url })
    open.push({ close: () => slow.end() })
    await slow.connect()
    await slow.query('begin')
    await slow.query(`insert into outbox (topic, id) values ('dashboard', 'slow')`)
    await here.trail.write(change('fast'))
    expect((await here.outbox.read(cursor, 10)).changes).toEqual([])
    await new Promise((later) => setTimeout(later, 60))
    // Behind, and not by its own fault: nobody can read it yet.
    const behind = await here.outbox.behind(cursor)
    expect([behind.rows, behind.ageMs >= 50, behind.readableMs]).toEqual([1, true, 0])
    await slow.query('commit')
    expect(await here.outbox.behind(cursor)).toMatchObject({ rows: 2, readableMs: expect.any(Number) })
    expect((await here.outbox.behind(cursor)).readableMs).toBeGreaterThan(0)
    expect((await here.outbox.read(cursor, 10)).changes.map((c) => c.id)).toEqual(['slow', 'fast'])
  })

  test('transactions are read in the order of their numbers, also where these get longer', async () => {
    const here = await store()
    const client = new pg.Client({ connectionString: url })
    open.push({ close: () => client.end() })
    await client.connect()
    const { rows } = await client.query<{ readonly seq: string }>(
      `insert into outbox (xid, topic, id) select n::text::xid8, 'dashboard', 'x' || n from unnest(array[9, 10, 99, 100, 101]) as n returning seq`,
    )
    const heard: string[] = []
    let cursor = `9.${rows[0]?.seq}`
    for (let i = 0; i < 4; i += 1) {
      const page = await here.outbox.read(cursor, 1)
      heard.push(...page.changes.map((c) => c.id))
      ;({ cursor } = page)
    }
    expect(heard).toEqual(['x10', 'x99', 'x100', 'x101'])
  })

  test('a change by one program hints at another one, many at a time but few hints', async () => {
    const [here, there] = [await store(), await store()]
    let hints = 0
    const stop = there.outbox.onHint(() => hints++)
    await until('the other to listen', async () => {
      await here.trail.write(change('a'))
      return hints > 0
    })
    hints = 0
    const begun = Date.now()
    await Promise.all(Array.from({ length: 200 }, (_, i) => here.trail.write(change(`b${i}`))))
    await until('a hint', async () => hints > 0)
    const seconds = (Date.now() - begun) / 1000
    expect(hints).toBeLessThanOrEqual(20 * seconds + 2)
    stop()
  })

  test('rows of a backup from a cluster whose transactions were further on neither show nor stop the rest', async () => {
    const here = await store()
    const restored = new pg.Client({ connectionString: url })
    open.push({ close: () => restored.end() })
    await restored.connect()
    await restored.query(`insert into outbox (xid, topic, id) values ('900000000000', 'dashboard', 'old')`)
    const { cursor } = await here.outbox.read(undefined, 10)
    await here.trail.write(change('new'))
    expect(await here.outbox.read(cursor, 10)).toMatchObject({ changes: [{ id: 'new' }], reset: false })
    expect(await here.outbox.read('900000000000.1', 10)).toMatchObject({ reset: true })
    await here.outbox.prune(3_600_000)
    await here.outbox.prune(0)
    expect((await restored.query(`select id from outbox`)).rows).toEqual([{ id: 'new' }])
  })
})
