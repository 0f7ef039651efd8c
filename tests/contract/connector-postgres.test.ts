import pg from 'pg'
import * as z from 'zod/mini'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import { shapesOf } from '#core/frame/shapes.ts'
import type { Ask } from '#server/connectors/connector.ts'
import { postgres } from '#server/connectors/postgres/index.ts'
import { faultFrom } from '#tests/support/faults.ts'
import { openConnector } from '#tests/support/open-connector.ts'
import { findPostgres, startPostgres } from '#tests/support/postgres.ts'
import type { PostgresServer } from '#tests/support/postgres.ts'
import { needs } from '#tests/support/require.ts'
import { serveLoopback } from '#tests/support/hostile-server.ts'

const ask: Ask = {
  range: { from: Date.UTC(2026, 10, 22, 10), to: Date.UTC(2026, 10, 22, 12) },
  width: 480,
  variables: { site: ['fra', "o'hare"], team: "x'; drop table ticket; --" },
  zone: 'UTC',
  signal: new AbortController().signal,
}

const setUp = `
  create table ticket (id int primary key, title text, opened_at timestamptz, closed_at timestamptz, at_site text, hours numeric, urgent boolean, day date, local timestamp);
  insert into ticket values
    (1, 'Disk full', '2026-11-22 11:00:00.25+01', '2026-11-22 11:30:00+01', 'fra', 1.5, true, '2026-11-22', '2026-11-22 08:00'),
    (2, 'Slow login', '2026-11-22 10:45:00+00', 'infinity', 'o''hare', 'NaN', false, '2026-11-22', null),
    (3, 'Old one', '2026-01-01 00:00:00+00', null, 'ams', 9007199254740991, null, null, null);
  create function poke() returns int language plpgsql as $$ begin insert into ticket(id) values (99); return 1; end $$;
  create table secret (id int);
  create role reader login; grant select on ticket to reader;
  create role writer login; grant select, update on ticket to writer;
`

