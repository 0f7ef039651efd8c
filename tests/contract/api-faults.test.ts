import { expect, test } from 'vitest'
import { Dashboard } from '#contract/dashboard.ts'
import { Fault, faultStatus } from '#contract/fault.ts'
import type { FaultCode } from '#contract/fault.ts'
import { ServerFault } from '#server/fault.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { createWorld, emptyDoc, frameOf, scriptedConnector, send } from '#tests/support/api-world.ts'

const key = { 'idempotency-key': 'key-0123456789' }
const file = [{ id: 'a', kind: 'scripted', name: 'A', config: { url: 'http://127.0.0.1:1' } }]
const ask = { query: { source: 'a', spec: { say: 'x' } }, range: { from: 1, to: 2 }, width: 600 }

const starter = { id: 'start', doc: Dashboard.parse(emptyDoc), origin: 'starter' } as const

function throwing(error: unknown) {
  const script = {
    query: async (): Promise<never> => {
      throw error
    },
  }
  return createWorld({ connectors: { scripted: scriptedConnector(new Map([['a', script]])) }, fileSources: file })
}

test.each(Object.keys(faultStatus) as readonly FaultCode[])('a %s thrown deep inside travels under its own status and code', async (code) => {
  const store = createMemoryStore()
  const list = async (): Promise<never> => {
    throw new ServerFault(code, { detail: 'why', field: 'where' })
  }
  const { api } = createWorld({}, { store: { ...store, access: { ...store.access, dashboards: list } } })
  const { status, body } = await send(api, 'GET', '/api/dashboards')
  expect(status).toBe(faultStatus[code])
  expect(body).toEqual({ code, detail: 'why', field: 'where' })
})

test('what nobody expected is told as internal with the request it happened in, and its story stays in the log', async () => {
  const store = createMemoryStore()
  const list = async (): Promise<never> => {
    throw new TypeError('secret path /etc/homeport', { cause: new Error('upstream said <html>') })
  }
  const { api, logged } = createWorld({}, { store: { ...store, access: { ...store.access, dashboards: list } } })
  const { status, body, headers } = await send(api, 'GET', '/api/dashboards')
  expect(status).toBe(500)
  expect(body).toEqual({ code: 'internal', detail: `request ${headers.get('x-request-id')}` })
  const line = logged.find((l) => l.event === 'request.failed')
  expect(JSON.stringify(line)).toContain('secret path /etc/homeport')
  expect(JSON.stringify(line)).toContain('upstream said')
  expect(JSON.stringify(line)).toContain(String(headers.get('x-request-id')))
})

test('even a thrown string comes to the one door', async () => {
  const store = createMemoryStore()
  // A library may throw anything; this is what stands for it.
  // oxlint-disable-next-line prefer-promise-reject-errors -- exactly what is tested
  const list = (): Promise<never> => Promise.reject('just text')
  const { api } = createWorld({}, { store: { ...store, access: { ...store.access, dashboards: list } } })
  expect((await send(api, 'GET', '/api/dashboards')).status).toBe(500)
})

test('a reply outside its contract is our mistake and does not leave', async () => {
  const store = createMemoryStore()
  // A store gone wrong on purpose.
  const list = async () => [{ summary: { id: 'x', secret: 'leak' }, rights: { owner: null, shares: [], template: null } }] as never
  const { api, logged } = createWorld({}, { store: { ...store, access: { ...store.access, dashboards: list } } })
  const { status, body } = await send(api, 'GET', '/api/dashboards')
  expect(status).toBe(500)
  expect(JSON.stringify(body)).not.toContain('leak')
  expect(JSON.stringify(logged)).toContain('listDashboards gave a reply outside its contract')
})

