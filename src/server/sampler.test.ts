import { expect, test } from 'vitest'
import type { SourceHealth } from '#contract/source.ts'
import { createMemoryPorts } from './memory-ports.ts'
import { createSampler } from './sampler.ts'
import { createMemoryStore } from './store/memory.ts'
import { createVitals } from './vitals.ts'

const start = 1_800_000_000_000

test('of each source it writes whether it answers and how long ago it last did', async () => {
  const store = createMemoryStore()
  let health: SourceHealth = { state: 'unknown' }
  const sources = async () => [{ id: 'prom', name: 'Prometheus', health }]
  const sample = createSampler({ ports: createMemoryPorts({ store }), vitals: createVitals(start), sources })
  const read = (measure: string) => store.samples.read({ measure, from: start, to: start + 120_000, stepMs: 10_000 })
  const step = async (seconds: number, next: SourceHealth): Promise<void> => {
    health = next
    await sample(start + seconds * 1000, new Map())
  }
  await step(0, { state: 'unknown' })
  expect(await read('source.up')).toEqual([])
  await step(10, { state: 'ok', at: start + 8000 })
  await step(20, { state: 'down', at: start + 19_000 })
  await step(30, { state: 'down', at: start + 29_000 })
  expect((await read('source.up')).map((s) => s.value)).toEqual([1, 0, 0])
  expect((await read('source.freshness')).map((s) => s.value)).toEqual([2, 12, 22])
  expect((await read('source.up'))[0]?.series).toBe('source.up|source=Prometheus')
})
