import { closeSync, copyFileSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openSqliteStore } from '#server/node/store/sqlite.ts'
import { StoreRefusal } from '#server/store/refusal.ts'
import type { Migration } from '#server/store/sql/migrations/migration.ts'
import { migrations } from '#server/store/sql/migrations/registry.ts'
import { faultFrom, silentLog } from '#tests/support/faults.ts'
import { mountSmallDisk, type SmallDisk } from '#tests/support/small-disk.ts'
import { dashboard, ending, t0 } from './store-laws/examples.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const log = silentLog
const own = (id: string, title = id) => ({ id, doc: dashboard(title), at: t0, origin: 'own' as const })
const mood = { name: 'mood', statements: () => [{ sql: 'alter table facts add column mood text', params: [] }] } satisfies Migration

async function refusalOf(opening: Promise<unknown>): Promise<StoreRefusal> {
  const error = await opening.then(
    () => undefined,
    (it: unknown) => it,
  )
  if (error instanceof StoreRefusal) return error
  throw new Error('expected a refusal', { cause: error })
}

describe('the data folder', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'homeport-folder-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const database = (): string => join(folder, 'homeport.sqlite')

  test('is made when it is not there, readable by its owner only, and holds one file after closing', async () => {
    const nested = join(folder, 'a', 'b')
    const store = await openSqliteStore({ folder: nested, log })
    await store.dashboards.create(own('a'))
    await store.close()
    expect(statSync(nested).mode & 0o077).toBe(0)
    expect(readdirSync(nested).toSorted()).toEqual(['homeport.lock', 'homeport.sqlite'])
  })

  test('belongs to one store at a time', async () => {
    const store = await openSqliteStore({ folder, log })
    const refusal = await refusalOf(openSqliteStore({ folder, log }))
    expect(refusal.reason).toBe('locked')
    expect(refusal.message).toContain(folder)
    await store.close()
    await (await openSqliteStore({ folder, log })).close()
  })

  test('a closed store says so to whoever still asks', async () => {
    const store = await openSqliteStore({ folder, log })
    const last = store.dashboards.create(own('a'))
    await store.close()
    expect((await last).rev).toBe(1)
    expect((await faultFrom(store.dashboards.read('a'))).code).toBe('unavailable')
    await store.close()
  })

  test.each([
    ['no database at all', () => writeFileSync(database(), 'x'.repeat(50_000))],
    ['a damaged header', () => overwrite(database(), 0, 600)],
    ['damaged pages', () => overwrite(database(), 8192, 40_000)],
    ['a file cut short', () => truncateSync(database(), Math.floor(statSync(database()).size / 2))],
  ])('%s is refused with a way out, and left as it is', async (_, damage) => {
    const store = await openSqliteStore({ folder, log })
    for (let i = 0; i < 50; i++) await store.dashboards.create(own(`d${i}`, 'x'.repeat(2000)))
    await store.close()
    const whole = join(folder, 'whole')
    copyFileSync(database(), whole)
    damage()
    const damaged = readFileSync(database())
    const refusal = await refusalOf(openSqliteStore({ folder, log }))
    expect(refusal.reason).toBe('corrupt')
    expect(refusal.message).toContain(database())
    expect(readFileSync(database()).equals(damaged)).toBe(true)
    copyFileSync(whole, database())
    const again = await openSqliteStore({ folder, log })
    expect(await again.dashboards.list()).toHaveLength(50)
    await again.close()
  })

  test('data of a newer version is refused, naming both versions, and stays as it is', async () => {
    await (await openSqliteStore({ folder, log, migrations: [...migrations, mood] })).close()
    const refusal = await refusalOf(openSqliteStore({ folder, log }))
    expect(refusal.reason).toBe('newer_schema')
    expect(refusal.message).toContain(`schema version ${migrations.length + 1}, this program knows version ${migrations.length}`)
    await (await openSqliteStore({ folder, log, migrations: [...migrations, mood] })).close()
  })

  test('is backed up before its schema changes, and only then', async () => {
    const store = await openSqliteStore({ folder, log })
    await store.dashboards.create(own('kept'))
    await store.close()
    await (await openSqliteStore({ folder, log })).close()
    expect(readdirSync(folder)).not.toContain('backups')
    await (await openSqliteStore({ folder, log, migrations: [...migrations, mood] })).close()
    const backups = readdirSync(join(folder, 'backups'))
    expect(backups).toEqual([expect.stringMatching(new RegExp(`^homeport-v${migrations.length}-\\d{8}T\\d{9}Z\\.sqlite$`))])
    const backup = new DatabaseSync(join(folder, 'backups', backups[0] ?? ''), { readOnly: true })
    expect(backup.prepare('select version from schema_version').get()).toMatchObject({ version: migrations.length })
    expect(backup.prepare('select id from dashboards').all()).toEqual([expect.objectContaining({ id: 'kept' })])
    expect(backup.prepare('pragma integrity_check').get()).toMatchObject({ integrity_check: 'ok' })
    backup.close()

    overwrite(database(), 0, 600)
    expect((await refusalOf(openSqliteStore({ folder, log }))).message).toContain(backups[0])
  })

  test('a migration that fails leaves the version before it, complete', async () => {
    const broken: Migration = { name: 'broken', statements: () => [...mood.statements(), { sql: 'insert into nowhere values (1)', params: [] }] }
    const later = [...migrations, broken]
    await (await openSqliteStore({ folder, log })).close()
    await expect(openSqliteStore({ folder, log, migrations: later })).rejects.toThrow('nowhere')
    await (await openSqliteStore({ folder, log, migrations: [...migrations, mood] })).close()
  })
})

