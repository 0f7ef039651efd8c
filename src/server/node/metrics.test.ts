import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { EndpointName } from '#contract/api.ts'
import { createMemoryStore } from '../store/memory.ts'
import { createMetrics } from './metrics.ts'
import { createMetricsDoor, createMetricsServer } from './metrics-door.ts'
import { timeStore } from './timed-store.ts'

const lag = { lastMs: 12, stuck: false, stop: () => undefined }
const seen = (endpoint: EndpointName | undefined, status: number, tookMs: number, method = 'GET') => ({
  requestId: 'r',
  method,
  endpoint,
  actor: undefined,
  status,
  tookMs,
})

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listen(server: Server): Promise<(path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>> {
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo
  return (path, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers })
}

test('requests are counted by endpoint, method and status, and their time falls into buckets', async () => {
  const metrics = createMetrics(lag)
  for (const [status, ms] of [
    [200, 3],
    [200, 40],
    [412, 20_000],
  ] as const)
    metrics.tally.observe(seen('saveDashboard', status, ms, 'PUT'))
  const { text, type } = await metrics.render()
  expect(type).toContain('text/plain')
  expect(text).toContain('homeport_http_requests_total{endpoint="saveDashboard",method="PUT",status="200"} 2')
  expect(text).toContain('homeport_http_requests_total{endpoint="saveDashboard",method="PUT",status="412"} 1')
  expect(text).toContain('# TYPE homeport_http_request_duration_seconds histogram')
  expect(text).toContain('homeport_http_request_duration_seconds_bucket{le="0.005",endpoint="saveDashboard"} 1')
  expect(text).toContain('homeport_http_request_duration_seconds_bucket{le="0.05",endpoint="saveDashboard"} 2')
  expect(text).toContain('homeport_http_request_duration_seconds_bucket{le="+Inf",endpoint="saveDashboard"} 3')
  expect(text).toMatch(/homeport_http_request_duration_seconds_sum\{endpoint="saveDashboard"\} 20\.04/)
  expect(text).toContain('homeport_event_loop_lag_seconds 0.012')
})

test('whatever senders make up, the number of lines stays the same', async () => {
  const metrics = createMetrics(lag)
  for (let i = 0; i < 500; i += 1) metrics.tally.observe(seen(undefined, 404, 1, `M${i}`))
  const { text } = await metrics.render()
  expect(text).toContain('homeport_http_requests_total{endpoint="none",method="other",status="404"} 500')
  expect(text.split('\n').length).toBeLessThan(60)
})

test('what is watched is read at each scrape; what has no value yet is left out', async () => {
  const metrics = createMetrics(lag)
  let streams = 3
  metrics.watch({ name: 'homeport_streams', help: 'Open streams', read: () => streams })
  metrics.watch({ name: 'homeport_source_waiting', help: 'Waiting', label: 'source', read: async () => new Map([['prometheus', 2]]) })
  metrics.watch({ name: 'homeport_nothing', help: 'Not yet', read: () => undefined })
  expect((await metrics.render()).text).toContain('homeport_streams 3')
  streams = 4
  const { text } = await metrics.render()
  expect(text).toContain('homeport_streams 4')
  expect(text).toContain('homeport_source_waiting{source="prometheus"} 2')
  expect(text).not.toContain('homeport_nothing')
})

test('every part of the store is timed, its failures too, and it works as before', async () => {
  const metrics = createMetrics(lag)
  const store = timeStore(createMemoryStore(), metrics.store)
  expect(store.kind).toBe('memory')
  await store.facts.write('a', 'b')
  expect(await store.facts.read('a')).toBe('b')
  await expect(store.dashboards.read('none')).rejects.toMatchObject({ fault: { code: 'not_found' } })
  const { text } = await metrics.render()
  for (const [part, method] of [
    ['facts', 'write'],
    ['facts', 'read'],
    ['dashboards', 'read'],
  ])
    expect(text).toContain(`homeport_store_duration_seconds_count{part="${part}",method="${method}"} 1`)
  await store.close()
})

test('this machine may scrape, behind a proxy only a token may, and only one made for it', async () => {
  const metrics = createMetrics(lag)
  const door = (openToMachine: boolean) => createMetricsDoor({ metrics, openToMachine, mayRead: async (bearer) => bearer === 'right' })
  const serve = (openToMachine: boolean) => listen(createServer((request, response) => void door(openToMachine).answer(request, response, request.url ?? '')))
  const [machine, proxied] = [await serve(true), await serve(false)]
  expect((await machine('/metrics')).status).toBe(200)
  expect((await machine('/metrics', { authorization: 'Bearer wrong' })).status).toBe(403)
  expect((await proxied('/metrics')).status).toBe(401)
  expect((await proxied('/metrics', { authorization: 'Bearer wrong' })).status).toBe(403)
  expect((await proxied('/metrics', { authorization: 'Bearer right' })).status).toBe(200)
})

test('a port of its own has metrics and nothing else', async () => {
  const ask = await listen(createMetricsServer(createMetrics(lag)))
  const given = await ask('/metrics')
  expect([given.status, given.headers.get('x-content-type-options')]).toEqual([200, 'nosniff'])
  expect((await ask('/api/status')).status).toBe(404)
})
