import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod/mini'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Ask } from '#server/connectors/connector.ts'
import { loki } from '#server/connectors/loki/index.ts'
import { faultFrom } from '#tests/support/faults.ts'
import { serveLoopback } from '#tests/support/hostile-server.ts'
import type { LoopbackServer } from '#tests/support/hostile-server.ts'
import { openConnector } from '#tests/support/open-connector.ts'

/**
 * The loki connector against answers in the form of Loki's HTTP API (grafana.com/docs/loki, "Loki HTTP API"). No package of the
 * systems the tests run on holds a Loki, so this is the form as documented, not a server.
 */

const json = { 'content-type': 'application/json; charset=UTF-8' }
const from = Date.UTC(2026, 10, 22, 10)
const ask: Ask = { range: { from, to: from + 3_600_000 }, width: 360, variables: { app: ['a"b', 'c.d'] }, zone: 'UTC', signal: new AbortController().signal }
let server: LoopbackServer
let handler: (request: IncomingMessage, response: ServerResponse) => unknown = (_, r) => r.end()
beforeAll(async () => {
  server = await serveLoopback((request, response) => handler(request, response))
})
afterAll(() => server.stop())
beforeEach(() => {
  handler = (_, r) => r.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found')
})

const answers = (data: unknown): void => {
  handler = (_, r) => r.writeHead(200, json).end(JSON.stringify({ status: 'success', data }))
}
const lastAsked = () => new URL(server.seen.at(-1)?.url ?? '', server.url)

async function query(spec: Record<string, unknown>, config: Record<string, unknown> = {}, asked = ask) {
  const source = openConnector(loki, z.parse(loki.config, { url: server.url, ...config }))
  try {
    return await source.query(z.parse(loki.spec, spec), asked)
  } finally {
    await source.close()
  }
}

const ns = (ms: number): string => `${ms}123456`
const streams = {
  resultType: 'streams',
  result: [
    {
      stream: { app: 'pay', level: 'ERROR', host: 'h1' },
      values: [
        [ns(from + 2000), 'third'],
        [ns(from), 'first'],
      ],
    },
    { stream: { app: 'web', level: 'debug', host: 'h1' }, values: [[ns(from + 1000), 'second']] },
  ],
  stats: {},
}

test('lines of all streams come newest first, with severity and the labels that differ', async () => {
  answers(streams)
  const frame = await query({ kind: 'logs', expr: '{app=~"${app}"} |= "x"' })
  expect(frame.fields.map((f) => [f.name, f.role, f.values])).toEqual([
    ['time', 'time', [from + 2000, from + 1000, from]],
    ['severity', 'severity', ['high', 'low', 'high']],
    ['line', 'title', ['third', 'second', 'first']],
    ['app', 'label', ['pay', 'web', 'pay']],
  ])
  const { pathname, searchParams } = lastAsked()
  expect(pathname).toBe('/loki/api/v1/query_range')
  expect(Object.fromEntries(searchParams)).toMatchObject({
    query: String.raw`{app=~"(?:a\"b|c\\.d)"} |= "x"`,
    start: `${from}000000`,
    end: `${from + 3_600_000}000000`,
    limit: '1000',
    direction: 'backward',
  })
})

test('as many lines as were asked for means that there may be more', async () => {
  answers(streams)
  expect((await query({ kind: 'logs', expr: '{a="b"}' }, { maxLines: 2 })).meta?.truncated).toEqual({ what: 'rows', kept: 2 })
  expect((await query({ kind: 'logs', expr: '{a="b"}' }, { maxLines: 4 })).meta?.truncated).toBeUndefined()
})

test('counts over time are series on the moments asked for', async () => {
  answers({
    resultType: 'matrix',
    result: [
      {
        metric: { app: 'pay' },
        values: [
          [from / 1000, '3'],
          [from / 1000 + 10, '0'],
        ],
      },
    ],
  })
  const frame = await query({ kind: 'counts', expr: 'sum by (app) (count_over_time({a="b"}[$__step]))', legend: '{{app}}' })
  expect(lastAsked().searchParams.get('query')).toBe('sum by (app) (count_over_time({a="b"}[10s]))')
  expect(frame.fields.map((f) => f.name)).toEqual(['time', 'pay'])
  expect(frame.fields[1]?.values.slice(0, 3)).toEqual([3, 0, null])
})

