import { beforeEach, describe, expect, test } from 'vitest'
import type { Observation } from '#contract/observation.ts'
import type { Source } from '#contract/source.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import { person } from '#tests/support/actors.ts'
import type { Asker } from '../access/asker.ts'
import { createMemoryStore } from '../store/memory.ts'
import { createAsking, createProbed } from './asking.ts'
import type { AskingSetup } from './asking.ts'

const events: Source = {
  id: 'events',
  kind: 'events',
  name: 'Events',
  origin: 'builtin',
  rev: 1,
  config: {},
  secrets: [],
  health: { state: 'ok', checkedAt: 0 },
  can: [],
  measures: ['events.alert'],
} as unknown as Source // Only what asking reads of a source.

const report: Observation = {
  id: 'alert:test:1',
  kind: 'alert',
  source: 'test',
  title: 'a',
  severity: 'info',
  status: 'open',
  startedAt: 1,
  endedAt: null,
  updatedAt: 1,
  depends: [],
  labels: {},
}

let queries: string[]
let grants: Map<string, string>
/** Sources of which only those without a grant of their own say anything. */
const sources: AskingSetup['sources'] = {
  list: async () => [events],
  standing: async ({ actor }) => grants.get(actor.id) ?? '',
  query: async ({ actor }) => {
    queries.push(actor.id)
    const ids = grants.has(actor.id) ? [] : ['alert:test:1']
    const frame = {
      fields: [
        { name: 'id', type: 'string' as const, values: ids },
        { name: 'start', type: 'time' as const, values: ids.map(() => 1) },
      ],
    }
    return { frame } as unknown as Awaited<ReturnType<AskingSetup['sources']['query']>> // Only the frame is read.
  },
}
const as = (id: string): Asker => ({ actor: person(id, 'viewer') }) as Asker // Nothing else of an asker is read here.
const clock = createFakeClock(1_800_000_000_000)
let tell: () => Promise<unknown>
let ask: (id: string, signal?: AbortSignal) => ReturnType<typeof createAsking>

beforeEach(() => {
  queries = []
  grants = new Map()
  const store = createMemoryStore()
  tell = () => store.observations.put([report], { changes: [{ topic: 'observation', id: 'events' }] })
  const probed = createProbed({ clock, store })
  ask = (id, signal = new AbortController().signal) =>
    createAsking({ sources, by: as(id), zone: 'UTC', signal, probed }, { from: clock.now() - 1000, to: clock.now() + 1 })
})

describe('what probing found', () => {
  test('is remembered for a moment, and found out anew after it', async () => {
    await ask('ann')
    const once = queries.length
    expect(once).toBeGreaterThan(0)
    await Promise.all([ask('ann'), ask('ann')])
    expect(queries).toHaveLength(once)
    await clock.advance(3001)
    await ask('ann')
    expect(queries).toHaveLength(2 * once)
  })

  test('is never told to anybody else, nor to the same person once their grants are others', async () => {
    await ask('ann')
    const once = queries.length
    await ask('ben')
    expect(queries.slice(once)).toEqual(queries.slice(once).map(() => 'ben'))
    expect(queries).toHaveLength(2 * once)
    grants.set('ann', 'team=web')
    await ask('ann')
    expect(queries.length).toBeGreaterThan(2 * once)
  })

  test('is enough as soon as one has spoken: nobody waits for a source that hangs', async () => {
    const hung = { ...events, id: 'hung' }
    const one: AskingSetup['sources'] = {
      ...sources,
      list: async () => [hung, events],
      query: async (by, request, signal) => (request.query.source === 'hung' ? new Promise(() => undefined) : sources.query(by, request, signal)),
    }
    const { demo } = await createAsking({ sources: one, by: as('ann'), zone: 'UTC', signal: new AbortController().signal }, { from: 0, to: 2 })
    expect(demo).toBe(false)
    expect(queries).toEqual(['ann'])
  })

  test('does not matter where a system is connected and there is no demo estate: nothing is asked', async () => {
    const connected = { ...sources, list: async () => [{ ...events, origin: 'ui' as const }] }
    const asking = await createAsking({ sources: connected, by: as('ann'), zone: 'UTC', signal: new AbortController().signal }, { from: 0, to: 2 })
    expect(queries).toEqual([])
    expect((await asking.tell({ kind: 'alert', range: { from: 0, to: 2 }, limit: 5 })).state).toBe('known')
  })

  test('that nothing spoke is forgotten with the first report', async () => {
    grants.set('ann', 'team=web')
    await ask('ann')
    await ask('ann')
    const once = queries.length
    await tell()
    await ask('ann')
    expect(queries.length).toBeGreaterThan(once)
  })

  test('does not end for the others when the one who asked first goes away', async () => {
    const gone = new AbortController()
    gone.abort()
    await ask('ann', gone.signal)
    const told = await (await ask('ann')).tell({ kind: 'alert', range: { from: 0, to: 2 }, limit: 5 })
    expect(told.state).toBe('known')
  })
})
