import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { Dashboard } from '#contract/dashboard.ts'
import type { Observation } from '#contract/observation.ts'
import { chance } from '#core/estate/chance.ts'
import { createApi } from '#server/api.ts'
import { connectors } from '#server/connectors/registry.ts'
import { createMemoryPorts } from '#server/memory-ports.ts'
import { openSqliteStore } from '#server/node/store/sqlite.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import type { Store } from '#server/store/store.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import type { Figure } from './figures.ts'

const events = 10_000
const candidates = 1_000
const doc = z.parse(Dashboard, {
  v: 1,
  title: 'Board',
  sections: [{ id: 's', title: '', widgets: [], layouts: { desktop: [] } }],
  time: { range: { from: 'now-1h', to: 'now' } },
})
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const severities = ['critical', 'warning', 'warning', 'info', 'info', 'low'] as const
const kinds = ['alert', 'alert', 'alert', 'alert', 'incident', 'change', 'ticket', 'run'] as const

/** Two weeks of a busy estate: a tenth of it still open. */
function happened(now: number): readonly Observation[] {
  const draw = chance(7, 'bench', 'landing')
  return Array.from({ length: events }, (_, i): Observation => {
    const kind = kinds[i % kinds.length] ?? 'alert'
    const startedAt = now - draw.int(i, 14 * 86_400_000, 1)
    const isOpen = draw.unit(i, 2) < 0.1
    return {
      id: `${kind}:bench:${i}`,
      kind,
      source: 'bench',
      title: `Rule ${i % 60}`,
      severity: severities[i % severities.length] ?? 'info',
      status: isOpen ? 'firing' : 'resolved',
      startedAt,
      endedAt: isOpen ? null : startedAt + draw.int(i, 7_200_000, 3),
      updatedAt: startedAt,
      service: `service-${i % 44}`,
      site: `site-${i % 6}`,
      team: `team-${i % 9}`,
      depends: [],
      labels: { rule: `rule-${i % 60}` },
    }
  })
}

/** Milliseconds of server time for one whole first screen, put together anew each time. */
async function measure(store: Store, rounds: number): Promise<readonly number[]> {
  const clock = createFakeClock()
  const now = clock.now()
  await store.observations.put(happened(now))
  for (let i = 0; i < candidates; i += 1) await store.dashboards.create({ id: `board-${i}`, doc: { ...doc, title: `Board ${i}` }, at: now, origin: 'own' })
  const api = createApi(createMemoryPorts({ store, clock }), { connectors, starters: [], version: 'bench' })
  const took: number[] = []
  try {
    for (let round = 0; round < rounds + 10; round += 1) {
      await clock.advance(10_000)
      const from = performance.now()
      const reply = await api.fetch(new Request('http://localhost/api/landing?zone=Europe/Berlin'))
      await reply.text()
      took.push(performance.now() - from)
      if (reply.status !== 200) throw new Error(`the first screen answered ${reply.status}`)
    }
  } finally {
    api.close()
  }
  // The first few are the compiler's.
  return took.slice(10)
}

/** The first screen of somebody with ten thousand events and a thousand dashboards. */
export async function benchLanding(rounds: number): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'homeport-landing-'))
  try {
    const sqlite = await openSqliteStore({ folder, log: silent })
    const figures: Figure[] = [
      {
        what: 'landing: 10,000 events, 1,000 dashboards, memory',
        unit: 'ms',
        ours: await measure(createMemoryStore(), rounds),
        target: { most: 30, of: 'value' },
      },
      { what: 'landing: 10,000 events, 1,000 dashboards, SQLite', unit: 'ms', ours: await measure(sqlite, rounds), target: { most: 30, of: 'value' } },
    ]
    await sqlite.close()
    return figures
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