test('the words of a source about a wrong query come through, those of a broken one do not', async () => {
  const wrong = await send(throwing(new ServerFault('source_query', { detail: 'parse error: unexpected "}"' })).api, 'POST', '/api/query', ask)
  expect(wrong.body).toEqual({ code: 'source_query', detail: 'parse error: unexpected "}"' })
  const broken = await send(throwing(new Error('<html>upstream stack</html>')).api, 'POST', '/api/query', ask)
  expect(JSON.stringify(broken.body)).not.toContain('upstream')
})

test('an invalid body names the field by its path and what was expected there', async () => {
  const { api } = createWorld()
  const bad = { ...emptyDoc, sections: [{ ...emptyDoc.sections[0], title: 7 }] }
  const { body } = await send(api, 'POST', '/api/dashboards', { doc: bad }, { headers: key })
  expect(body).toEqual({ code: 'invalid', detail: 'expected string', field: 'doc.sections.0.title' })
})

test.each([
  [{ doc: { ...emptyDoc, title: '' } }, 'doc.title', 'at least 1 characters'],
  [{ doc: { ...emptyDoc, v: 2 } }, 'doc.v', 'expected 1'],
  [{ doc: { ...emptyDoc, time: { range: { from: 'yesterday', to: 'now' } } } }, 'doc.time.range.from', 'must match'],
  [{}, 'doc', 'expected object'],
  [[], '', 'expected object'],
  ['text', '', 'expected object'],
])('%j is refused at "%s": %s', async (input, field, detail) => {
  const { api } = createWorld()
  const { status, body } = await send(api, 'POST', '/api/dashboards', input, { headers: key })
  expect(status).toBe(400)
  const fault = Fault.parse(body)
  expect(fault.field ?? '').toBe(field)
  expect(fault.detail).toContain(detail)
})

test('a body that is not JSON, not UTF-8 or of another type is refused as such', async () => {
  const { api } = createWorld()
  const post = async (body: BodyInit, type: string): Promise<unknown> => {
    const response = await api.fetch(new Request('http://localhost/api/dashboards', { method: 'POST', body, headers: { 'content-type': type, ...key } }))
    return [response.status, Fault.parse(await response.json()).field ?? Fault.parse({ code: 'invalid' }).code]
  }
  expect(await post('{"doc":', 'application/json')).toEqual([400, 'invalid'])
  expect(await post(new Uint8Array([0xff, 0xfe]), 'application/json')).toEqual([400, 'invalid'])
  expect(await post('{}', 'text/plain')).toEqual([415, 'Content-Type'])
  expect(await post('a=b', 'application/x-www-form-urlencoded')).toEqual([415, 'Content-Type'])
  expect(await post('{}', 'application/json-patch+json')).toEqual([415, 'Content-Type'])
})

test('a saved revision comes back as ETag and is what If-Match asks for', async () => {
  const { api } = createWorld()
  const made = await send(api, 'POST', '/api/dashboards', { doc: emptyDoc }, { headers: key })
  expect(made.headers.get('etag')).toBe('"1"')
  const path = `/api/dashboards/${(made.body as { id: string }).id}`
  const saved = await send(api, 'PUT', path, { doc: emptyDoc }, { headers: { 'idempotency-key': 'another-key-1', 'if-match': 'W/"1"' } })
  expect([saved.status, saved.headers.get('etag')]).toEqual([200, '"2"'])
  const late = await send(api, 'PUT', path, { doc: emptyDoc }, { headers: { 'idempotency-key': 'another-key-2', 'if-match': '"1"' } })
  expect(late.status).toBe(412)
})

test('the same save sent again gives the first answer, with other content it is refused', async () => {
  const { api } = createWorld()
  const made = await send(api, 'POST', '/api/dashboards', { doc: emptyDoc }, { headers: key })
  const path = `/api/dashboards/${(made.body as { id: string }).id}`
  const headers = { 'idempotency-key': 'save-key-12345', 'if-match': '"1"' }
  const first = await send(api, 'PUT', path, { doc: { ...emptyDoc, title: 'One' } }, { headers })
  const again = await send(api, 'PUT', path, { doc: { ...emptyDoc, title: 'One' } }, { headers })
  expect(again.body).toEqual(first.body)
  const other = await send(api, 'PUT', path, { doc: { ...emptyDoc, title: 'Two' } }, { headers })
  expect([other.status, (other.body as Fault).code]).toEqual([422, 'key_reused'])
  const elsewhere = await send(api, 'POST', '/api/dashboards', { doc: { ...emptyDoc, title: 'One' } }, { headers })
  expect((elsewhere.body as Fault).code).toBe('key_reused')
})