function overwrite(path: string, from: number, bytes: number): void {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(bytes, 0xa5), 0, bytes, from)
  closeSync(file)
}

const probe = mountSmallDisk(1)
probe?.destroy()
const onSmallDisk = probe ? describe : describe.skip

onSmallDisk(`a full disk${probe ? '' : ' (skipped: nothing can be mounted here)'}`, () => {
  let disk: SmallDisk | undefined
  beforeEach(() => {
    disk = mountSmallDisk(8)
  })
  afterEach(() => disk?.destroy())

  test('refuses writes as storage_full, goes on reading, and recovers by itself', async () => {
    const folder = disk?.folder ?? ''
    const filler = join(folder, 'filler')
    const store = await openSqliteStore({ folder: join(folder, 'data'), log })
    await store.dashboards.create(own('before'))
    writeFileSync(filler, Buffer.alloc(4_000_000))
    const acknowledged: string[] = []
    let refused: unknown
    for (let i = 0; i < 500 && refused === undefined; i++) {
      const result = await ending(store.dashboards.create(own(`d${i}`, 'x'.repeat(50_000))))
      if (JSON.stringify(result).includes('"value"')) acknowledged.push(`d${i}`)
      else refused = result
    }
    expect(refused).toMatchObject({ fault: { code: 'storage_full' } })
    expect(acknowledged.length).toBeGreaterThan(5)
    expect((await store.dashboards.read('before')).rev).toBe(1)
    const concurrent = await Promise.all(Array.from({ length: 10 }, (_, i) => ending(store.dashboards.create(own(`c${i}`, 'x'.repeat(90_000))))))
    expect(concurrent).toContainEqual({ fault: expect.objectContaining({ code: 'storage_full' }) as unknown })
    expect((await store.observations.find({ kinds: [], from: 0, to: t0, match: {}, open: false, limit: 10 })).total).toBe(0)

    rmSync(filler)
    expect((await store.dashboards.create(own('after'))).rev).toBe(1)
    await store.close()
    const again = await openSqliteStore({ folder: join(folder, 'data'), log })
    const there = new Set((await again.dashboards.list()).map((d) => d.id))
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([])
    await again.close()
  })
})
