import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openPostgresStore } from '#server/node/store/postgres.ts'
import { openSqliteStore } from '#server/node/store/sqlite.ts'
import { createUnitRunner, rowsOf } from '#server/node/store/sqlite-units.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { migrate } from '#server/store/sql/migrate.ts'
import { createSqlStore } from '#server/store/sql/sql-store.ts'
import type { Store } from '#server/store/store.ts'
import type { Trail } from '#server/store/trail.ts'
import { silentLog as log } from '#tests/support/faults.ts'
import { findPostgres, startPostgres } from '#tests/support/postgres.ts'
import { wholeDocument } from '#tests/support/store-trial.ts'

export interface StoreFigure {
  readonly what: string
  readonly value: number
  readonly unit: 'saves/s' | 'ms' | 'MB'
}

const writers = 32
const secondsEach = 2
const day = 86_400_000
const t0 = 1_800_000_000_000

/** Saves, opens and long reads on every store there is here, side by side. Takes about half a minute. */
export async function benchStore(): Promise<readonly StoreFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'homeport-bench-'))
  try {
    return [...(await sqlite(folder)), ...(await reference()), ...(await postgres())]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function sqlite(folder: string): Promise<readonly StoreFigure[]> {
  const open = (): Promise<Store> => openSqliteStore({ folder, log })
  const first = await timed(open)
  await first.value.close()
  const again = await timed(open)
  const store = again.value
  const figures: StoreFigure[] = [
    { what: 'SQLite: open, new folder', value: first.ms, unit: 'ms' },
    { what: 'SQLite: open, existing', value: again.ms, unit: 'ms' },
    { what: `SQLite: ${writers} writers, shared commits`, value: await saves(store, writers), unit: 'saves/s' },
    { what: `SQLite: ${writers} writers, shared commits, each with its trail`, value: await saves(store, writers, trailOf), unit: 'saves/s' },
    { what: `SQLite: ${writers} writers, one transaction each`, value: await savesOneByOne(), unit: 'saves/s' },
    { what: 'SQLite: one writer', value: await saves(store, 1), unit: 'saves/s' },
    ...(await longReads(store)),
  ]
  await store.close()
  return [...figures, { what: 'SQLite: file after that', value: statSync(join(folder, 'homeport.sqlite')).size / 1e6, unit: 'MB' }]
}

async function reference(): Promise<readonly StoreFigure[]> {
  return [{ what: `memory: ${writers} writers`, value: await saves(createMemoryStore(), writers), unit: 'saves/s' }]
}

async function postgres(): Promise<readonly StoreFigure[]> {
  if (!findPostgres()) return []
  const server = await startPostgres()
  const store = await openPostgresStore({ url: await server.createDatabase(), log })
  const figures: StoreFigure[] = [
    { what: `PostgreSQL: ${writers} writers`, value: await saves(store, writers), unit: 'saves/s' },
    { what: `PostgreSQL: ${writers} writers, each with its trail`, value: await saves(store, writers, trailOf), unit: 'saves/s' },
    { what: 'PostgreSQL: one writer', value: await saves(store, 1), unit: 'saves/s' },
  ]
  await store.close()
  await server.destroy()
  return figures
}

/** Keyed saves per second, each writer on a dashboard of its own, one after the other. */
async function saves(store: Store, n: number, leave: (id: string, rev: number) => Trail | undefined = () => undefined): Promise<number> {
  const run = `${n}-${Math.random().toString(36).slice(2)}`
  const until = performance.now() + secondsEach * 1000
  let done = 0
  const write = async (id: string): Promise<void> => {
    await store.dashboards.create({ id, doc: wholeDocument(id, 1), at: t0, origin: 'own' })
    for (let rev = 1; performance.now() < until; rev++) {
      await store.dashboards.save({ id, rev, doc: wholeDocument(id, 1), at: t0, write: { key: `${id}-${rev}`, bodyHash: 'h' } }, leave(id, rev + 1))
      done++
    }
  }
  await Promise.all(Array.from({ length: n }, (_, i) => write(`${run}-${i}`)))
  return done / secondsEach
}

/** What a save by a person leaves: a line of the record and a change for others to hear of. */
const trailOf = (id: string, rev: number): Trail => ({
  audit: {
    at: t0,
    actor: { kind: 'person', id: 'p1', name: 'Ada' },
    action: 'dashboard.save',
    object: `dashboard:${id}`,
    result: 'done',
    network: '10.0.0.0/24',
    requestId: id,
    detail: { rev },
  },
  changes: [{ topic: 'dashboard', id, rev }],
})

/** The same saves on the same settings, each unit in a commit of its own. */
async function savesOneByOne(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'homeport-bench-'))
  const db = new DatabaseSync(join(folder, 'one.sqlite'))
  db.exec('pragma journal_mode = wal; pragma synchronous = full')
  const units = createUnitRunner(db)
  const runner = {
    dialect: 'sqlite' as const,
    run: async ({ statements }: { readonly statements: Parameters<typeof units.commit>[0][number] }) => {
      const [attempt] = units.commit([statements])
      if (attempt && 'outcomes' in attempt) return attempt.outcomes
      throw attempt?.error
    },
    read: async (statements: Parameters<typeof units.read>[0]) => units.read(statements).map(rowsOf),
    close: async () => db.close(),
  }
  await migrate(runner, { now: t0 })
  const rate = await saves(createSqlStore(runner), writers)
  await runner.close()
  rmSync(folder, { recursive: true, force: true })
  return rate
}

