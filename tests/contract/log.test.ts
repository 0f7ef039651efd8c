import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '#server/api.ts'
import type { Api } from '#server/api.ts'
import { createMemoryPorts, systemClock } from '#server/memory-ports.ts'
import { createAppFiles } from '#server/node/app-files.ts'
import { createCarrier } from '#server/node/carrier.ts'
import { createDoorPace } from '#server/node/limits.ts'
import { createHttp } from '#server/node/http.ts'
import { createLog } from '#server/node/log.ts'
import { createOperations } from '#server/node/operations.ts'
import { thisMachine } from '#server/node/sender.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { listenRaw } from '#tests/support/raw-http.ts'
import type { Given, RawServer } from '#tests/support/raw-http.ts'

const password = 'planted-password-of-ada'
const wrong = 'planted-wrong-password'
const planted = new Set([
  password,
  wrong,
  'planted-bearer',
  'planted-cookie',
  'planted-in-the-query',
  'planted-api-key',
  'planted-basic',
  'planted-body',
  'ada.lovelace@example.org',
])

const lines: string[] = []
let api: Api
let server: RawServer

beforeAll(async () => {
  // Everything there is to write, down to single requests.
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  const operations = createOperations({ store: createMemoryStore(), clock: systemClock, log, folder: undefined })
  const carrier = createCarrier({ doors: createDoorPace(), place: thisMachine })
  const ports = createMemoryPorts({ store: operations.store, log, identity: carrier })
  api = createApi(ports, { connectors: {}, starters: [], version: 'test', ...operations.watch })
  server = await listenRaw(createHttp({ api, app: createAppFiles('/nonexistent'), log, carrier, open: [operations.health] }))
})
afterAll(async () => {
  await server?.close()
  api?.close()
})

let cookie = ''
async function send(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Given> {
  const head = { 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers }
  const given = await server.get(path, head, method, body === undefined ? undefined : JSON.stringify(body))
  const [kept] = given.headers['set-cookie'] ?? []
  if (kept !== undefined) {
    cookie = kept.split(';')[0] ?? ''
    const token = cookie.split('=')[1]
    if (token) planted.add(token)
  }
  return given
}

test('a journey full of secrets leaves none of them in the log, and each request is there by its endpoint', async () => {
  const code = (await api.accounts.setupCode()) ?? ''
  planted.add(code)
  const me = await send('POST', '/api/door/setup', { code, name: 'Ada Lovelace', login: 'ada.lovelace@example.org', password, role: 'administrator' })
  expect([me.status, JSON.parse(me.body.toString())]).toMatchObject([200, { name: 'Ada Lovelace' }])
  // The contract's Me.
  const { id } = JSON.parse(me.body.toString()) as { readonly id: string }

  const made = await send('POST', '/api/tokens', { name: 'Scraper', scopes: ['metrics:read', 'dashboards:read'], days: 7 })
  expect(made.status).toBe(201)
  // The contract's reply to createToken.
  const { token } = JSON.parse(made.body.toString()) as { readonly token: string }
  planted.add(token)
  expect((await server.get('/api/dashboards', { authorization: `Bearer ${token}` })).status).toBe(200)

  await send('POST', '/api/door/sign-in', { login: 'ada.lovelace@example.org', password: wrong })
  await send('POST', '/api/door/sign-in', { login: 'ada.lovelace@example.org', password })
  await send('GET', '/api/dashboards?token=planted-in-the-query&search=ada.lovelace@example.org')
  await send('GET', '/api/dashboards/planted-in-the-query')
  await send('PUT', '/api/me/password', { current: wrong, next: password })
  await send('POST', '/api/sources', { id: 'x', kind: 'prometheus', config: { url: 'http://user:planted-basic@127.0.0.1', bearer: 'planted-body' } })
  await send(
    'POST',
    '/api/intake/events',
    { specversion: '1.0', secret: 'planted-body' },
    { authorization: 'Bearer planted-bearer', 'x-api-key': 'planted-api-key' },
  )
  await send('GET', '/api/me', undefined, { authorization: 'Basic planted-basic', cookie: 'homeport-sid=planted-cookie' })
  await send('GET', '/api/me', undefined, { host: 'evil.example' })
  await send('POST', '/csp', { 'csp-report': { 'document-uri': 'http://localhost/d/x?q=planted-in-the-query', 'script-sample': 'planted-body' } })
  await send('POST', '/api/door/sign-out')

  const all = lines.join('')
  // The code, a token and the sessions of three sign-ins or more, beside what was planted from the start.
  expect(planted.size).toBeGreaterThanOrEqual(12)
  expect([...planted].filter((secret) => all.includes(secret))).toEqual([])
  const requests = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>).filter(({ msg }) => msg === 'http.request')
  expect(requests).toContainEqual(
    expect.objectContaining({ level: 20, method: 'POST', path: '/api/tokens', status: 201, who: `person:${id}`, requestId: expect.stringMatching(/./) }),
  )
  expect(requests).toContainEqual(expect.objectContaining({ path: '/api/dashboards/:id', status: 404 }))
  expect(requests.every((line) => typeof line['ms'] === 'number' && !String(line['path']).includes('?'))).toBe(true)
  expect(requests.length).toBeGreaterThan(10)
})

test('an event that carries secrets by mistake is blacked out', () => {
  const told: string[] = []
  const log = createLog('info', { write: (line) => void told.push(line) })
  for (const name of ['authorization', 'cookie', 'set-cookie', 'password', 'secret', 'token', 'bearer', 'apiKey'])
    log.info('asked', { [name]: 'hunter2', headers: { [name]: 'hunter2' }, source: { auth: { [name]: 'hunter2' } } })
  expect(told.join('')).not.toContain('hunter2')
})
