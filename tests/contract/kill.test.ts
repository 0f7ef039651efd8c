import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openPostgresStore } from '#server/node/store/postgres.ts'
import { openSqliteStore } from '#server/node/store/sqlite.ts'
import { ServerFault } from '#server/fault.ts'
import type { Store } from '#server/store/store.ts'
import { findPostgres, startPostgres, type PostgresServer } from '#tests/support/postgres.ts'
import { needs } from '#tests/support/require.ts'
import { silentLog as log } from '#tests/support/faults.ts'
import { slowMigrations, slowRows, startStoreChild, wholeDocument } from '#tests/support/store-trial.ts'
import { migrations } from '#server/store/sql/migrations/registry.ts'

/** Every dashboard's history is complete from the first revision to the current one, and every document is whole. */
async function expectWhole(store: Store, atLeast: ReadonlyMap<string, number>): Promise<void> {
  const heads = new Map((await store.dashboards.list()).map((d) => [d.id, d.rev]))
  for (const [id, rev] of atLeast) expect(heads.get(id) ?? 0).toBeGreaterThanOrEqual(rev)
  for (const [id, rev] of heads) {
    const revs = (await store.dashboards.revisions(id)).map((r) => r.rev)
    expect(revs).toEqual(Array.from({ length: rev }, (_, i) => rev - i))
  }
}

async function expectRevisions(store: Store, acknowledged: readonly (readonly [id: string, rev: number])[]): Promise<void> {
  const read = await Promise.all(acknowledged.map(([id, rev]) => store.dashboards.revision(id, rev)))
  for (const [i, [id, rev]] of acknowledged.entries()) expect(read[i]?.doc).toEqual(wholeDocument(id, rev))
}

/** Looks only: the log the dead process left is still there for the next one to find. */
function expectOnDisk(folder: string, acknowledged: readonly (readonly [id: string, rev: number])[]): void {
  const raw = new DatabaseSync(join(folder, 'homeport.sqlite'), { readOnly: true })
  const revision = raw.prepare('select doc from revisions where id = ? and rev = ?')
  const lost = acknowledged.filter(([id, rev]) => revision.get(id, rev)?.['doc'] !== JSON.stringify(wholeDocument(id, rev)))
  raw.close()
  expect(lost).toEqual([])
}

function versionIn(folder: string): number {
  const raw = new DatabaseSync(join(folder, 'homeport.sqlite'), { timeout: 5000 })
  const row = raw.prepare('select version from schema_version').get()
  raw.close()
  return Number(row?.['version'])
}

