import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { api as endpoints } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { connectors } from '#server/connectors/registry.ts'
import { createCrypto } from '#server/node/crypto.ts'
import { parseMasterKeys } from '#server/node/master-key.ts'
import type { MasterKeys } from '#server/node/master-key.ts'
import { openSqliteStore } from '#server/node/store/sqlite.ts'
import type { Crypto, Net, Outbound } from '#server/ports.ts'
import type { Store } from '#server/store/store.ts'
import { createPeopleWorld } from '#tests/support/people-world.ts'
import type { PeopleWorld, TestBrowser } from '#tests/support/people-world.ts'
import { silentLog } from '#tests/support/faults.ts'

const token = 'canary-bearer-8f2c1e'
const secondToken = 'canary-bearer-77aa31'
const password = 'canary password 5d0b'
const canaries = [token, secondToken, password, Buffer.from(token).toString('base64'), Buffer.from(`reader:${password}`).toString('base64')]

const newKey = (): string => randomBytes(32).toString('base64')
function keysOf(text: string): MasterKeys {
  const read = parseMasterKeys(text, 'test')
  if ('problem' in read) throw new Error(read.problem.detail)
  return read.keys
}
const quick = (keys: MasterKeys): Crypto => createCrypto(keys, { memoryKiB: 8, passes: 1 })

let folder: string
let store: Store
let world: PeopleWorld
let ada: TestBrowser
let sent: Outbound[]
let firstKey: string

/** Answers as a Prometheus would, and keeps what it was asked. */
const net: Net = {
  call: async (request) => {
    sent.push(request)
    return {
      status: 200,
      contentType: 'application/json',
      text: JSON.stringify({ status: 'success', data: { version: '9.9', resultType: 'scalar', result: [1, '1'] } }),
    }
  },
  sql: async () => {
    throw new Error('no database in these tests')
  },
}

beforeEach(async () => {
  sent = []
  firstKey = newKey()
  folder = mkdtempSync(join(tmpdir(), 'homeport-secrets-'))
  store = await openSqliteStore({ folder, log: silentLog })
  world = createPeopleWorld({ connectors }, { store, net, crypto: quick(keysOf(firstKey)) })
  ada = await world.setUp()
})
afterEach(async () => {
  world.api.close()
  world.otherApi.close()
  await store.close()
  rmSync(folder, { recursive: true })
})

let writes = 0
const key = () => ({ 'idempotency-key': `key-${(writes += 1)}-0123456789` })
const source = (id: string, url: string, more: object = {}) => ({ id, kind: 'prometheus', name: id, config: { url }, ...more })
const healthOf = async (id: string) => JSON.stringify((await ada.send('GET', '/api/sources')).body.find((it) => it['id'] === id)?.['health'])
/** A source that was saved is asked whether it is there; this is how long that takes. */
async function asked<T extends { readonly status: number }>(id: string, reply: T): Promise<T> {
  if (reply.status < 300) await expect.poll(() => healthOf(id), { timeout: 20_000 }).not.toContain('unknown')
  return reply
}
const create = async (id: string, url: string, more: object = {}) => asked(id, await ada.send('POST', '/api/sources', source(id, url, more), key()))
const save = async (id: string, rev: number, url: string, more: object = {}) =>
  asked(id, await ada.send('PUT', `/api/sources/${id}`, source(id, url, more), { ...key(), 'if-match': `"${rev}"` }))
const check = (body: object) => ada.send('POST', '/api/source-checks', body)
const askedWith = () => sent.map(({ base, auth }) => [base, auth])
const none = (text: string) => expect(canaries.filter((canary) => text.includes(canary))).toEqual([])

async function plant(): Promise<void> {
  expect((await create('one', 'http://one.test', { secrets: { bearer: token } })).status).toBe(201)
  expect((await create('two', 'http://two.test', { config: { url: 'http://two.test', user: 'reader' }, secrets: { password } })).status).toBe(201)
  expect(askedWith()).toEqual([
    ['http://one.test', { bearer: token }],
    ['http://two.test', { user: 'reader', password }],
  ])
  sent = []
}