test('a store that is away at start is tried again at the next request', async () => {
  const store = createMemoryStore()
  let away = true
  const read = async (name: string): Promise<string | undefined> => {
    if (away) throw new ServerFault('unavailable')
    return store.facts.read(name)
  }
  const { api } = createWorld({ starters: [starter] }, { store: { ...store, facts: { ...store.facts, read } } })
  expect((await send(api, 'GET', '/api/dashboards')).body).toEqual([])
  away = false
  expect((await send(api, 'GET', '/api/dashboards')).body).toMatchObject([{ id: 'start', origin: 'starter' }])
})

test('a starter a person removed does not come back', async () => {
  const store = createMemoryStore()
  const starters = [starter]
  const first = createWorld({ starters }, { store })
  await send(first.api, 'DELETE', '/api/dashboards/start', undefined, { headers: { 'if-match': '"1"' } })
  const second = createWorld({ starters }, { store })
  expect((await send(second.api, 'GET', '/api/dashboards')).body).toEqual([])
})

test('the tick writes what this API did and how its sources fared, and never throws', async () => {
  const script = { query: async () => frameOf(1) }
  const { api, ports, logged } = createWorld(
    { connectors: { scripted: scriptedConnector(new Map([['a', script]])) }, fileSources: file },
    { host: { name: 'here', read: async () => [{ measure: 'host.disk', labels: { mount: '/' }, value: 0.5 }] } },
  )
  await send(api, 'POST', '/api/query', ask)
  await new Promise((resolve) => setTimeout(resolve, 5))
  const now = ports.clock.now()
  await api.tick(now)
  const read = async (measure: string) => (await ports.store.samples.read({ measure, from: now - 10_000, to: now + 10_000, stepMs: 1000 })).map((s) => s.series)
  expect(await read('host.disk')).toEqual(['host.disk|mount=/'])
  expect(await read('service.requestRate')).toEqual(['service.requestRate|service=homeport'])
  expect(await read('service.errorRatio')).toEqual(['service.errorRatio|service=homeport'])
  expect(await read('service.latencyP95')).toEqual(['service.latencyP95|service=homeport'])
  expect(await read('service.calls')).toEqual(['service.calls|source=homeport,target=a'])
  expect(logged.filter((l) => l.level === 'error')).toEqual([])
  const broken = createWorld({}, { host: { name: 'x', read: () => Promise.reject(new Error('no /proc')) } })
  await broken.api.tick(now)
  expect(broken.logged.map((l) => l.event)).toContain('sample.failed')
})

test('a sender who leaves is no mistake of ours and no error of the service', async () => {
  const script = { query: () => new Promise<never>(() => undefined) }
  const { api, ports, logged } = createWorld({ connectors: { scripted: scriptedConnector(new Map([['a', script]])) }, fileSources: file })
  const stop = new AbortController()
  const asked = send(api, 'POST', '/api/query', ask, { signal: stop.signal })
  await new Promise((resolve) => setTimeout(resolve, 5))
  stop.abort()
  expect((await asked).status).toBe(503)
  expect(logged.filter((l) => l.level === 'error')).toEqual([])
  await api.tick(ports.clock.now() + 1000)
  const rates = await ports.store.samples.read({ measure: 'service.requestRate', from: 0, to: ports.clock.now() + 20_000, stepMs: 10_000 })
  expect(rates.map((r) => r.value)).toEqual([0])
})
