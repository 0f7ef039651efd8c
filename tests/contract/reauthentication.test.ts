import { expect, test } from 'vitest'
import { createPeopleWorld } from '#tests/support/people-world.ts'
import type { TestBrowser } from '#tests/support/people-world.ts'

const password = 'a long and rare sentence'
const minute = 60_000
const rights = { name: 'Night shift', level: 'viewer', capabilities: [], landing: null }
const bob = { name: 'Bob', login: 'bob', password: 'another rare sentence', roles: [] }

/** Everything that cannot be undone by signing somebody out. */
const sensitive: readonly (readonly [string, string, unknown?])[] = [
  ['POST', '/api/tokens', { name: 'X', scopes: ['dashboards:read'], days: 1 }],
  ['POST', '/api/roles', rights],
  ['POST', '/api/people', bob],
  ['GET', '/api/audit/export'],
]
const prove = (browser: TestBrowser, word = password) => browser.send('POST', '/api/me/proof', { password: word })
const code = async (browser: TestBrowser, [method, path, body]: (typeof sensitive)[number]) => {
  const reply = await browser.send(method, path, body).catch(() => undefined)
  return reply?.status === 403 ? reply.body['code'] : 'through'
}

test('what is sensitive needs a sign-in of the last five minutes, and a proof makes one of an old session', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  await world.clock.advance(5 * minute)
  expect(await code(ada, ['POST', '/api/roles', rights])).toBe('through')
  await world.clock.advance(1)
  for (const ask of sensitive) expect([ask[1], await code(ada, ask)]).toEqual([ask[1], 'reauthenticate'])
  // Everything else goes on.
  expect((await ada.send('GET', '/api/people')).status).toBe(200)

  const session = (await ada.send('GET', '/api/me/sessions')).body[0]?.['id']
  const proved = await prove(ada)
  expect(proved).toMatchObject({ status: 200, body: { freshUntil: world.clock.now() + 5 * minute } })
  expect((await ada.send('GET', '/api/me/sessions')).body[0]?.['id']).toBe(session)
  for (const ask of sensitive) expect([ask[1], await code(ada, ask)]).toEqual([ask[1], 'through'])
})

test('closing an account, changing a role and removing one are sensitive; signing somebody out is not', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  const id = String((await ada.send('POST', '/api/people', bob)).body['id'])
  const role = String((await ada.send('POST', '/api/roles', rights)).body['id'])
  await world.clock.advance(6 * minute)
  const first = { 'if-match': '"1"' }
  expect((await ada.send('PUT', `/api/people/${id}`, { disabled: true }, first)).body['code']).toBe('reauthenticate')
  expect((await ada.send('PUT', `/api/roles/${role}`, rights, first)).body['code']).toBe('reauthenticate')
  expect((await ada.send('DELETE', `/api/roles/${role}`, undefined, first)).body['code']).toBe('reauthenticate')
  expect((await ada.send('DELETE', `/api/people/${id}/sessions`)).status).toBe(200)
})

test('a proof holds on every instance at once', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  await world.clock.advance(6 * minute)
  const other = world.browserAt(world.otherApi)
  other.session = ada.session
  expect((await other.send('POST', '/api/roles', rights)).body['code']).toBe('reauthenticate')
  await prove(ada)
  expect((await other.send('POST', '/api/roles', rights)).status).toBe(201)
})

test('B10: proofs are throttled like sign-ins, a wrong one changes nothing, and both are in the record', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp()
  await world.clock.advance(6 * minute)
  for (let i = 0; i < 5; i += 1) expect((await prove(ada, 'wrong')).body).toEqual({ code: 'forbidden', detail: 'not the current password', field: 'password' })
  expect((await prove(ada)).status).toBe(429)
  expect((await ada.send('POST', '/api/roles', rights)).body['code']).toBe('reauthenticate')
  await world.clock.advance(minute)
  expect((await prove(ada)).status).toBe(200)
  const { body } = await ada.send('GET', '/api/audit')
  for (const result of ['done', 'refused'])
    expect(body).toMatchObject({ entries: expect.arrayContaining([expect.objectContaining({ action: 'session.prove', result })]) })
})

test('who has nothing to prove themselves with yet is not asked to', async () => {
  const world = createPeopleWorld()
  const ada = await world.setUp({ password: undefined })
  await world.clock.advance(60 * minute)
  expect((await ada.send('GET', '/api/me')).body['freshUntil']).toBeNull()
  expect(await code(ada, ['POST', '/api/roles', rights])).toBe('through')
  await ada.send('PUT', '/api/me/password', { next: password })
  await world.clock.advance(6 * minute)
  expect(await code(ada, ['POST', '/api/tokens', { name: 'X', scopes: ['dashboards:read'], days: 1 }])).toBe('reauthenticate')
})

test('a secret of a source is given after a fresh sign-in only; the rest of a source is not held up', async () => {
  const world = createPeopleWorld({ connectors: (await import('#server/connectors/registry.ts')).connectors })
  const ada = await world.setUp()
  await world.clock.advance(6 * minute)
  const source = { id: 'p', kind: 'prometheus', name: 'P', config: { url: 'http://127.0.0.1:9' } }
  const key = (n: number) => ({ 'idempotency-key': `key-${n}-0123456789` })
  expect((await ada.send('POST', '/api/sources', { ...source, secrets: { bearer: 'abc' } }, key(1))).body['code']).toBe('reauthenticate')
  expect((await ada.send('POST', '/api/sources', source, key(2))).status).toBe(201)
  const save = (secrets: object | undefined, n: number) =>
    ada.send('PUT', '/api/sources/p', { ...source, ...(secrets && { secrets }) }, { ...key(n), 'if-match': '"1"' })
  expect((await save({ bearer: 'abc' }, 3)).body['code']).toBe('reauthenticate')
  await prove(ada)
  expect((await save({ bearer: 'abc' }, 4)).body['secrets']).toEqual({ bearer: { setAt: world.clock.now() } })
})
