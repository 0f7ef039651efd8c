import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import * as z from 'zod/mini'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alertmanager } from '#server/connectors/alertmanager/index.ts'
import type { Ask, OpenSource } from '#server/connectors/connector.ts'
import { prometheus } from '#server/connectors/prometheus/index.ts'
import { faultFrom } from '#tests/support/faults.ts'
import { serveLoopback } from '#tests/support/hostile-server.ts'
import type { LoopbackServer } from '#tests/support/hostile-server.ts'
import { openConnector } from '#tests/support/open-connector.ts'

/** Both HTTP connectors against a server that does everything wrong. Each failure is one known fault, and quick. */

const json = { 'content-type': 'application/json' }
const flood = Buffer.alloc(200 * 1_048_576, '[')
const bomb = gzipSync(flood, { level: 1 })

type Answer = (response: ServerResponse) => unknown
const behaviours: Readonly<Record<string, readonly [code: string, answer: Answer]>> = {
  'a page of HTML': ['source_invalid', (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>')],
  'HTML called JSON': ['source_invalid', (r) => r.writeHead(200, json).end('<html></html>')],
  'a 500 in HTML': ['source_down', (r) => r.writeHead(500, { 'content-type': 'text/html' }).end('stack trace with password')],
  'a 500 in JSON': ['source_down', (r) => r.writeHead(500, json).end('{"trace":"password"}')],
  'a 503 in plain text': ['source_down', (r) => r.writeHead(503, { 'content-type': 'text/plain' }).end('Service Unavailable')],
  'half a JSON text': ['source_invalid', (r) => r.writeHead(200, json).end('{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a"')],
  'half a body': [
    'source_invalid',
    (r) => {
      r.writeHead(200, { ...json, 'content-length': '500' }).write('{"status":')
      setTimeout(() => r.destroy(), 10)
    },
  ],
  'an empty body': ['source_invalid', (r) => r.writeHead(200, json).end()],
  'a number': ['source_invalid', (r) => r.writeHead(200, json).end('5')],
  'data of another kind': ['source_invalid', (r) => r.writeHead(200, json).end('{"status":"success","data":7}')],
  '200 MB': ['source_too_large', (r) => r.writeHead(200, json).end(flood)],
  '200 MB in a small gzip': ['source_too_large', (r) => r.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb)],
  'a wrong encoding': ['source_invalid', (r) => r.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end('{}')],
  'bytes that are no text': ['source_invalid', (r) => r.writeHead(200, json).end(Buffer.from([0x7b, 0xff, 0xfe]))],
  'a redirect': ['source_refused', (r) => r.writeHead(302, { location: 'http://169.254.169.254/' }).end()],
  'a demand to sign in': ['source_refused', (r) => r.writeHead(401, json).end('{}')],
  'a closed door': ['source_down', (r) => r.destroy()],
}

let server: LoopbackServer
let answer: Answer = (r) => r.end()
const ask: Ask = { range: { from: 0, to: 3_600_000 }, width: 480, variables: {}, zone: 'UTC', signal: new AbortController().signal }

beforeAll(async () => {
  server = await serveLoopback((_, response) => answer(response))
})
afterAll(() => server.stop())

const questions: Readonly<Record<string, () => Promise<void>>> = {}
function question<S>(name: string, open: () => OpenSource<S> & { close(): Promise<void> }, put: (source: OpenSource<S>) => Promise<unknown> | undefined): void {
  Object.assign(questions, {
    [name]: async () => {
      const source = open()
      try {
        await put(source)
      } finally {
        await source.close()
      }
    },
  })
}

const prom = () => openConnector(prometheus, z.parse(prometheus.config, { url: server.url }))
const am = () => openConnector(alertmanager, z.parse(alertmanager.config, { url: server.url }))
const { signal } = ask
question('prometheus, over a range', prom, (s) => s.query(z.parse(prometheus.spec, { kind: 'promql', expr: 'up' }), ask))
question('prometheus, instant', prom, (s) => s.query(z.parse(prometheus.spec, { kind: 'promql', expr: 'up', mode: 'instant' }), ask))
question('prometheus, a measure', prom, (s) => s.query({ kind: 'measure', measure: 'host.cpu', mode: 'range', by: [], match: {} }, ask))
question('prometheus, alerts', prom, (s) => s.query({ kind: 'alerts' }, ask))
question('prometheus, rules', prom, (s) => s.query({ kind: 'rules' }, ask))
question('prometheus, labels', prom, (s) => s.labels?.({ signal }))
question('prometheus, series', prom, (s) => s.series?.({ signal }))
question('prometheus, metadata', prom, (s) => s.metadata?.(signal))
question('prometheus, its check', prom, (s) => s.check(signal))
question('alertmanager, alerts', am, (s) => s.query(z.parse(alertmanager.spec, { kind: 'alerts' }), ask))
question('alertmanager, groups', am, (s) => s.query(z.parse(alertmanager.spec, { kind: 'groups' }), ask))
question('alertmanager, silences', am, (s) => s.query(z.parse(alertmanager.spec, { kind: 'silences' }), ask))
question('alertmanager, its check', am, (s) => s.check(signal))

describe.each(Object.keys(questions))('%s', (name) => {
  test.each(Object.keys(behaviours))('meets %s', async (behaviour) => {
    const [code, how] = behaviours[behaviour] ?? ['', answer]
    answer = how
    const fault = await faultFrom(questions[name]?.() ?? Promise.resolve())
    expect(fault.code).toBe(code)
    expect(JSON.stringify(fault)).not.toContain('password')
  })
})

test('an answer whose parts are wrong is refused whole', async () => {
  const bodies = [
    '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"abc"]]}]}}',
    '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":5},"values":[]}]}}',
    '{"status":"success","data":{"resultType":"surprise","result":[]}}',
    '{"status":"success","data":{"resultType":"matrix","result":{}}}',
    '{"status":"success"}',
  ]
  for (const body of bodies) {
    answer = (r) => r.writeHead(200, json).end(body)
    expect((await faultFrom(questions['prometheus, over a range']?.() ?? Promise.resolve())).code).toBe('source_invalid')
  }
})

test('native histograms alone are told, not shown as nothing', async () => {
  answer = (r) => r.writeHead(200, json).end('{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"histograms":[]}]}}')
  expect(await faultFrom(questions['prometheus, over a range']?.() ?? Promise.resolve())).toMatchObject({
    code: 'source_query',
    detail: expect.stringContaining('histogram_quantile'),
  })
})

test('warnings of the server reach the frame', async () => {
  answer = (r) => r.writeHead(200, json).end('{"status":"success","warnings":["remote read failed"],"data":{"resultType":"matrix","result":[]}}')
  const source = prom()
  expect((await source.query(z.parse(prometheus.spec, { kind: 'promql', expr: 'up' }), ask)).meta?.notices).toEqual(['remote read failed'])
  await source.close()
})

test('a base path and its credentials are kept, and only the documented endpoints are asked', async () => {
  answer = (r) => r.writeHead(200, json).end('{"status":"success","data":[]}')
  const source = openConnector(prometheus, z.parse(prometheus.config, { url: `${server.url}/prom/` }))
  await source.labelValues?.('../../admin', { signal })
  expect(server.seen.at(-1)?.url).toBe('/prom/api/v1/label/U___2E__2E__2F__2E__2E__2F_admin/values')
  await source.close()
})