describe('kill -9', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'homeport-kill-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('in the middle of saving loses no acknowledged write, fifty times', { timeout: 600_000 }, async () => {
    const home = folder
    const latest = new Map<string, number>()
    let total = 0
    for (let loop = 0; loop < 50; loop++) {
      const child = startStoreChild('write', home)
      // Some are killed while they open, most while they write.
      if (loop % 10 !== 9) await child.heard('ack')
      await sleep(Math.random() * 120)
      await child.kill()
      const said = child.lines.filter((line) => line.startsWith('ack ')).map((line) => line.split(' '))
      const acknowledged = said.map(([, id = '', rev = '']) => [id, Number(rev)] as const)
      for (const [id, rev] of acknowledged) latest.set(id, Math.max(rev, latest.get(id) ?? 0))
      total += acknowledged.length
      if (loop > 0) expectOnDisk(home, acknowledged)

      if (loop % 10 !== 0) continue
      const store = await openSqliteStore({ folder: home, log })
      await expectRevisions(store, acknowledged)
      await expectWhole(store, latest)
      await store.close()
    }
    expect(total).toBeGreaterThan(500)

    const store = await openSqliteStore({ folder: home, log })
    await expectWhole(store, latest)
    for (const { id, rev } of await store.dashboards.list())
      await expectRevisions(
        store,
        Array.from({ length: rev }, (_, i) => [id, i + 1] as const),
      )
    await store.close()
    const raw = new DatabaseSync(join(home, 'homeport.sqlite'), { readOnly: true })
    expect(raw.prepare('pragma integrity_check').get()).toMatchObject({ integrity_check: 'ok' })
    raw.close()
  })

  test('frees the folder, which a living process keeps for itself', { timeout: 120_000 }, async () => {
    const child = startStoreChild('hold', folder)
    await child.heard('open')
    await expect(openSqliteStore({ folder, log })).rejects.toMatchObject({ reason: 'locked' })
    const second = startStoreChild('hold', folder)
    expect(await second.heard('')).toBe('refused locked')
    await child.kill()
    await second.kill()
    await (await openSqliteStore({ folder, log })).close()
  })

  test('in the middle of a migration leaves a version that is complete and goes on from there', { timeout: 300_000 }, async () => {
    const seen = new Set<number>()
    for (let loop = 0; loop < 6; loop++) {
      const home = join(folder, String(loop))
      const first = await openSqliteStore({ folder: home, log })
      await first.dashboards.create({ id: 'kept', doc: wholeDocument('kept', 1), at: 1, origin: 'own' })
      await first.close()
      const child = startStoreChild('migrate', home)
      // After the n-th step, somewhere in the next.
      while (versionIn(home) < migrations.length + (loop % 4)) await sleep(5)
      await sleep(Math.random() * 100)
      await child.kill()
      const version = versionIn(home)
      seen.add(version)

      const raw = new DatabaseSync(join(home, 'homeport.sqlite'))
      const tables = raw.prepare(`select name from sqlite_master where name like 'slow__' and type = 'table' order by name`).all()
      expect(tables.map((t) => t['name'])).toEqual([1, 2, 3, 4].slice(0, version - migrations.length).map((n) => `slow_${n}`))
      raw.close()

      const store = await openSqliteStore({ folder: home, log, migrations: slowMigrations })
      await expectRevisions(store, [['kept', 1]])
      await store.close()
      const done = new DatabaseSync(join(home, 'homeport.sqlite'), { readOnly: true })
      for (const n of [1, 2, 3, 4]) expect(done.prepare(`select count(*) as n from slow_${n}`).get()).toMatchObject({ n: slowRows })
      done.close()
    }
    expect(seen.size).toBeGreaterThan(1)
  })
})

needs('PostgreSQL', findPostgres() !== undefined)('a PostgreSQL that crashes and comes back', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(() => server.destroy(), 60_000)

  test('loses no acknowledged write, does none twice, and the pool recovers', { timeout: 300_000 }, async () => {
    const store = await openPostgresStore({ url: await server.createDatabase(), log })
    const latest = new Map<string, number>()
    const stop = new AbortController()
    let refused = 0

    const write = async (id: string): Promise<void> => {
      await persevere(() => store.dashboards.create({ id, doc: wholeDocument(id, 1), at: Date.now(), origin: 'own', write: { key: `${id}-1`, bodyHash: '1' } }))
      for (let rev = 1; !stop.signal.aborted; rev++) {
        const write = { key: `${id}-${rev + 1}`, bodyHash: String(rev + 1) }
        const saved = await persevere(() => store.dashboards.save({ id, rev, doc: wholeDocument(id, rev + 1), at: Date.now(), write }))
        // A save that happened twice would be a revision further, one that got lost a revision behind.
        expect(saved.rev).toBe(rev + 1)
        latest.set(id, saved.rev)
      }
    }
    /** As the browser does: the same key until there is an answer. */
    const persevere = async <T>(act: () => Promise<T>): Promise<T> => {
      for (;;) {
        try {
          return await act()
        } catch (error) {
          if (!(error instanceof ServerFault) || error.fault.code !== 'unavailable') throw error
          refused++
          await sleep(50)
        }
      }
    }

    const writers = Array.from({ length: 8 }, (_, i) => write(`w${i}`))
    for (const how of ['immediate', 'fast', 'immediate', 'immediate', 'fast'] as const) {
      await sleep(400 + Math.random() * 300)
      const before = new Map(latest)
      await server.stop(how)
      await sleep(how === 'fast' ? 100 : 1800)
      await server.start()
      while ([...latest].some(([id, rev]) => rev <= (before.get(id) ?? 0) + 1)) await sleep(20)
    }
    stop.abort()
    await Promise.all(writers)
    expect(refused).toBeGreaterThan(0)
    expect(latest.size).toBe(8)
    await expectWhole(store, latest)
    for (const [id, rev] of latest) {
      expect((await store.dashboards.read(id)).rev).toBe(rev)
      await expectRevisions(
        store,
        Array.from({ length: rev }, (_, i) => [id, i + 1] as const),
      )
    }
    await store.close()
  })
})
