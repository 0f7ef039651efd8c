import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from '../memory-ports.ts'
import { createMemoryStore } from '../store/memory.ts'
import { createHealth } from './health.ts'
import type { Health, HealthParts } from './health.ts'
import { watchLag } from './lag.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

const calm = { lastMs: 0, stuck: false, stop: () => undefined }
const { facts } = createMemoryStore()

async function start(parts: Partial<HealthParts>): Promise<{ readonly health: Health; readonly ask: (path: string, method?: string) => Promise<Response> }> {
  const health = createHealth({ store: { facts }, clock: systemClock, lag: calm, folder: undefined, behind: async () => undefined, ...parts })
  const server = createServer((request, response) => void health.answer(request, response, request.url ?? ''))
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo
  return { health, ask: (path, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method }) }
}

test('it is alive and ready, and says nothing else', async () => {
  const { ask } = await start({ folder: tmpdir() })
  const [live, ready] = [await ask('/livez'), await ask('/readyz')]
  expect([live.status, await live.json(), ready.status, await ready.json()]).toEqual([200, { alive: true }, 200, { ready: true, reasons: [], degraded: [] }])
  expect((await ask('/readyz', 'HEAD')).status).toBe(200)
  expect((await ask('/readyz', 'POST')).status).toBe(405)
})

test('a store that fails, or takes longer than half a second, makes it unready and leaves it alive', async () => {
  for (const read of [() => Promise.reject(new Error('gone')), () => new Promise<never>(() => undefined)]) {
    const { ask, health } = await start({ store: { facts: { ...facts, read } } })
    const ready = await ask('/readyz')
    expect([ready.status, await ready.json(), (await ask('/livez')).status, health.storeS]).toEqual([
      503,
      { ready: false, reasons: ['store'], degraded: [] },
      200,
      undefined,
    ])
  }
})

test('a stop is told first, and only a reader of readiness is worth waiting for', async () => {
  const { health, ask } = await start({})
  expect(health.watched()).toBe(false)
  await ask('/livez')
  expect(health.watched()).toBe(false)
  await ask('/readyz')
  expect(health.watched()).toBe(true)
  health.drain()
  const ready = await ask('/readyz')
  expect([ready.status, await ready.json()]).toEqual([503, { ready: false, reasons: ['draining'], degraded: [] }])
  expect((await ask('/livez')).status).toBe(200)
})

test('many probes are one question to the store', async () => {
  let asked = 0
  const read = async (): Promise<undefined> => void (asked += 1)
  const { ask } = await start({ store: { facts: { ...facts, read } } })
  await Promise.all(Array.from({ length: 20 }, () => ask('/readyz')))
  expect(asked).toBe(1)
})

test.each([
  ['up to date', { rows: 0, ageMs: 0, readableMs: 0 }, 200, [], []],
  ['a look behind', { rows: 40, ageMs: 12_000, readableMs: 12_000 }, 200, [], []],
  [
    'late because somebody’s transaction runs long: as late as everybody, so nobody is sent away',
    { rows: 9, ageMs: 600_000, readableMs: 0 },
    200,
    [],
    ['changes'],
  ],
  ['late by itself', { rows: 900, ageMs: 45_000, readableMs: 45_000 }, 200, [], ['changes']],
  ['no longer following', { rows: 9000, ageMs: 61_000, readableMs: 61_000 }, 503, ['changes'], ['changes']],
] as const)('what others changed: %s', async (_what, behind, status, reasons, degraded) => {
  const { ask } = await start({ behind: async () => behind })
  const ready = await ask('/readyz')
  expect([ready.status, await ready.json()]).toEqual([status, { ready: status === 200, reasons, degraded }])
  expect((await ask('/livez')).status).toBe(200)
})

test('a process that no longer gets round to anything is not alive', async () => {
  const { ask } = await start({ lag: { ...calm, stuck: true } })
  expect((await ask('/livez')).status).toBe(503)
})

test('one long computation is no reason to be ended, being late all the time is', () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  let now = 0
  const lag = watchLag(() => now)
  const tick = (lateMs: number): void => {
    now += 500 + lateMs
    vi.advanceTimersByTime(500)
  }
  tick(5000)
  expect([lag.lastMs, lag.stuck]).toEqual([5000, false])
  for (let i = 0; i < 9; i += 1) tick(1500)
  expect(lag.stuck).toBe(true)
  tick(0)
  expect([lag.lastMs, lag.stuck]).toEqual([0, false])
  lag.stop()
  vi.useRealTimers()
})
