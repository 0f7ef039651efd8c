import { expect, test } from 'vitest'
import { crc32 } from '#server/accounts/token-text.ts'
import { createPeopleWorld } from '#tests/support/people-world.ts'
import type { PeopleWorld, TestBrowser } from '#tests/support/people-world.ts'

const day = 24 * 3_600_000
const event = { specversion: '1.0', id: '1', source: 's', type: 'dev.homeport.observation.change.v1', time: '2027-01-15T07:00:00Z', data: { title: 'Deploy' } }

async function create(ada: TestBrowser, scopes: readonly string[], days = 30): Promise<{ readonly token: string; readonly id: string }> {
  const { status, body } = await ada.send('POST', '/api/tokens', { name: 'Hook', scopes, days })
  expect(status).toBe(201)
  return { token: String(body['token']), id: (body['record'] as { readonly id: string }).id }
}

const recorded = async ({ store }: PeopleWorld, action: string) => (await store.audit.list({ limit: 1000 })).filter((e) => e.action.startsWith(action))
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const post = (world: PeopleWorld, token: string) =>
  world.browser().send('POST', '/api/intake/events', event, { ...bearer(token), 'content-type': 'application/cloudevents+json' })

test('a token is shown once, opens what its scopes name and nothing else', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  const { token } = await create(ada, ['dashboards:read', 'intake:events'])
  expect(token).toMatch(/^hp_[A-Za-z0-9]+_[\w-]{43}_[0-9a-f]{8}$/)
  const visitor = world.browser()
  const ask = async (method: string, path: string) => (await visitor.send(method, path, undefined, bearer(token))).status
  expect(await ask('GET', '/api/dashboards')).toBe(200)
  expect(await ask('DELETE', '/api/dashboards/start')).toBe(403)
  for (const path of ['/api/me', '/api/people', '/api/tokens', '/api/roles', '/api/sources']) expect([path, await ask('GET', path)]).toEqual([path, 403])
  // No intake file is configured: the token alone proves the sender, for its own intake only.
  expect((await post(world, token)).status).toBe(202)
  expect(await ask('POST', '/api/intake/grafana')).toBe(403)
  expect(JSON.stringify((await ada.send('GET', '/api/tokens')).body)).not.toContain(token)
  expect(JSON.stringify(await world.store.tokens.list())).not.toContain(token.slice(-52, -9))
})

test('with a token the session of the same request is not looked at', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  const { token } = await create(ada, ['dashboards:read'])
  expect((await ada.send('GET', '/api/people', undefined, bearer(token))).status).toBe(403)
  expect((await ada.send('GET', '/api/people', undefined, bearer('hp_wrong'))).status).toBe(401)
  expect((await ada.send('GET', '/api/people')).status).toBe(200)
})

test('a token ends when it expires, is removed, or its owner is disabled', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  const [short, removed] = [await create(ada, ['intake:events'], 1), await create(ada, ['intake:events'])]
  expect((await post(world, removed.token)).status).toBe(202)
  expect((await ada.send('DELETE', `/api/tokens/${removed.id}`)).status).toBe(200)
  expect((await post(world, removed.token)).status).toBe(403)
  expect((await post(world, short.token)).status).toBe(202)

  const bob = (await ada.send('POST', '/api/people', { name: 'Bob', login: 'bob', password: 'another rare sentence', roles: ['administrator'] })).body
  const bobs = world.browser()
  await bobs.send('POST', '/api/door/sign-in', { login: 'bob', password: 'another rare sentence' })
  const his = await create(bobs, ['intake:events'])
  expect((await post(world, his.token)).status).toBe(202)
  await ada.send('PUT', `/api/people/${String(bob['id'])}`, { disabled: true }, { 'if-match': '"1"' })
  expect((await post(world, his.token)).status).toBe(403)

  await world.clock.advance(day)
  expect((await post(world, short.token)).status).toBe(403)
})

test('the last use is told, written at most once a minute', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  const { token, id } = await create(ada, ['dashboards:read'])
  const used = async () => (await world.store.tokens.find(id))?.token.lastUsedAt
  const ask = () => world.browser().send('GET', '/api/dashboards', undefined, bearer(token))
  expect(await used()).toBeNull()
  await ask()
  const first = world.clock.now()
  expect(await used()).toBe(first)
  await world.clock.advance(59_000)
  await ask()
  expect(await used()).toBe(first)
  await world.clock.advance(1_000)
  await ask()
  expect(await used()).toBe(first + 60_000)
})