test('what is given in a form is used at its address, by whoever may ask the source', async () => {
  await plant()
  const range = { from: 1_799_999_000_000, to: 1_800_000_000_000 }
  for (const id of ['one', 'two'])
    await ada.send('POST', '/api/query', { query: { source: id, spec: { kind: 'promql', expr: 'up', mode: 'instant' } }, range, width: 600 })
  expect(askedWith()).toEqual([
    ['http://one.test', { bearer: token }],
    ['http://two.test', { user: 'reader', password }],
  ])
})

test('A16: a secret given in a form is in no answer, whoever asks for whatever', async () => {
  await plant()
  await ada.send('POST', '/api/people', { name: 'Vera', login: 'vera', password: 'another rare sentence', roles: [] })
  const vera = world.browser()
  await vera.send('POST', '/api/door/sign-in', { login: 'vera', password: 'another rare sentence' })
  const browsers = [ada, vera, world.browser()]
  const all: readonly Endpoint[] = Object.values(endpoints)
  for (const { path, method, stream, lines } of all) {
    if (method !== 'GET' || stream) continue
    for (const id of ['one', 'two']) {
      for (const browser of browsers) {
        if (lines) continue
        none(JSON.stringify(await browser.send('GET', path.replace(/:\w+/g, id))))
      }
    }
  }
  const lines = await world.api.fetch(new Request('http://localhost/api/audit/export', { headers: { 'x-test-session': ada.session ?? '' } }))
  const exported = await lines.text()
  expect([lines.status, exported.includes('"bearer":"set"')]).toEqual([200, true])
  none(exported)
  // What went wrong is not told with what was sent.
  none(JSON.stringify(await create('three', 'http://three.test', { secrets: { bearer: `${token} with a space` } })))
  none(JSON.stringify(await create('one', 'http://one.test', { secrets: { bearer: token } })))
  none(JSON.stringify(await save('one', 99, 'http://one.test', { secrets: { bearer: token } })))
  none(JSON.stringify(await check(source('one', 'not an address', { secrets: { bearer: token } }))))
  expect((await vera.send('GET', '/api/sources')).body.every((s) => s['secrets'] === undefined)).toBe(true)
})

test('A16: it is in no byte of the database, no line of the log and no line of the audit', async () => {
  await plant()
  await save('one', 1, 'http://one.test', { secrets: { bearer: secondToken } })
  await world.api.tick(world.clock.now())
  none(JSON.stringify(world.logged))
  await store.close()
  for (const name of readdirSync(folder)) none(readFileSync(join(folder, name)).toString('latin1'))
  store = await openSqliteStore({ folder, log: silentLog })
  const rows = await store.sources.secrets()
  expect(rows.map((row) => `${row.source} ${row.field} ${row.sealed.split('.')[0]}`).toSorted()).toEqual(['one bearer s1', 'two password s1'])
})

test.each([
  ['another host', 'http://evil.test'],
  ['another port', 'http://one.test:8080'],
  ['another scheme', 'https://one.test'],
])('a secret is cleared when its source goes to %s, and never sent there', async (_what, url) => {
  await plant()
  await check({ ...source('one', url) })
  const moved = await save('one', 1, url)
  expect([moved.status, moved.body['secrets']]).toEqual([200, undefined])
  await check(source('one', url))
  // By the test before, by the save, by the test after.
  expect(askedWith()).toEqual([
    [url, undefined],
    [url, undefined],
    [url, undefined],
  ])
  // Nor does it come back with the address.
  await save('one', 2, 'http://one.test')
  await check(source('one', 'http://one.test'))
  expect(askedWith().at(-1)).toEqual(['http://one.test', undefined])
  const { body } = await ada.send('GET', '/api/audit')
  expect(body).toMatchObject({
    entries: expect.arrayContaining([expect.objectContaining({ action: 'source.save', detail: expect.objectContaining({ secrets: { bearer: 'cleared' } }) })]),
  })
})

