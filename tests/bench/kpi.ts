import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { Observation } from '#contract/observation.ts'
import { MeasureSpec } from '#contract/query.ts'
import { widgetsOf } from '#core/dashboard/section.ts'
import { windowed } from '#core/query/window.ts'
import { landings } from '#core/templates/landings/registry.ts'
import { events } from '#server/connectors/events/index.ts'
import { createMemoryPorts } from '#server/memory-ports.ts'
import { ServerFault } from '#server/fault.ts'
import { openSqliteStore } from '#server/node/store/sqlite.ts'
import type { Store } from '#server/store/store.ts'
import { silentLog as log } from '#tests/support/faults.ts'
import type { Figure } from './figures.ts'

const day = 86_400_000
const t0 = Date.UTC(2026, 5, 1)
const days = 90
const now = t0 + days * day
const episodes = 1_000_000
const batch = 10_000

/** A cheap spread of numbers, the same each time. */
const draw = (n: number, below: number): number => ((Math.imul(n, 2_654_435_761) >>> 0) / 4_294_967_296) * below

const other = ['incident', 'change', 'run', 'ticket'] as const

function alertAt(n: number): Observation {
  const startedAt = t0 + Math.floor((n / episodes) * days * day)
  const lasts = 60_000 + Math.floor(draw(n + 7, 1_200_000))
  const open = startedAt + lasts > now
  return {
    id: `alert:bench:${n}`,
    kind: 'alert',
    source: 'bench',
    title: `Rule ${Math.floor(draw(n, 90))}`,
    severity: (['critical', 'warning', 'warning', 'info'] as const)[Math.floor(draw(n + 3, 4))] ?? 'info',
    status: open ? 'firing' : 'resolved',
    startedAt,
    endedAt: open ? null : startedAt + lasts,
    updatedAt: startedAt,
    service: `service-${Math.floor(draw(n + 1, 44))}`,
    team: `team-${Math.floor(draw(n + 1, 9))}`,
    depends: n % 20 === 0 ? ['incident:bench:1'] : [],
    labels: { events: String(1 + Math.floor(draw(n + 5, 20))) },
  }
}

function workAt(n: number): Observation {
  const kind = other[n % other.length] ?? 'ticket'
  const startedAt = t0 + Math.floor(draw(n, days * day))
  const endedAt = startedAt + 60_000 + Math.floor(draw(n + 2, 20_000_000))
  const open = endedAt > now
  return {
    id: `${kind}:bench:${n}`,
    kind,
    source: 'bench',
    title: `Job ${n % 14}`,
    severity: (['critical', 'high', 'warning', 'low'] as const)[n % 3] ?? 'low',
    status: open ? 'open' : n % 12 === 0 ? 'failed' : 'closed',
    startedAt,
    endedAt: open ? null : endedAt,
    updatedAt: startedAt,
    service: `service-${Math.floor(draw(n + 1, 44))}`,
    team: `team-${Math.floor(draw(n + 1, 9))}`,
    depends: [],
    labels: {
      manualMinutes: '9',
      type: 'normal',
      dueAt: String(startedAt + 14_400_000),
      acknowledgedAt: String(startedAt + 300_000),
      detectedAt: String(startedAt + 60_000),
    },
  }
}

async function fill(store: Store): Promise<void> {
  for (let i = 0; i < episodes; i += batch) {
    await store.observations.put(Array.from({ length: batch }, (_, j) => alertAt(i + j)))
    if (i % 100_000 === 0) process.stderr.write(`  ${i} of ${episodes} alert episodes\n`)
  }
  await store.observations.put(Array.from({ length: 20_000 }, (_, n) => workAt(n)))
}

/** Everything the manager's landing asks of the events, one widget after the other, over a million alert episodes in 90 days. */
export async function benchKpi(rounds: number): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'homeport-kpi-'))
  const store = await openSqliteStore({ folder, log })
  try {
    const began = performance.now()
    await fill(store)
    const filled = (performance.now() - began) / 1000
    const ports = {
      ...createMemoryPorts({ store, clock: { now: () => now, sleep: async () => undefined } }),
      sourceId: 'events',
      call: () => Promise.reject(new Error('no calls')),
      sql: () => Promise.reject(new Error('no calls')),
    }
    const source = events.open({}, ports)
    const widgets = widgetsOf(
      landings.find((l) => l.role === 'it-manager')?.doc ?? {
        sections: [] as never[],
        v: 1,
        title: '',
        variables: [],
        time: { range: { from: 'now', to: 'now' }, refreshMs: 0 },
      },
    )
    const land = async (): Promise<number> => {
      const start = performance.now()
      await Promise.all(
        widgets.map(async ({ query }) => {
          const spec = z.parse(MeasureSpec, query.spec)
          const own = events.measures[spec.measure]?.(spec)
          if (!own) return
          const range = windowed(query.spec, { from: now - 30 * day, to: now })
          await source.query(own, { range, width: 640, variables: {}, zone: 'Europe/Berlin', signal: new AbortController().signal }).catch((error: unknown) => {
            if (!(error instanceof ServerFault) || error.fault.code !== 'source_unsupported') throw error
          })
        }),
      )
      return performance.now() - start
    }
    await land()
    const took: number[] = []
    for (let round = 0; round < rounds; round += 1) took.push(await land())
    return [
      { what: 'manager landing over 1,000,000 alert episodes, all widgets', unit: 'ms', ours: took, target: { most: 1500, of: 'value' } },
      { what: 'alert episodes reported, with their roll-ups', unit: '/s', ours: [episodes / filled] },
    ]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