test('no token outlives a year, has no scope, or reaches beyond its maker', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  const make = (browser: TestBrowser, more: object) => browser.send('POST', '/api/tokens', { name: 'X', scopes: ['dashboards:read'], days: 1, ...more })
  expect((await make(ada, { days: 366 })).status).toBe(400)
  expect((await make(ada, { scopes: [] })).status).toBe(400)
  const role = (await ada.send('POST', '/api/roles', { name: 'Tokens', level: 'viewer', capabilities: ['tokens.manage'], landing: null })).body
  await ada.send('POST', '/api/people', { name: 'Bob', login: 'bob', password: 'another rare sentence', roles: [role['id']] })
  const bobs = world.browser()
  await bobs.send('POST', '/api/door/sign-in', { login: 'bob', password: 'another rare sentence' })
  expect((await make(bobs, { scopes: ['dashboards:write'] })).status).toBe(403)
  expect((await make(bobs, {})).status).toBe(201)
})

test('the record tells of a token’s first use in an hour, once for all servers', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  const { token, id } = await create(ada, ['dashboards:read'])
  const lines = () => recorded(world, 'token.use')
  const ask = (api = world.api) => world.browserAt(api, '192.0.2.0/24').send('GET', '/api/dashboards', undefined, bearer(token))
  for (let i = 0; i < 5; i += 1) await Promise.all([ask(), ask(world.otherApi)])
  expect(await lines()).toMatchObject([
    {
      actor: { kind: 'token', id, name: 'Hook' },
      object: `token:${id}`,
      result: 'done',
      network: '192.0.2.0/24',
      detail: { name: 'Hook', scopes: ['dashboards:read'] },
    },
  ])
  await world.clock.advance(59 * 60_000)
  await ask()
  expect(await lines()).toHaveLength(1)
  await world.clock.advance(60_000)
  await Promise.all([ask(world.otherApi), ask()])
  expect(await lines()).toHaveLength(2)
})

test('B10: every refusal of a token is in the record with its reason; a flood is one line more, with its number', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  const [scoped, removed, short] = [await create(ada, ['dashboards:read']), await create(ada, ['dashboards:read']), await create(ada, ['dashboards:read'], 1)]
  const ask = async (token: string, path = '/api/dashboards') => (await world.browser('192.0.2.0/24').send('GET', path, undefined, bearer(token))).status
  await ada.send('DELETE', `/api/tokens/${removed.id}`)
  expect(await ask(scoped.token, '/api/people')).toBe(403)
  expect(await ask(removed.token)).toBe(401)
  const secret = scoped.token.slice(0, -9).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  expect(await ask(`${secret}_${crc32(secret)}`)).toBe(401)
  await world.clock.advance(day)
  for (let i = 0; i < 40; i += 1) expect(await ask(short.token)).toBe(401)
  await world.api.tick(world.clock.now())
  const told = async (action: string) => (await recorded(world, action)).map((e) => [e.actor.id, e.object, e.network, e.detail])
  expect(await told('token.refuse')).toEqual([
    ['', `token:${short.id}`, '192.0.2.0/24', { why: 'expired', again: 39 }],
    ['', `token:${short.id}`, '192.0.2.0/24', { why: 'expired' }],
    ['', `token:${scoped.id}`, '192.0.2.0/24', { why: 'secret' }],
    ['', `token:${removed.id}`, '192.0.2.0/24', { why: 'unknown' }],
  ])
  expect(await told('refused.listPeople')).toEqual([[scoped.id, '/api/people', '192.0.2.0/24', { code: 'forbidden', why: 'scope' }]])
  for (const token of [scoped, removed, short]) expect(JSON.stringify(await told(''))).not.toContain(token.token.slice(-52, -9))
})

test('a token of somebody who may not come in is refused as theirs, and an intake’s own token is no refusal', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  const bob = (await ada.send('POST', '/api/people', { name: 'Bob', login: 'bob', password: 'another rare sentence', roles: ['administrator'] })).body
  const bobs = world.browser()
  await bobs.send('POST', '/api/door/sign-in', { login: 'bob', password: 'another rare sentence' })
  const his = await create(bobs, ['dashboards:read'])
  await ada.send('PUT', `/api/people/${String(bob['id'])}`, { disabled: true }, { 'if-match': '"1"' })
  await world.browser().send('GET', '/api/dashboards', undefined, bearer(his.token))
  await world.browser().send('POST', '/api/intake/events', event, { ...bearer('a token of a file, not of ours') })
  const entries = await recorded(world, 'token.')
  expect(entries.filter((e) => e.result === 'refused').map((e) => [e.object, e.detail])).toEqual([[`token:${his.id}`, { why: 'owner' }]])
})