test('counts at the end of the range are one row each', async () => {
  answers({
    resultType: 'vector',
    result: [
      { metric: { app: 'pay' }, value: [from / 1000, '3'] },
      { metric: { app: 'web' }, value: [from / 1000, '5'] },
    ],
  })
  const frame = await query({ kind: 'counts', mode: 'instant', expr: 'sum by (app) (count_over_time({a="b"}[$__range]))' })
  expect(lastAsked().pathname).toBe('/loki/api/v1/query')
  expect(Object.fromEntries(frame.fields.map((f) => [f.name, f.values]))).toEqual({ app: ['pay', 'web'], value: [3, 5] })
})

test('lines where numbers were meant, and the other way round, say what to ask instead', async () => {
  answers(streams)
  expect(await faultFrom(query({ kind: 'counts', expr: '{a="b"}' }))).toMatchObject({
    code: 'source_query',
    detail: expect.stringContaining('count_over_time'),
  })
  answers({ resultType: 'matrix', result: [] })
  expect(await faultFrom(query({ kind: 'logs', expr: 'rate({a="b"}[1m])' }))).toMatchObject({ code: 'source_query', detail: expect.stringContaining('counts') })
})

test('a mistake in a query is said in Loki’s words, a page of somebody else’s is not', async () => {
  handler = (_, r) =>
    r.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end('parse error at line 1, col 6: syntax error: unexpected IDENTIFIER\n')
  expect(await faultFrom(query({ kind: 'logs', expr: 'nope' }))).toMatchObject({
    code: 'source_query',
    detail: 'parse error at line 1, col 6: syntax error: unexpected IDENTIFIER',
  })
  handler = (_, r) => r.writeHead(400, { 'content-type': 'text/plain' }).end('<html>secret</html>')
  expect(await faultFrom(query({ kind: 'logs', expr: 'nope' }))).toMatchObject({ code: 'source_query', detail: 'http 400' })
})

test.each([
  ['HTML', 'source_invalid', (_: IncomingMessage, r: ServerResponse) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>')],
  ['half an answer', 'source_invalid', (_: IncomingMessage, r: ServerResponse) => r.writeHead(200, json).end('{"status":"success","data":{"resultType":"str')],
  ['a 500', 'source_down', (_: IncomingMessage, r: ServerResponse) => r.writeHead(500, { 'content-type': 'text/plain' }).end('too many outstanding requests')],
  [
    'a line without a time',
    'source_invalid',
    (_: IncomingMessage, r: ServerResponse) =>
      r.writeHead(200, json).end(JSON.stringify({ data: { resultType: 'streams', result: [{ stream: {}, values: [[1, 'x']] }] } })),
  ],
  [
    'labels that are no text',
    'source_invalid',
    (_: IncomingMessage, r: ServerResponse) =>
      r.writeHead(200, json).end(JSON.stringify({ data: { resultType: 'streams', result: [{ stream: { a: 1 }, values: [] }] } })),
  ],
  [
    'another kind of answer',
    'source_invalid',
    (_: IncomingMessage, r: ServerResponse) => r.writeHead(200, json).end('{"data":{"resultType":"tempo","result":[]}}'),
  ],
])('%s is one known fault', async (_name, code, bad) => {
  handler = bad
  expect((await faultFrom(query({ kind: 'logs', expr: '{a="b"}' }))).code).toBe(code)
})

test('labels and their values can be looked through, and the check tells the version', async () => {
  handler = (request, r) =>
    r
      .writeHead(200, json)
      .end(
        request.url?.includes('buildinfo')
          ? '{"version":"3.5.1"}'
          : JSON.stringify({ status: 'success', data: request.url?.includes('/label/') ? ['pay'] : ['app'] }),
      )
  const source = openConnector(loki, z.parse(loki.config, { url: server.url }))
  expect(await source.labels?.({ signal: ask.signal })).toEqual(['app'])
  expect(await source.labelValues?.('app', { signal: ask.signal, range: ask.range })).toEqual(['pay'])
  expect(lastAsked().pathname).toBe('/loki/api/v1/label/app/values')
  expect(await source.check(ask.signal)).toEqual({ version: '3.5.1' })
  await source.close()
})
