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
  const health = createHealth({ store: { facts }, clock: systemClock, lag: calm, folder: undefined, ...parts })
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
  expect([live.status, await live.json(), ready.status, await ready.json()]).toEqual([200, { alive: true }, 200, { ready: true, reasons: [] }])
  expect((await ask('/readyz', 'HEAD')).status).toBe(200)
  expect((await ask('/readyz', 'POST')).status).toBe(405)
})

test('a store that fails, or takes longer than half a second, makes it unready and leaves it alive', async () => {
  for (const read of [() => Promise.reject(new Error('gone')), () => new Promise<never>(() => undefined)]) {
    const { ask, health } = await start({ store: { facts: { ...facts, read } } })
    const ready = await ask('/readyz')
    expect([ready.status, await ready.json(), (await ask('/livez')).status, health.storeS]).toEqual([503, { ready: false, reasons: ['store'] }, 200, undefined])
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
  expect([ready.status, await ready.json()]).toEqual([503, { ready: false, reasons: ['draining'] }])
  expect((await ask('/livez')).status).toBe(200)
})

test('many probes are one question to the store', async () => {
  let asked = 0
  const read = async (): Promise<undefined> => void (asked += 1)
  const { ask } = await start({ store: { facts: { ...facts, read } } })
  await Promise.all(Array.from({ length: 20 }, () => ask('/readyz')))
  expect(asked).toBe(1)
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
