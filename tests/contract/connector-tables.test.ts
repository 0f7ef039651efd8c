import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import * as z from 'zod/mini'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import type { Ask } from '#server/connectors/connector.ts'
import { csv } from '#server/connectors/csv/index.ts'
import { httpJson } from '#server/connectors/http-json/index.ts'
import { faultFrom } from '#tests/support/faults.ts'
import { serveLoopback } from '#tests/support/hostile-server.ts'
import type { LoopbackServer } from '#tests/support/hostile-server.ts'
import { openConnector } from '#tests/support/open-connector.ts'

/** The connectors that read a table of anybody's making, against a server on loopback that answers well and badly. */

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown
const json = { 'content-type': 'application/json' }
const plain = { 'content-type': 'text/csv; charset=utf-8' }
let server: LoopbackServer
let handler: Handler = (_, r) => r.end()
const ask: Ask = { range: { from: 1000, to: 2000 }, width: 480, variables: { team: 'a&b=c' }, zone: 'UTC', signal: new AbortController().signal }

beforeAll(async () => {
  server = await serveLoopback((request, response) => handler(request, response))
})
afterAll(() => server.stop())
beforeEach(() => {
  handler = (_, r) => r.end()
})

const answers = (body: unknown): void => {
  handler = (_, r) => r.writeHead(200, json).end(JSON.stringify(body))
}
const file = (text: string | Buffer, headers: Record<string, string> = plain): void => {
  handler = (_, r) => r.writeHead(200, headers).end(text)
}

interface Question {
  readonly config?: Record<string, unknown>
  readonly spec?: Record<string, unknown>
}

async function fromJson({ config = {}, spec = {} }: Question = {}): Promise<Frame> {
  const source = openConnector(httpJson, z.parse(httpJson.config, { url: server.url, ...config }))
  try {
    return await source.query(z.parse(httpJson.spec, spec), ask)
  } finally {
    await source.close()
  }
}

async function fromCsv({ config = {}, spec = {} }: Question = {}): Promise<Frame> {
  const source = openConnector(csv, z.parse(csv.config, { url: server.url, path: 'table.csv', ...config }))
  try {
    return await source.query(z.parse(csv.spec, spec), ask)
  } finally {
    await source.close()
  }
}

const cells = (frame: Frame): Readonly<Record<string, readonly unknown[]>> => Object.fromEntries(frame.fields.map((f) => [f.name, f.values]))

