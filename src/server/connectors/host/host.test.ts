import { expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import { shapesOf } from '#core/frame/shapes.ts'
import { ServerFault } from '../../fault.ts'
import { createMemoryPorts } from '../../memory-ports.ts'
import { createMemoryStore } from '../../store/memory.ts'
import { encodeSeriesKey } from '../../store/series-key.ts'
import type { Ask } from '../connector.ts'
import { host } from './index.ts'

const now = 1_800_000_000_000
const at = (s: number): number => now - 120_000 + s * 1000

async function opened(samples: readonly (readonly [measure: string, labels: Record<string, string>, at: number, value: number])[]) {
  const store = createMemoryStore()
  await store.samples.append(samples.map(([measure, labels, moment, value]) => ({ series: encodeSeriesKey(measure, labels), at: moment, value })))
  const ports = { ...createMemoryPorts({ store }), clock: { now: () => now, sleep: async () => undefined } }
  return host.open(
    {},
    { ...ports, sourceId: 'host', call: () => Promise.reject(new Error('no calls from here')), sql: () => Promise.reject(new Error('no calls from here')) },
  )
}

const ask: Ask = { range: { from: at(0), to: now }, width: 480, variables: {}, zone: 'UTC', signal: new AbortController().signal }
const measure = (name: string, rest: object = {}) => {
  const spec = host.measures[name]?.({ measure: name, mode: 'range', by: [], match: {}, ...rest })
  if (!spec) throw new Error(`no measure ${name}`)
  return spec
}
const rows = (frame: Frame) => frame.fields[0]?.values.map((_, i) => frame.fields.map((f) => f.values[i]))

test('samples come as a series on whole steps, gaps as null, in the unit of the measure', async () => {
  const source = await opened([
    ['host.cpu', { instance: 'a' }, at(11), 10],
    ['host.cpu', { instance: 'a' }, at(41), 30],
  ])
  const frame = await source.query(measure('host.cpu'), ask)
  expect(shapesOf(frame)[0]).toBe('series')
  expect(frame.meta).toEqual({ stepMs: 15_000 })
  expect(frame.fields[1]).toMatchObject({ unit: 'percent', values: [10, null, 30, null, null, null, null, null] })
})

test('the bucket that has just begun is no gap, an older empty one is', async () => {
  const source = await opened([['host.cpu', { instance: 'a' }, at(106), 10]])
  const later: Ask = { ...ask, range: { from: at(90), to: now + 1000 } }
  expect((await source.query(measure('host.cpu'), later)).fields[1]?.values).toEqual([null, 10])
})

test('parts are split when asked, and otherwise the usual one, the whole or the sum is shown', async () => {
  const source = await opened([
    ['host.memoryBytes', { instance: 'a', use: 'used' }, at(110), 7],
    ['host.memoryBytes', { instance: 'a', use: 'free' }, at(110), 3],
    ['host.disk', { instance: 'a', mount: '/' }, at(110), 0.9],
    ['host.disk', { instance: 'a' }, at(110), 0.5],
    ['host.networkIn', { instance: 'a', device: 'eth0' }, at(110), 100],
    ['host.networkIn', { instance: 'a', device: 'eth1' }, at(110), 11],
  ])
  const instant = async (name: string, rest: object = {}) => rows(await source.query(measure(name, { mode: 'instant', ...rest }), ask))
  expect(await instant('host.memoryBytes')).toEqual([[7]])
  expect(await instant('host.memoryBytes', { by: ['use'] })).toEqual([
    ['free', 3],
    ['used', 7],
  ])
  expect(await instant('host.memoryBytes', { match: { use: 'free' } })).toEqual([[3]])
  expect(await instant('host.disk')).toEqual([[0.5]])
  expect(await instant('host.disk', { by: ['mount'] })).toEqual([['/', 0.9]])
  expect(await instant('host.networkIn')).toEqual([[111]])
  expect(await instant('host.networkIn', { match: { instance: ['b'] } })).toEqual([])
})

test('series come as people count, not as letters run', async () => {
  const source = await opened(['15m', '1m', '5m'].map((over) => ['host.load', { instance: 'a', over }, at(110), 1]))
  const { fields } = await source.query(measure('host.load', { by: ['over'] }), ask)
  expect(fields.flatMap(({ labels }) => labels?.['over'] ?? [])).toEqual(['1m', '5m', '15m'])
})

test('two machines on one store stay apart, or are merged as the measure allows', async () => {
  const source = await opened([
    ['host.cpu', { instance: 'a' }, at(110), 10],
    ['host.cpu', { instance: 'b' }, at(110), 30],
    ['host.uptime', { instance: 'a' }, at(110), 500],
    ['host.uptime', { instance: 'b' }, at(110), 20],
  ])
  const frame = await source.query(measure('host.cpu', { by: ['instance'] }), ask)
  expect(frame.fields.slice(1).map((f) => [f.name, f.labels])).toEqual([
    ['a', { instance: 'a' }],
    ['b', { instance: 'b' }],
  ])
  expect((await source.query(measure('host.cpu'), ask)).fields[1]?.values.at(-1)).toBe(20)
  expect(rows(await source.query(measure('host.uptime', { mode: 'instant' }), ask))).toEqual([[20]])
})

test('an instant question does not show what has long stopped', async () => {
  const source = await opened([['host.cpu', { instance: 'a' }, at(10), 10]])
  expect((await source.query(measure('host.cpu', { mode: 'instant' }), ask)).fields[0]?.values).toEqual([])
})

test('calls are edges with the share that failed', async () => {
  const source = await opened([
    ['service.calls', { source: 'homeport', target: 'prom' }, at(10), 2],
    ['service.calls', { source: 'homeport', target: 'prom' }, at(20), 4],
    ['service.callErrors', { source: 'homeport', target: 'prom' }, at(10), 1],
    ['service.callErrors', { source: 'homeport', target: 'prom' }, at(20), 2],
    ['service.calls', { source: 'homeport', target: 'idle' }, at(20), 0],
  ])
  const edges = await source.query(measure('service.calls'), ask)
  expect(shapesOf(edges)).toContain('edges')
  expect(rows(edges)).toEqual([
    ['homeport', 'idle', 0, null, 'unknown'],
    ['homeport', 'prom', 3, 0.5, 'critical'],
  ])
  expect(rows(await source.query(measure('service.calls', { match: { service: 'idle' } }), ask))?.length).toBe(1)
})

test('labels and their values are those of the last minute', async () => {
  const source = await opened([
    ['host.disk', { instance: 'a', mount: '/srv' }, now - 5000, 1],
    ['host.disk', { instance: 'a', mount: '/gone' }, now - 300_000, 1],
  ])
  const signal = ask.signal
  expect(await source.labels?.({ signal })).toEqual(['__name__', 'instance', 'mount'])
  expect(await source.labelValues?.('mount', { signal })).toEqual(['/srv'])
  expect(await source.labelValues?.('constructor', { signal })).toEqual([])
  expect(await source.check(signal)).toEqual({})
})

test('a variable that was never given is named', async () => {
  const source = await opened([])
  await expect(source.query(measure('host.cpu', { match: { instance: '${where}' } }), ask)).rejects.toSatisfy(
    (error) => error instanceof ServerFault && error.fault.field === 'variables.where',
  )
})