/** 100,000 observations and two weeks of 10 series every 15 s; the reads a page makes, and what a save feels meanwhile. */
async function longReads(store: Store): Promise<readonly StoreFigure[]> {
  const services = Array.from({ length: 60 }, (_, i) => `service-${i}`)
  for (let i = 0; i < 100_000; i += 5000) {
    await store.observations.put(
      Array.from({ length: 5000 }, (_, j) => {
        const n = i + j
        const startedAt = t0 + n * 12_000
        const labels = { env: n % 3 === 0 ? 'test' : 'prod', host: `host-${n % 500}` }
        const open = n % 200 === 0
        return {
          id: `alert:bench:${n}`,
          kind: 'alert' as const,
          source: 'bench',
          title: `Latency of service-${n % 60} high`,
          severity: 'warning' as const,
          status: open ? 'firing' : 'resolved',
          startedAt,
          endedAt: open ? null : startedAt + 600_000,
          updatedAt: startedAt,
          service: services[n % 60] ?? '',
          depends: [],
          labels,
        }
      }),
    )
  }
  const step = 15_000
  for (let series = 0; series < 10; series++) {
    const name = `host.disk|mount=/${series}`
    await store.samples.append(Array.from({ length: (14 * day) / step }, (_, i) => ({ series: name, at: t0 + i * step, value: i % 100 })))
  }
  const ask = { kinds: ['alert' as const], from: t0, to: t0 + 14 * day, open: false, limit: 1000 }
  const found = await timed(() => store.observations.find({ ...ask, match: {} }))
  const labelled = await timed(() => store.observations.find({ ...ask, match: { host: ['host-7'], env: ['prod'] } }))
  const values = await timed(() => store.observations.values('host'))
  const means = await timed(() => store.samples.read({ measure: 'host.disk', from: t0, to: t0 + 14 * day, stepMs: 3_600_000 }))
  const recent = await timed(() => store.samples.read({ measure: 'host.disk', from: t0 + 14 * day - 3_600_000, to: t0 + 14 * day, stepMs: 60_000 }))

  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const busy = Promise.all(Array.from({ length: 3 }, () => store.samples.read({ measure: 'host.disk', from: t0, to: t0 + 14 * day, stepMs: 3_600_000 })))
  await store.dashboards.create({ id: 'meanwhile', doc: wholeDocument('meanwhile', 1), at: t0, origin: 'own' })
  const save = await timed(() => store.dashboards.save({ id: 'meanwhile', rev: 1, doc: wholeDocument('meanwhile', 2), at: t0 }))
  await busy
  delay.disable()
  const old = await timed(() => store.samples.prune(t0 + 3_600_000))
  return [
    { what: '100,000 observations: latest 1,000 of two weeks and the whole number', value: found.ms, unit: 'ms' },
    { what: '100,000 observations: by two labels', value: labelled.ms, unit: 'ms' },
    { what: '100,000 observations: values of a label', value: values.ms, unit: 'ms' },
    { what: '800,000 samples: hourly means of 10 series over two weeks', value: means.ms, unit: 'ms' },
    { what: '800,000 samples: minute means of 10 series over an hour', value: recent.ms, unit: 'ms' },
    { what: '800,000 samples: drop the oldest hour', value: old.ms, unit: 'ms' },
    { what: 'a save while three long reads run', value: save.ms, unit: 'ms' },
    { what: 'longest pause of the main thread meanwhile', value: delay.max / 1e6, unit: 'ms' },
  ]
}

async function timed<T>(act: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const start = performance.now()
  const value = await act()
  return { value, ms: performance.now() - start }
}

if (import.meta.main) {
  for (const { what, value, unit } of await benchStore()) process.stdout.write(`${value.toFixed(value < 100 ? 1 : 0).padStart(10)} ${unit.padEnd(8)} ${what}\n`)
}