test('given anew in the same save it goes along; a path below the same address keeps it', async () => {
  await plant()
  expect((await save('one', 1, 'http://one.test/prefix')).body['secrets']).toEqual({ bearer: { setAt: world.clock.now() } })
  expect((await save('one', 2, 'http://moved.test', { secrets: { bearer: secondToken } })).status).toBe(200)
  await check(source('one', 'http://moved.test'))
  expect(askedWith()).toEqual([
    ['http://one.test/prefix', { bearer: token }],
    ['http://moved.test', { bearer: secondToken }],
    ['http://moved.test', { bearer: secondToken }],
  ])
  expect((await save('two', 1, 'http://moved.test', { config: { url: 'http://moved.test', user: 'reader' } })).body).toMatchObject({
    code: 'invalid',
    field: 'secrets.password',
  })
})

test('another row’s sealed text pasted into this row does not open', async () => {
  await plant()
  await create('mine', 'http://mine.test', { secrets: { bearer: 'my-own' } })
  sent = []
  const [mine, theirs] = [await store.sources.secret('mine', 'bearer'), await store.sources.secret('one', 'bearer')]
  await store.sources.reseal({ source: 'mine', field: 'bearer', sealed: mine ?? '' }, theirs ?? '')
  const answer = await check(source('mine', 'http://mine.test'))
  expect(answer.body).toMatchObject({ state: 'down', fault: { code: 'source_refused', detail: 'the kept bearer does not open: give it anew' } })
  expect(sent).toEqual([])
  // Nor does it follow its own row to an address written into the store by hand.
  const [kept] = (await store.sources.list()).filter((s) => s.id === 'one')
  await store.sources.save({ id: 'one', kind: 'prometheus', name: 'one', config: { url: 'http://evil.test' } }, kept?.rev ?? 0, 1)
  await world.clock.advance(2_000)
  expect((await check(source('one', 'http://evil.test'))).body).toMatchObject({ state: 'down' })
  expect(sent).toEqual([])
})

test('after a change of the master key the old one opens, the new one seals, and the old one can go', async () => {
  await plant()
  const before = await store.sources.secret('one', 'bearer')
  const second = newKey()
  const rotated = createPeopleWorld({ connectors }, { store, net, crypto: quick(keysOf(`${second}\n${firstKey}`)) })
  await rotated.api.tick(rotated.clock.now())
  expect(await store.sources.secret('one', 'bearer')).not.toBe(before)
  sent = []
  const alone = createPeopleWorld({ connectors }, { store, net, crypto: quick(keysOf(second)) })
  const again = alone.browser()
  await again.send('POST', '/api/door/sign-in', { login: 'ada.sample', password: 'a long and rare sentence' })
  await again.send('POST', '/api/source-checks', source('one', 'http://one.test'))
  expect(askedWith()).toEqual([['http://one.test', { bearer: token }]])
  for (const it of [rotated, alone]) {
    it.api.close()
    it.otherApi.close()
  }
})

test('the store keeps no digest of a write a password could be guessed from', async () => {
  const body = JSON.stringify(source('two', 'http://two.test', { config: { url: 'http://two.test', user: 'reader' }, secrets: { password } }))
  const known = key()
  await ada.send('POST', '/api/sources', JSON.parse(body), known)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`POST /api/sources \n${body}`))
  await store.close()
  const guessed = Buffer.from(digest).toString('hex')
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'))
  expect([bytes.some((it) => it.includes(guessed)), bytes.some((it) => it.includes(known['idempotency-key']))]).toEqual([false, true])
  store = await openSqliteStore({ folder, log: silentLog })
})
