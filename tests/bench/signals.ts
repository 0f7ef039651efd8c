import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Signal } from '#contract/learning.ts'
import { openPostgresStore } from '#server/node/store/postgres.ts'
import { openSqliteStore } from '#server/node/store/sqlite.ts'
import { noIdentity } from '#server/memory-ports.ts'
import { untold } from '#server/store/learning.ts'
import type { Store } from '#server/store/store.ts'
import { person } from '#tests/support/actors.ts'
import { createWorld, emptyDoc, send } from '#tests/support/api-world.ts'
import { silentLog as log } from '#tests/support/faults.ts'
import { findPostgres, startPostgres } from '#tests/support/postgres.ts'
import type { Figure } from './figures.ts'

const people = 100
const perBatch = 50
const batches = 400
const boards = 200
const wantedPerSecond = 5_000

/** Signals taken a second through the API, learned, kept and answered with the strip. Every one of them is counted afterwards. */
export async function benchSignals(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'homeport-bench-'))
  try {
    const sqlite = await openSqliteStore({ folder, log })
    const figures = [await measured('SQLite', sqlite)]
    await sqlite.close()
    if (!findPostgres()) return figures
    const server = await startPostgres()
    const postgres = await openPostgresStore({ url: await server.createDatabase(), log })
    figures.push(await measured('PostgreSQL', postgres))
    await postgres.close()
    await server.destroy()
    return figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measured(name: string, store: Store): Promise<Figure> {
  const identity = {
    ...noIdentity,
    callerOf: (request: Request) => ({ ...noIdentity.callerOf(request), vouched: person(request.headers.get('x-actor') ?? '', 'editor', { roles: ['sre'] }) }),
  }
  const { api } = createWorld({}, { store, identity })
  const rights = { owner: null, shares: [{ to: { kind: 'everyone' as const }, as: 'view' as const }], template: null }
  for (let i = 0; i < boards; i += 1) {
    // The document is the schema's own smallest one.
    await store.dashboards.create({ id: `board-${i}`, doc: { ...emptyDoc, title: `Board ${i}` } as never, at: 1, origin: 'own', rights })
  }
  const everybody = Array.from({ length: people }, (_, i) => `person-${i}`)
  const settings = { ...untold, noticedAt: 1 }
  for (const one of everybody) await store.learning.save({ person: one, key: `key-${one}`, rev: 0, role: 'sre', settings, profile: null, slots: [] }, [])
  const minute = Math.floor(Date.now() / 60_000)
  let n = 0
  const signal = (): Signal => ({ id: `signal-${(n += 1)}`, kind: 'open', item: `dashboard:board-${(n * 7919) % boards}`, via: 'navigation', minute })
  const waiting = Array.from({ length: batches }, (_, i) => ({ by: everybody[i % people] ?? '', signals: Array.from({ length: perBatch }, signal) }))
  const started = performance.now()
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { status, body } = await send(api, 'POST', '/api/signals', { signals: next.signals }, { headers: { 'x-actor': next.by } })
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
    }
  }
  await Promise.all(Array.from({ length: 32 }, work))
  const seconds = (performance.now() - started) / 1000
  let kept = 0
  for (const one of everybody) kept += (await store.learning.signals(`key-${one}`, 0)).length
  if (kept !== batches * perBatch) throw new Error(`${name}: ${kept} of ${batches * perBatch} signals are there`)
  api.close()
  const what = `signals taken on ${name}, ${people} people, batches of ${perBatch}, none lost: ${Math.round(kept / seconds)} a second`
  return { what, unit: 'µs each', ours: [(1e6 * seconds) / kept], target: { most: 1e6 / wantedPerSecond, of: 'value' } }
}