needs('PostgreSQL', findPostgres() !== undefined)('the postgres connector on a real PostgreSQL', () => {
  let server: PostgresServer
  let database = ''
  let admin: pg.Client
  beforeAll(async () => {
    server = await startPostgres()
    const url = await server.createDatabase()
    database = new URL(url).pathname.slice(1)
    admin = new pg.Client({ connectionString: url })
    await admin.connect()
    await admin.query(setUp)
  }, 60_000)
  afterAll(async () => {
    await admin?.end()
    await server?.destroy()
  })

  const open = (config: Record<string, unknown> = {}) =>
    openConnector(postgres, z.parse(postgres.config, { host: '127.0.0.1', port: server.port, database, user: 'reader', tls: 'off', ...config }))
  async function query(sql: string, { config = {}, spec = {}, asked = ask }: { config?: object; spec?: object; asked?: Ask } = {}): Promise<Frame> {
    const source = open({ ...config })
    try {
      return await source.query(z.parse(postgres.spec, { sql, ...spec }), asked)
    } finally {
      await source.close()
    }
  }
  const column = (frame: Frame, name: string) => frame.fields.find((f) => f.name === name)

  test('tells the columns of what its role may read, and of nothing else', async () => {
    const source = open()
    try {
      const all = (await source.series?.({ signal: ask.signal })) ?? []
      expect(all.filter(({ table }) => table === 'ticket').map(({ schema, column, type }) => [schema, column, type])).toContainEqual([
        'public',
        'opened_at',
        'timestamp with time zone',
      ])
      expect(all.filter(({ table }) => table === 'secret')).toEqual([])
      expect(await source.series?.({ match: 'tick', signal: ask.signal })).toEqual(all)
      expect(await source.series?.({ match: 'tock%', signal: ask.signal })).toEqual([])
    } finally {
      await source.close()
    }
  })

  test('types and roles come from the database and from what columns are called', async () => {
    const frame = await query('select * from ticket order by id')
    expect(frame.fields.map((f) => [f.name, f.type, f.role])).toEqual([
      ['id', 'number', 'value'],
      ['title', 'string', 'title'],
      ['opened_at', 'time', 'start'],
      ['closed_at', 'time', 'end'],
      ['at_site', 'string', undefined],
      ['hours', 'number', 'value'],
      ['urgent', 'boolean', undefined],
      ['day', 'time', undefined],
      ['local', 'time', undefined],
    ])
    expect(column(frame, 'opened_at')?.values[0]).toBe(Date.UTC(2026, 10, 22, 10, 0, 0, 250))
    expect(column(frame, 'closed_at')?.values).toEqual([Date.UTC(2026, 10, 22, 10, 30), null, null])
    expect(column(frame, 'hours')?.values).toEqual([1.5, Number.NaN, 9007199254740991])
    expect(column(frame, 'local')?.values[0]).toBe(Date.UTC(2026, 10, 22, 8))
    expect(shapesOf(frame)).toContain('intervals')
  })

  test('the range and the choices of variables are values, whatever they hold', async () => {
    const frame = await query(
      'select id from ticket where opened_at >= $__from and opened_at < $__to and at_site in (${site}) and title <> ${team} order by id',
    )
    expect(column(frame, 'id')?.values).toEqual([1, 2])
    expect((await admin.query('select count(*)::int as n from ticket')).rows[0]).toEqual({ n: 3 })
  })

  test('nothing is written, by no kind of statement', async () => {
    for (const sql of [
      "update ticket set title = 'x'",
      'delete from ticket',
      'insert into ticket(id) values (4)',
      'with gone as (delete from ticket returning *) select * from gone',
      'select 1; delete from ticket',
      'commit; delete from ticket',
      'select poke()',
      "select set_config('transaction_read_only', 'off', true), poke()",
      "select nextval('s')",
      'create table other (a int)',
      "copy ticket to program 'id'",
      'vacuum',
    ]) {
      const fault = await faultFrom(query(sql))
      expect([sql, fault.code]).toEqual([sql, 'source_query'])
    }
    expect((await admin.query('select count(*)::int as n from ticket')).rows[0]).toEqual({ n: 3 })
  })

  test('what is wrong in a query is told with its place in the text as it was written, and with nothing else of the database', async () => {
    for (const [sql, word] of [
      ['selct id from ticket', 'selct'],
      ['select id,\n  nope from ticket', 'nope'],
      ["select '\u{1F525}', nope from ticket", 'nope'],
      ['select id from ticket where at_site in (${site}) and nope = 1', 'nope'],
      ['select id from ticket where title <> ${team} and nope = 1', 'nope'],
      ['update ticket set id = 1', 'update'],
    ] as const) {
      const fault = await faultFrom(query(sql))
      expect([sql, fault]).toEqual([
        sql,
        { code: 'source_query', detail: expect.stringMatching(/^[^\n]{1,300}$/), field: 'query.spec.sql', at: sql.indexOf(word) },
      ])
    }
    const open = 'select id from ticket where'
    expect((await faultFrom(query(open))).at).toBe(open.length)
  })

  test('what goes wrong only while it runs, or is not allowed, has no place', async () => {
    for (const sql of ['select 1 / (id - id) from ticket', 'select * from secret']) {
      const fault = await faultFrom(query(sql))
      expect([sql, fault.code, fault.at]).toEqual([sql, 'source_query', undefined])
    }
  })

  test('what a query cannot be planned for is placed as well', async () => {
    const source = open()
    try {
      const sql = 'select id from ticket where opened_at >= $__from and nope = 1'
      const fault = await faultFrom(Promise.resolve(source.cost?.(z.parse(postgres.spec, { sql }), ask)))
      expect(fault.at).toBe(sql.indexOf('nope'))
    } finally {
      await source.close()
    }
  })

  test('a role that may change data is refused before anything is shown, and by the check', async () => {
    for (const user of ['writer', 'homeport']) {
      expect(await faultFrom(query('select 1', { config: { user } }))).toMatchObject({
        code: 'source_refused',
        detail: expect.stringContaining('may change data'),
      })
      const source = open({ user })
      expect((await faultFrom(source.check(ask.signal))).code).toBe('source_refused')
      await source.close()
    }
    const source = open()
    expect((await source.check(ask.signal)).version).toMatch(/^\d+/)
    await source.close()
  })

  test('a second statement is never run, whoever the role is and whether there are values or not', async () => {
    const told = "select 1; commit; update ticket set title = 'x'"
    expect(await faultFrom(query(told))).toMatchObject({ code: 'source_query', detail: expect.stringContaining('multiple commands') })
    expect((await faultFrom(query(told, { config: { user: 'writer' } }))).code).toBe('source_refused')
    expect((await admin.query("select count(*)::int as n from ticket where title = 'x'")).rows[0]).toEqual({ n: 0 })
  })

  test('what a query costs is the number of rows the planner expects, and nothing is run for it', async () => {
    const cost = async (sql: string, user = 'reader') => {
      const source = open({ user })
      try {
        return await source.cost?.(z.parse(postgres.spec, { sql }), ask)
      } finally {
        await source.close()
      }
    }
    expect(await cost('select * from generate_series(1, 1000) i')).toEqual({ rows: 1000 })
    expect((await cost('select pg_sleep(20), title from ticket where opened_at >= $__from'))?.rows).toBeGreaterThan(0)
    expect((await faultFrom(cost('analyze select 1; commit'))).code).toBe('source_query')
    expect((await faultFrom(cost('select 1', 'writer'))).code).toBe('source_refused')
  })

  test('a million rows end at the cap, and the rest is never fetched', async () => {
    const frame = await query('select i, repeat(md5(i::text), 3) as filler from generate_series(1, 1000000) i', { config: { maxRows: 2500 } })
    expect(frame.fields[0]?.values.length).toBe(2500)
    expect(frame.meta?.truncated).toEqual({ what: 'rows', kept: 2500 })
  })

  test('a query that never ends ends when nobody waits any more, also in the database', { timeout: 30_000 }, async () => {
    const active = async (): Promise<unknown> =>
      (await admin.query("select count(*)::int as n from pg_stat_activity where usename = 'reader' and state = 'active'")).rows[0]?.n
    const gone = new AbortController()
    const asked = query('select pg_sleep(60)', { asked: { ...ask, signal: gone.signal } })
    const leave = async (): Promise<void> => {
      await expect.poll(active).toBe(1)
      gone.abort(new Error('left'))
    }
    await Promise.all([expect(asked).rejects.toThrow('left'), leave()])
    await expect.poll(active, { timeout: 15_000 }).toBe(0)
  })

  test('what is wrong with a query is said in the words of the database', async () => {
    expect(await faultFrom(query('select nothing from ticket'))).toMatchObject({
      code: 'source_query',
      detail: expect.stringContaining('"nothing" does not exist'),
    })
    expect(await faultFrom(query('selec 1'))).toMatchObject({ code: 'source_query', detail: expect.stringContaining('syntax error') })
    expect(await faultFrom(query('select 1 as a', { spec: { columns: [{ from: 'b' }] } }))).toMatchObject({
      code: 'source_query',
      detail: 'no column b; there are a',
    })
  })

  test('nobody there, no such database, no TLS, and somebody who speaks otherwise are each one known fault', async () => {
    expect((await faultFrom(query('select 1', { config: { database: 'nowhere' } }))).code).toBe('source_refused')
    expect((await faultFrom(query('select 1', { config: { user: 'nobody' } }))).code).toBe('source_refused')
    expect((await faultFrom(query('select 1', { config: { tls: 'verify' } }))).code).toBe('source_refused')
    const web = await serveLoopback((_, response) => response.end('hello'))
    expect(['source_down', 'source_invalid', 'source_refused']).toContain((await faultFrom(query('select 1', { config: { port: web.port } }))).code)
    await web.stop()
    expect((await faultFrom(query('select 1', { config: { port: web.port } }))).code).toBe('source_down')
  })
})

test('a database at an address nobody vouched for is not reached', async () => {
  const source = openConnector(postgres, z.parse(postgres.config, { host: '127.0.0.1', port: 5999, database: 'x', user: 'y', tls: 'off' }))
  const far = openConnector(
    { ...postgres, address: () => ({ base: 'postgres://169.254.169.254:5432/x', user: 'y' }) },
    z.parse(postgres.config, { host: 'a', database: 'x', user: 'y' }),
  )
  expect((await faultFrom(source.check(ask.signal))).code).toBe('source_down')
  expect((await faultFrom(far.check(ask.signal))).code).toBe('source_refused')
  await Promise.all([source.close(), far.close()])
})