describe('JSON from a web service', () => {
  test('a list is a table of its simple values, one level of nesting taken along', async () => {
    answers([
      { id: 7, opened_at: '2026-11-20T10:00:00Z', by: { name: 'Ada', team: { id: 1 } }, tags: ['a', 'b'], open: true },
      { id: 8, opened_at: '2026-11-21T10:00:00Z', by: { name: 'Bob' }, tags: [], open: false },
    ])
    expect(cells(await fromJson())).toEqual({
      id: [7, 8],
      opened_at: [Date.UTC(2026, 10, 20, 10), Date.UTC(2026, 10, 21, 10)],
      'by.name': ['Ada', 'Bob'],
      tags: ['a, b', null],
      open: [true, false],
    })
  })

  test('rows and columns are found by JSONPath, filters and all', async () => {
    answers({ data: { items: [{ n: 1, at: { x: 5 } }, { n: 2, at: { x: 6 } }, { n: 3 }] } })
    const frame = await fromJson({
      spec: { rows: '$.data.items[?@.n > 1]', columns: [{ from: '$.at.x', name: 'x', type: 'number', role: 'value', unit: 'ms' }, { from: 'n' }] },
    })
    expect(cells(frame)).toEqual({ x: [6, null], n: [2, 3] })
    expect(frame.fields[0]).toMatchObject({ type: 'number', role: 'value', unit: 'ms' })
  })

  test('a path that finds nothing says what there is; an empty list is nothing to talk about', async () => {
    answers({ items: [], total: 0 })
    expect((await fromJson({ spec: { rows: '$.rows' } })).meta?.notices?.[0]).toContain('the answer holds items, total')
    expect((await fromJson({ spec: { rows: '$.items' } })).meta?.notices).toBeUndefined()
    expect((await fromJson({ spec: { rows: '$.items[*]' } })).meta?.notices).toBeUndefined()
  })

  test('a path that finds everything ends at the cap, and says so', async () => {
    answers(Array.from({ length: 500 }, (_, i) => ({ i, more: { deep: [i, i + 1] } })))
    const frame = await fromJson({ config: { maxRows: 100 }, spec: { rows: '$..*' } })
    expect(frame.fields[0]?.values.length).toBe(100)
    expect(frame.meta?.truncated).toEqual({ what: 'rows', kept: 100 })
  })

  test('a path nobody can read, and one that would cost the server dear, are refused with their place', async () => {
    answers([])
    for (const rows of ['$.items[', 'items', '$..a..b', "$[?match(@.a, '(a+)+$')]", "$[?search(@.a, 'x')]"]) {
      expect([rows, await faultFrom(fromJson({ spec: { rows } }))]).toEqual([rows, expect.objectContaining({ code: 'invalid', field: 'query.spec.rows' })])
    }
  })

  test('keys of the language are no columns of their own', async () => {
    answers([JSON.parse('{"__proto__": {"polluted": 1}, "constructor": "c", "toString": "t"}')])
    const frame = await fromJson()
    expect(cells(frame)).toMatchObject({ constructor: ['c'], toString: ['t'] })
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  test('pages are read until one is empty, until none is named, or until there are enough', async () => {
    const pages: Readonly<Record<string, unknown[]>> = { '1': [{ n: 1 }, { n: 2 }], '2': [{ n: 3 }] }
    handler = (request, r) => r.writeHead(200, json).end(JSON.stringify(pages[new URL(request.url ?? '', server.url).searchParams.get('page') ?? ''] ?? []))
    expect(cells(await fromJson({ config: { paging: { kind: 'page' } } }))['n']).toEqual([1, 2, 3])
    expect((await fromJson({ config: { paging: { kind: 'page' }, maxPages: 1 } })).meta?.truncated).toEqual({ what: 'rows', kept: 2 })

    handler = (request, r) => {
      const at = new URL(request.url ?? '', server.url).searchParams.get('cursor')
      r.writeHead(200, json).end(JSON.stringify(at === null ? { rows: [{ n: 1 }], next: 'b' } : { rows: [{ n: 2 }], next: null }))
    }
    expect(cells(await fromJson({ config: { paging: { kind: 'cursor', next: '$.next' } }, spec: { rows: '$.rows' } }))['n']).toEqual([1, 2])

    handler = (request, r) => {
      const offset = Number(new URL(request.url ?? '', server.url).searchParams.get('offset'))
      r.writeHead(200, json).end(JSON.stringify([1, 2, 3, 4, 5].slice(offset, offset + 2).map((n) => ({ n }))))
    }
    expect(cells(await fromJson({ config: { paging: { kind: 'offset' } } }))['n']).toEqual([1, 2, 3, 4, 5])
  })

  test('a server that answers the same page for ever is asked twice', async () => {
    answers([{ n: 1 }])
    const before = server.seen.length
    await fromJson({ config: { paging: { kind: 'page' }, maxPages: 50 } })
    expect(server.seen.length - before).toBe(2)
  })

  test('a widget sends along what the source allows, as a value and nothing else', async () => {
    answers([])
    await fromJson({
      config: { path: 'v2/items', search: { status: 'open' }, params: ['team', 'since'] },
      spec: { params: { team: '${team}', since: '$__from' } },
    })
    const asked = new URL(server.seen.at(-1)?.url ?? '', server.url)
    expect(asked.pathname).toBe('/v2/items')
    expect([...asked.searchParams]).toEqual([
      ['status', 'open'],
      ['team', 'a&b=c'],
      ['since', '1000'],
    ])
    expect(await faultFrom(fromJson({ config: { params: ['team'] }, spec: { params: { admin: '1' } } }))).toMatchObject({
      code: 'invalid',
      field: 'query.spec.params',
    })
  })
})

describe('CSV from a web server', () => {
  test('commas, semicolons, tabs and bars are told apart; quotes hold what they hold', async () => {
    for (const mark of [',', ';', '\t', '|']) {
      file(`\uFEFFday${mark}title${mark}n\r\n2026-11-20${mark}"a ""quoted"" ${mark} one\nmore"${mark}1\r\n\r\n2026-11-21${mark}b${mark}2\r\n`)
      const frame = await fromCsv()
      expect([mark, cells(frame)]).toEqual([
        mark,
        { day: [Date.UTC(2026, 10, 20), Date.UTC(2026, 10, 21)], title: [`a "quoted" ${mark} one\nmore`, 'b'], n: [1, 2] },
      ])
    }
  })

  test('columns are picked by their heads, typed and given roles', async () => {
    file('when,where,how much\n2026-11-20,fra,1.5\n2026-11-21,fra,n/a\n')
    const frame = await fromCsv({
      spec: {
        columns: [
          { from: 'when', role: 'time', type: 'time' },
          { from: 'how much', name: 'cost', type: 'number', role: 'value' },
        ],
      },
    })
    expect(cells(frame)).toEqual({ when: [Date.UTC(2026, 10, 20), Date.UTC(2026, 10, 21)], cost: [1.5, null] })
    expect(frame.meta?.notices).toEqual(['cost: 1 cells are no number'])
    expect(await faultFrom(fromCsv({ spec: { columns: [{ from: 'price' }] } }))).toMatchObject({
      code: 'source_query',
      detail: 'no column price; there are when, where, how much',
    })
  })

  test('a million rows are cut at the cap, and a short row has gaps', async () => {
    file(`a,b\n1\n${'2,3\n'.repeat(1_000_000)}`)
    const frame = await fromCsv({ config: { maxRows: 1000 } })
    expect(frame.meta?.truncated).toEqual({ what: 'rows', kept: 1000, total: 1_000_001 })
    expect(frame.fields[1]?.values.slice(0, 2)).toEqual([null, 3])
  })
})

const flood = Buffer.alloc(200 * 1_048_576, '[')
const both: Readonly<Record<string, readonly [code: string, Handler]>> = {
  'a page of HTML': ['source_invalid', (_, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>')],
  'a page of HTML by another name': [
    'source_invalid',
    (request, r) => r.writeHead(200, request.url?.includes('csv') ? plain : json).end('<!DOCTYPE html><html></html>'),
  ],
  'a 500': ['source_down', (_, r) => r.writeHead(500, { 'content-type': 'text/html' }).end('stack trace with password')],
  'a 404 in JSON': ['source_query', (request, r) => r.writeHead(404, request.url?.includes('csv') ? plain : json).end('{}')],
  'a body cut short': [
    'source_invalid',
    (request, r) => {
      r.writeHead(200, { ...(request.url?.includes('csv') ? plain : json), 'content-length': '500' }).write('[{"a":')
      setTimeout(() => r.destroy(), 10)
    },
  ],
  'an empty body': ['source_invalid', (request, r) => r.writeHead(200, request.url?.includes('csv') ? plain : json).end()],
  'another encoding': [
    'source_invalid',
    (request, r) => r.writeHead(200, request.url?.includes('csv') ? plain : json).end(Buffer.from('a;b\nä;ö\n', 'latin1')),
  ],
  '200 MB': ['source_too_large', (request, r) => r.writeHead(200, request.url?.includes('csv') ? plain : json).end(flood)],
  '200 MB in a small gzip': [
    'source_too_large',
    (request, r) => r.writeHead(200, { ...(request.url?.includes('csv') ? plain : json), 'content-encoding': 'gzip' }).end(gzipSync(flood, { level: 1 })),
  ],
  'a redirect': ['source_refused', (_, r) => r.writeHead(302, { location: 'http://169.254.169.254/' }).end()],
  'a demand to sign in': ['source_refused', (_, r) => r.writeHead(401, json).end('{}')],
  'a closed door': ['source_down', (_, r) => r.destroy()],
}

describe.each(Object.entries(both))('%s', (_, [code, bad]) => {
  test.each([
    ['http-json', () => fromJson()],
    ['csv', () => fromCsv()],
  ] as const)('is one known fault to %s, without a word of the body', async (_name, put) => {
    handler = bad
    const fault = await faultFrom(put())
    expect(fault.code).toBe(code)
    expect(JSON.stringify(fault)).not.toContain('password')
  })
})
