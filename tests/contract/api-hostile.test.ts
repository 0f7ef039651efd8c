import { afterEach, expect, test } from 'vitest'
import { createWorld, emptyDoc, scriptedConnector, send } from '#tests/support/api-world.ts'
import { carriers } from './carriers.ts'
import type { Carrier } from './carriers.ts'

const key = { 'idempotency-key': 'key-0123456789' }
const widget = (id: string, extra: object = {}) => ({
  id,
  title: `Widget ${id}`,
  query: { source: 'auto', spec: { measure: 'host.cpu' } },
  view: { kind: 'chart', options: {} },
  ...extra,
})
const docWith = (...widgets: readonly object[]) => ({ ...emptyDoc, sections: [{ ...emptyDoc.sections[0], widgets }] })

let open: Carrier | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

test('a 200 MB body sent in chunks is refused without being kept', async () => {
  const { api } = createWorld()
  open = await carriers['on a real port']?.(api)
  const chunk = new Uint8Array(1_048_576).fill(0x20)
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent === 200) return controller.close()
      sent += 1
      controller.enqueue(chunk)
    },
  })
  const before = process.memoryUsage().rss
  const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json', ...key } }
  // A fast sender may find the connection closed before it has read the answer; both are a refusal.
  const status = await open?.fetch('/api/dashboards', init).then(
    (r) => r.status,
    () => 'reset',
  )
  expect([413, 'reset']).toContain(status)
  // Sender and receiver live in this very process, and still nowhere near the whole is held.
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1_048_576)
  expect((await open?.fetch('/api/status'))?.status).toBe(200)
})

test('B4: a body is measured while it is read, whatever its announced length', async () => {
  const { api } = createWorld()
  let pulled = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(65_536).fill(0x20))
    },
  })
  const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json', ...key } }
  const response = await api.fetch(new Request('http://localhost/api/dashboards', init))
  expect(response.status).toBe(413)
  expect(pulled).toBeLessThan(20)
})

/** A document of exactly this many bytes on the wire. */
function docOfBytes(bytes: number): object {
  const bare = JSON.stringify({ doc: docWith(widget('w', { note: '' })) }).length
  return { doc: docWith(widget('w', { note: 'x'.repeat(bytes - bare) })) }
}

test('a dashboard of one megabyte is taken and comes back whole, one byte more is refused', async () => {
  const { api } = createWorld()
  const input = docOfBytes(1_048_576)
  const made = await send(api, 'POST', '/api/dashboards', input, { headers: key })
  expect(made.status).toBe(201)
  const { id } = made.body as { readonly id: string }
  const read = await send(api, 'GET', `/api/dashboards/${id}`)
  expect((read.body as { doc: { sections: [{ widgets: [{ note: string }] }] } }).doc.sections[0].widgets[0].note.length).toBeGreaterThan(1_000_000)
  expect((await send(api, 'POST', '/api/dashboards', docOfBytes(1_048_577), { headers: { 'idempotency-key': 'other-key-1' } })).status).toBe(413)
})

test('a megabyte made of real widgets is taken', async () => {
  const { api } = createWorld()
  const many = Array.from({ length: 5000 }, (_, i) => widget(`w${i}`, { thresholds: [{ value: i, when: 'above', mark: 'warning' }] }))
  const input = { doc: docWith(...many) }
  expect(JSON.stringify(input).length).toBeGreaterThan(1_000_000 * 0.9)
  expect((await send(api, 'POST', '/api/dashboards', input, { headers: key })).status).toBe(201)
})

test.each(['__proto__', 'constructor', 'prototype'])('A14: a key %s is refused wherever it stands, and no prototype is touched', async (bad) => {
  const { api } = createWorld()
  const before = Object.getOwnPropertyNames(Object.prototype)
  const text = JSON.stringify({ doc: docWith(widget('w', { extra: { deep: { KEY: { polluted: true } } } })) }).replace('KEY', bad)
  for (const body of [text, `{"${bad}":{"polluted":true},"doc":${JSON.stringify(emptyDoc)}}`]) {
    const response = await api.fetch(
      new Request('http://localhost/api/dashboards', { method: 'POST', body, headers: { 'content-type': 'application/json', ...key } }),
    )
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'invalid', detail: 'key not allowed' }])
  }
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
  expect('polluted' in {}).toBe(false)
})

test('B4: nesting and numbers without end are refused before they are looked at', async () => {
  const { api } = createWorld()
  const post = async (body: string): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', ...key }
    const response = await api.fetch(new Request('http://localhost/api/dashboards', { method: 'POST', body, headers }))
    return [response.status, ((await response.json()) as { detail?: string }).detail]
  }
  expect(await post('['.repeat(500_000) + ']'.repeat(500_000))).toEqual([400, 'at most 24 levels deep'])
  expect(await post(`[${'1,'.repeat(400_000)}1]`)).toEqual([400, 'at most 200000 values'])
  expect(
    await post(`{"doc":${JSON.stringify(docWith(widget('w', { thresholds: [{ value: 7, mark: 'ok' }] }))).replace('"value":7', '"value":1e999')}}`),
  ).toEqual([400, 'expected number'])
})

test('kinds of views and fields this version does not know are kept as they came', async () => {
  const { api } = createWorld()
  const doc = {
    ...docWith(
      widget('w', {
        lenses: [],
        thresholds: [],
        links: [],
        view: { kind: 'hologram', options: { depth: 3, 'a.b/c': [1, { x: null }] }, future: { a: 1 } },
        futureOfWidget: ['x', 1.5, true, null, 'ü €'],
      }),
    ),
    futureOfDashboard: { b: { c: ['d'] } },
  }
  const made = await send(api, 'POST', '/api/dashboards', { doc }, { headers: key })
  expect(made.status).toBe(201)
  const { id } = made.body as { readonly id: string }
  const read = (await send(api, 'GET', `/api/dashboards/${id}`)).body as { readonly doc: unknown }
  expect(read.doc).toEqual(doc)
  const saved = await send(api, 'PUT', `/api/dashboards/${id}`, { doc: read.doc }, { headers: { 'idempotency-key': 'save-key-1', 'if-match': '"1"' } })
  expect(JSON.stringify((saved.body as { readonly doc: unknown }).doc)).toBe(JSON.stringify(read.doc))
})

test('a secret handed over in a source is refused with the name of the field to use instead', async () => {
  const { api, store } = createWorld({ connectors: { scripted: scriptedConnector(new Map()) } })
  const create = (config: object) =>
    send(api, 'POST', '/api/sources', { id: 'a', kind: 'scripted', name: 'A', config: { url: 'http://x', ...config } }, { headers: key })
  for (const config of [{ password: 'hunter2' }, { apiKey: 'k' }, { auth: { bearerToken: 't' } }, { API_KEY: 'k' }, { client_secret: 's' }]) {
    const { status, body } = await create(config)
    expect([status, JSON.stringify(body).includes('hunter2')]).toEqual([400, false])
    expect(body).toMatchObject({ detail: expect.stringContaining('File') })
  }
  expect(await create({ url: 'http://user:hunter2@x/' })).toMatchObject({ status: 400, body: { field: 'config.url' } })
  expect(await store.sources.list()).toEqual([])
})
