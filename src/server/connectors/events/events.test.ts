import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import type { Observation } from '#contract/observation.ts'
import { shapesOf } from '#core/frame/shapes.ts'
import { createMemoryPorts } from '../../memory-ports.ts'
import { createMemoryStore } from '../../store/memory.ts'
import type { Ask } from '../connector.ts'
import { events } from './index.ts'

const now = 1_800_000_000_000
const minute = 60_000

const observation = (id: string, rest: Partial<Observation> = {}): Observation => ({
  id,
  kind: 'alert',
  source: 'am',
  title: `title of ${id}`,
  severity: 'warning',
  status: 'firing',
  startedAt: now - 10 * minute,
  endedAt: null,
  updatedAt: now - 10 * minute,
  depends: [],
  labels: {},
  ...rest,
})

async function opened(...observations: readonly Observation[]) {
  const store = createMemoryStore()
  await store.observations.put(observations)
  return events.open(
    {},
    {
      ...createMemoryPorts({ store }),
      sourceId: 'events',
      call: () => Promise.reject(new Error('no calls from here')),
      sql: () => Promise.reject(new Error('no calls from here')),
    },
  )
}

const ask: Ask = { range: { from: now - 60 * minute, to: now }, width: 480, variables: {}, zone: 'UTC', signal: new AbortController().signal }
const specOf = (rest: object = {}) => z.parse(events.spec, { kind: 'observations', ...rest })
const ids = (frame: Frame) => frame.fields.find((f) => f.role === 'id')?.values
const measure = (name: string, match: Record<string, string | string[]> = {}) => {
  const spec = events.measures[name]?.({ measure: name, mode: 'range', by: [], match })
  if (!spec) throw new Error(`no measure ${name}`)
  return spec
}

test('what overlaps the range comes as intervals, the latest start first', async () => {
  const source = await opened(
    observation('open'),
    observation('over', { startedAt: now - 90 * minute, endedAt: now - 50 * minute }),
    observation('before', { startedAt: now - 90 * minute, endedAt: now - 70 * minute }),
    observation('planned', { kind: 'change', startedAt: now + minute, endedAt: now + 5 * minute }),
  )
  const frame = await source.query(specOf(), ask)
  expect(shapesOf(frame)).toContain('intervals')
  expect(ids(frame)).toEqual(['open', 'over'])
  expect(ids(await source.query(specOf(), { ...ask, range: { from: now, to: now + 60 * minute } }))).toEqual(['planned', 'open'])
})

test('kinds, open ones, matches and variables narrow', async () => {
  const source = await opened(
    observation('a', { service: 'pay', labels: { tier: '1' } }),
    observation('b', { service: 'cart', kind: 'incident' }),
    observation('c', { service: 'mail', endedAt: now - minute }),
  )
  expect(ids(await source.query(measure('events.incident'), ask))).toEqual(['b'])
  expect(ids(await source.query(measure('alerts.active'), ask))).toEqual(['a'])
  expect(ids(await source.query(measure('events.alert'), ask))?.length).toBe(2)
  expect(ids(await source.query(specOf({ match: { tier: '1' } }), ask))).toEqual(['a'])
  const chosen = (service: string | string[]) => source.query(specOf({ match: { service: '${service}' } }), { ...ask, variables: { service } })
  expect(ids(await chosen(['pay', 'mail']))?.length).toBe(2)
  expect(ids(await chosen(''))?.length).toBe(3)
})

test('rows beyond the limit are counted', async () => {
  const source = await opened(observation('a'), observation('b'), observation('c'))
  expect((await source.query(specOf({ limit: 2 }), ask)).meta?.truncated).toEqual({ what: 'rows', kept: 2, total: 3 })
})

test('nothing at all is still a frame of intervals', async () => {
  const frame = await (await opened()).query(specOf(), ask)
  expect(shapesOf(frame)).toContain('intervals')
  expect(frame.fields.every((f) => f.values.length === 0)).toBe(true)
})

test('services and teams can be listed for variables', async () => {
  const source = await opened(observation('a', { service: 'pay' }), observation('b', { service: 'cart' }))
  expect(await source.labels?.({ signal: ask.signal })).toContain('service')
  expect(await source.labelValues?.('service', { signal: ask.signal })).toEqual(['cart', 'pay'])
})
