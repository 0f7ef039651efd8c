import { expect, test } from 'vitest'
import { createApi } from '../api.ts'
import { createMemoryPorts, systemClock } from '../memory-ports.ts'
import { createMemoryStore } from '../store/memory.ts'
import { createOperations } from './operations.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

test('how far it is behind what others changed is there to scrape, and back at nothing once it has looked', async () => {
  const store = createMemoryStore()
  const operations = createOperations({ store, clock: systemClock, log, folder: undefined })
  const api = createApi(createMemoryPorts({ store: operations.store }), { connectors: {}, starters: [], version: 'test' })
  const scraped = async () =>
    Object.fromEntries(
      [...(await operations.metrics.render()).text.matchAll(/^(homeport_outbox_\w+) (\S+)$/gm)].map(([, name, value]) => [name, Number(value)]),
    )
  operations.follow(api)
  // Before its first look nobody knows.
  expect(await scraped()).toEqual({})
  await api.tick(systemClock.now())
  for (let i = 0; i < 7; i += 1) await store.facts.write('fact', `${i}`, { changes: [{ topic: 'source', id: `${i}` }] })
  await new Promise((later) => setTimeout(later, 30))
  const behind = await scraped()
  expect(behind['homeport_outbox_behind_rows']).toBe(7)
  expect(behind['homeport_outbox_behind_seconds']).toBeGreaterThanOrEqual(0.03)
  await api.tick(systemClock.now())
  expect(await scraped()).toEqual({ homeport_outbox_behind_rows: 0, homeport_outbox_behind_seconds: 0 })
  api.close()
  operations.close()
})
