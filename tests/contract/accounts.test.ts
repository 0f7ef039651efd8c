import { expect, test } from 'vitest'
import type { Crypto } from '#server/ports.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { createPeopleWorld, quickCrypto } from '#tests/support/people-world.ts'

const password = 'a long and rare sentence'
const minute = 60_000
const hour = 60 * minute

test('from an empty installation to signing in again: set-up, me, sign-out, sign-in, sessions, roles', async () => {
  const { api, browser } = createPeopleWorld()
  const ada = browser()
  expect((await ada.send('GET', '/api/me')).status).toBe(401)
  const door = await ada.send('GET', '/api/door')
  expect(door.body).toMatchObject({ state: 'setup', signedIn: false, ways: [] })
  expect(JSON.stringify(door.body)).toContain('NOC operator')

  const code = await api.accounts.setupCode()
  const made = await ada.send('POST', '/api/door/setup', { code, name: 'Ada Sample', password, role: 'sre' })
  expect(made).toMatchObject({
    status: 200,
    body: {
      name: 'Ada Sample',
      login: 'ada.sample',
      level: 'admin',
      active: 'sre',
      via: 'setup',
      hasPassword: true,
      roles: [{ id: 'sre' }, { id: 'administrator' }],
    },
  })
  expect((await ada.send('GET', '/api/me')).body).toEqual(made.body)
  expect((await ada.send('GET', '/api/door')).body).toMatchObject({ state: 'open', signedIn: true, ways: [{ kind: 'local' }], roles: [] })
  expect(await api.accounts.setupCode()).toBeUndefined()

  const before = ada.session
  expect(await ada.send('POST', '/api/door/sign-out')).toMatchObject({ status: 200, body: { next: null } })
  expect(ada.session).toBeUndefined()
  ada.session = before
  expect((await ada.send('GET', '/api/me')).status).toBe(401)

  ada.session = undefined
  expect(await ada.send('POST', '/api/door/sign-in', { login: 'Ada.Sample', password })).toMatchObject({ status: 200, body: { via: 'local' } })
  const phone = browser('192.0.2.0/24')
  await phone.send('POST', '/api/door/sign-in', { login: 'ada.sample', password })
  const sessions = (await ada.send('GET', '/api/me/sessions')).body
  expect(sessions).toHaveLength(2)
  const other = sessions.find((s) => s['current'] === false)
  expect(other).toMatchObject({ network: '192.0.2.0/24', agent: 'Chromium on Linux', via: 'local' })
  expect((await ada.send('DELETE', `/api/me/sessions/${String(other?.['id'])}`)).status).toBe(200)
  expect((await phone.send('GET', '/api/me')).status).toBe(401)
  expect((await ada.send('DELETE', '/api/me/sessions/nobodys')).status).toBe(404)

  const role = { name: 'Night shift', level: 'viewer', capabilities: ['audit.read'], landing: null }
  const shift = (await ada.send('POST', '/api/roles', role)).body
  expect(shift).toMatchObject({ ...role, rev: 1, preset: false })
  const bob = (
    await ada.send('POST', '/api/people', { name: 'Bob Muster', login: 'bob', password: 'another rare sentence', roles: [shift['id']], teams: ['noc'] })
  ).body
  expect(bob).toMatchObject({ login: 'bob', roles: [{ role: shift['id'], from: 'local' }], teams: ['noc'], disabled: false })
  const bobs = browser()
  expect(await bobs.send('POST', '/api/door/sign-in', { login: 'bob', password: 'another rare sentence' })).toMatchObject({
    body: { level: 'viewer', capabilities: ['audit.read'], teams: ['noc'] },
  })
  expect((await bobs.send('GET', '/api/people')).status).toBe(403)
  expect((await ada.send('DELETE', `/api/roles/${String(shift['id'])}`, undefined, { 'if-match': '"1"' })).status).toBe(200)
  expect((await bobs.send('GET', '/api/me')).body).toMatchObject({ roles: [], capabilities: [] })
})

test('A17: of fifty uses of the set-up code at once exactly one makes an administrator', async () => {
  const { api, browser, store } = createPeopleWorld()
  const code = await api.accounts.setupCode()
  // From many networks, so that no limit decides.
  const uses = await Promise.all(Array.from({ length: 50 }, (_, i) => browser(`192.0.${i}.0/24`).send('POST', '/api/door/setup', { code, name: `Admin ${i}` })))
  expect(uses.map((u) => u.status).toSorted((a, b) => a - b)).toEqual([200, ...Array.from({ length: 49 }, () => 403)])
  expect(await store.people.list()).toHaveLength(1)
})

test('A10: the set-up code is on no endpoint, dead after half an hour, after use, and when another was made', async () => {
  const { api, browser, clock } = createPeopleWorld()
  const first = await api.accounts.setupCode()
  const second = await api.accounts.setupCode()
  const setUp = (code: string | undefined) => browser().send('POST', '/api/door/setup', { code, name: 'Ada' })
  expect((await setUp(first)).status).toBe(403)
  for (const path of ['/api/door', '/api/status', '/api/openapi.json']) expect(JSON.stringify((await browser().send('GET', path)).body)).not.toContain(second)
  await clock.advance(30 * minute)
  expect((await setUp(second)).status).toBe(403)
  const third = await api.accounts.setupCode()
  expect((await setUp(third)).status).toBe(200)
  expect((await setUp(third)).status).toBe(403)
})

test('an administrator without a password comes back in with a new code, as the same person', async () => {
  const { api, browser, setUp } = createPeopleWorld()
  const ada = await setUp({ password: undefined })
  expect((await ada.send('GET', '/api/door')).body).toMatchObject({ ways: [] })
  const me = (await ada.send('GET', '/api/me')).body
  const code = await api.accounts.setupCode()
  const again = browser()
  expect((await again.send('POST', '/api/door/setup', { code })).body).toMatchObject({ id: me['id'], via: 'setup', hasPassword: false })
  expect(await again.send('PUT', '/api/me/password', { next: password })).toMatchObject({ status: 200, body: { hasPassword: true, login: 'ada.sample' } })
  // Every other session ended, and there is a way in now.
  expect((await ada.send('GET', '/api/me')).status).toBe(401)
  expect((await again.send('GET', '/api/me')).status).toBe(200)
  expect(await api.accounts.setupCode()).toBeUndefined()
})

test('A10: with local sign-in off there is no code, and its addresses are not there', async () => {
  const { api, browser } = createPeopleWorld({ door: { local: false } })
  expect(await api.accounts.setupCode()).toBeUndefined()
  expect((await browser().send('POST', '/api/door/sign-in', { login: 'a', password })).status).toBe(404)
  expect((await browser().send('POST', '/api/door/setup', { code: 'x', name: 'A' })).status).toBe(404)
})

test('an unknown login and a wrong password get the same answer; a weak or short password is refused', async () => {
  const { browser, setUp } = createPeopleWorld()
  const ada = await setUp()
  const wrong = await browser().send('POST', '/api/door/sign-in', { login: 'ada.sample', password: 'wrong' })
  const unknown = await browser().send('POST', '/api/door/sign-in', { login: 'nobody', password: 'wrong' })
  expect([wrong.status, wrong.body]).toEqual([401, { code: 'unauthenticated', detail: 'login or password' }])
  expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body])
  for (const next of ['too short', 'passwordpassword', 'aaaaaaaaaaaaaaaaaaaa']) {
    expect((await ada.send('PUT', '/api/me/password', { current: password, next })).status).toBe(400)
  }
  expect((await ada.send('PUT', '/api/me/password', { current: 'wrong', next: 'one more rare sentence' })).status).toBe(403)
  expect((await ada.send('PUT', '/api/me/password', { next: 'one more rare sentence' })).status).toBe(400)
})

test('B10: guessing is throttled and tells when to come back, but locks nobody out where they are signed in', async () => {
  const { browser, setUp, clock } = createPeopleWorld()
  await setUp()
  const guess = (network: string, login = 'ada.sample') => browser(network).send('POST', '/api/door/sign-in', { login, password: 'guess' })
  const statuses = []
  for (let i = 0; i < 7; i += 1) statuses.push((await guess(`198.51.${i}.0/24`)).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
  expect((await guess('198.51.100.0/24')).headers.get('retry-after')).toBe('12')
  // The real person, from where a session of theirs is alive; and from anywhere else a little later.
  expect((await browser('127.0.0.0/24').send('POST', '/api/door/sign-in', { login: 'ada.sample', password })).status).toBe(200)
  expect((await browser('203.0.113.0/24').send('POST', '/api/door/sign-in', { login: 'ada.sample', password })).status).toBe(429)
  await clock.advance(12_000)
  expect((await browser('203.0.113.0/24').send('POST', '/api/door/sign-in', { login: 'ada.sample', password })).status).toBe(200)
  // One network that tries many logins.
  const spray = []
  for (let i = 0; i < 22; i += 1) spray.push((await guess('192.0.2.0/24', `someone${i}`)).status)
  expect(spray.filter((s) => s === 401)).toHaveLength(20)
})

test('B10: refusals are in the record, hasty ones once a minute, and never with what was typed', async () => {
  const store = createMemoryStore()
  const { browser, setUp } = createPeopleWorld({}, { store })
  await setUp()
  for (let i = 0; i < 20; i += 1) await browser(`198.51.${i}.0/24`).send('POST', '/api/door/sign-in', { login: 'ada.sample', password: 'my other secret' })
  await browser().send('POST', '/api/door/sign-in', { login: 'my secret as a login', password: 'x' })
  const record = store.snapshot()
  expect(record.match(/"why":"login or password"/g)).toHaveLength(6)
  expect(record.match(/"why":"too many attempts"/g)).toHaveLength(1)
  for (const typed of ['my other secret', 'my secret as a login']) expect(record).not.toContain(typed)
})

test('an unknown login costs as much work as a known one', async () => {
  let checks = 0
  const crypto: Crypto = { ...quickCrypto, verifyPassword: (...it) => quickCrypto.verifyPassword(...it).finally(() => (checks += 1)) }
  const { browser, setUp } = createPeopleWorld({}, { crypto })
  await setUp()
  const work = async (login: string) => {
    checks = 0
    await browser().send('POST', '/api/door/sign-in', { login, password: 'wrong' })
    return checks
  }
  expect([await work('ada.sample'), await work('nobody')]).toEqual([1, 1])
})

test('A19: the last administrator can be neither demoted nor disabled, and the last role that runs the place stays', async () => {
  const { setUp, browser } = createPeopleWorld()
  const ada = await setUp({ role: 'sre' })
  const me = (await ada.send('GET', '/api/me')).body
  const path = `/api/people/${String(me['id'])}`
  const ifMatch = async () => ({ 'if-match': `"${Number((await ada.send('GET', '/api/people')).body.find((p) => p['id'] === me['id'])?.['rev'])}"` })
  expect((await ada.send('PUT', path, { roles: ['sre'] }, await ifMatch())).status).toBe(403)
  expect((await ada.send('PUT', path, { disabled: true }, await ifMatch())).status).toBe(403)
  expect((await ada.send('DELETE', '/api/roles/administrator', undefined, { 'if-match': '"1"' })).status).toBe(403)
  const lower = { name: 'Administrator', level: 'editor', capabilities: [], landing: null }
  expect((await ada.send('PUT', '/api/roles/administrator', lower, { 'if-match': '"1"' })).status).toBe(403)
  expect((await ada.send('DELETE', '/api/roles/platform-admin', undefined, { 'if-match': '"1"' })).status).toBe(200)
  // With a second one it may be done, but not by both at once.
  const bob = (await ada.send('POST', '/api/people', { name: 'Bob', login: 'bob', password: 'another rare sentence', roles: ['administrator'] })).body
  const bobs = browser()
  await bobs.send('POST', '/api/door/sign-in', { login: 'bob', password: 'another rare sentence' })
  const mine = await ifMatch()
  const both = await Promise.all([
    ada.send('PUT', `/api/people/${String(bob['id'])}`, { roles: ['sre'] }, { 'if-match': '"1"' }),
    bobs.send('PUT', path, { roles: ['sre'] }, mine),
  ])
  expect(both.filter((r) => r.status === 200)).toHaveLength(1)
  const admins = await Promise.all([ada, bobs].map(async (b) => (await b.send('GET', '/api/me')).body['level'] === 'admin'))
  expect(admins.filter(Boolean)).toHaveLength(1)
})

test('A20: whoever manages people or roles gives nothing beyond their own rights, and rules nobody above them', async () => {
  const { setUp, browser } = createPeopleWorld()
  const ada = await setUp()
  const adaId = String((await ada.send('GET', '/api/me')).body['id'])
  const desk = (
    await ada.send('POST', '/api/roles', { name: 'Desk', level: 'editor', capabilities: ['people.manage', 'roles.manage', 'tokens.manage'], landing: null })
  ).body
  const bob = (await ada.send('POST', '/api/people', { name: 'Bob', login: 'bob', password: 'another rare sentence', roles: [desk['id']] })).body
  const bobs = browser()
  await bobs.send('POST', '/api/door/sign-in', { login: 'bob', password: 'another rare sentence' })
  const own = `/api/people/${String(bob['id'])}`
  expect((await bobs.send('PUT', own, { roles: [desk['id'], 'administrator'] }, { 'if-match': '"1"' })).status).toBe(403)
  expect((await bobs.send('PUT', `/api/people/${adaId}`, { password: 'a password of my own' }, { 'if-match': '"1"' })).status).toBe(403)
  expect((await bobs.send('DELETE', `/api/people/${adaId}/sessions`)).status).toBe(403)
  expect((await bobs.send('POST', '/api/roles', { name: 'X', level: 'admin', capabilities: [], landing: null })).status).toBe(403)
  expect((await bobs.send('POST', '/api/roles', { name: 'X', level: 'viewer', capabilities: ['audit.read'], landing: null })).status).toBe(403)
  expect(
    (await bobs.send('PUT', `/api/roles/${String(desk['id'])}`, { name: 'Desk', level: 'admin', capabilities: [], landing: null }, { 'if-match': '"1"' }))
      .status,
  ).toBe(403)
  expect((await bobs.send('PUT', '/api/me', { teams: ['payments'], id: adaId, level: 'admin', roles: ['administrator'] })).body).toMatchObject({
    level: 'editor',
    teams: ['payments'],
  })
  // A chosen team is content, never a right.
  expect((await ada.send('GET', '/api/people')).body.find((p) => p['id'] === bob['id'])).toMatchObject({ teams: [] })
})

test('a role taken, a disabled account or a new password end sessions on every instance within five seconds', async () => {
  const { setUp, browser, browserAt, otherApi, clock } = createPeopleWorld()
  const ada = await setUp()
  const bob = (await ada.send('POST', '/api/people', { name: 'Bob', login: 'bob', password: 'another rare sentence', roles: ['sre', 'helpdesk'] })).body
  const path = `/api/people/${String(bob['id'])}`
  const signIn = async () => {
    const here = browser()
    await here.send('POST', '/api/door/sign-in', { login: 'bob', password: 'another rare sentence' })
    const there = browserAt(otherApi)
    there.session = here.session
    expect((await there.send('GET', '/api/me')).status).toBe(200)
    return [here, there] as const
  }
  const changes = [{ roles: ['sre'] }, { password: 'another rare sentence' }, { disabled: true }]
  for (const [i, change] of changes.entries()) {
    const [here, there] = await signIn()
    expect((await ada.send('PUT', path, change, { 'if-match': `"${i + 1}"` })).status).toBe(200)
    expect((await here.send('GET', '/api/me')).status).toBe(401)
    await clock.advance(5_000)
    expect((await there.send('GET', '/api/me')).status).toBe(401)
  }
  expect((await browser().send('POST', '/api/door/sign-in', { login: 'bob', password: 'another rare sentence' })).status).toBe(401)
})

test('people switch the role that counts among those they hold', async () => {
  const { setUp } = createPeopleWorld()
  const ada = await setUp({ role: 'sre' })
  expect((await ada.send('PUT', '/api/me', { active: 'administrator' })).body).toMatchObject({ active: 'administrator', level: 'admin' })
  expect((await ada.send('PUT', '/api/me', { active: 'helpdesk' })).status).toBe(400)
  const saves = await Promise.all([
    ada.send('PUT', '/api/me', { active: 'sre' }),
    ada.send('PUT', '/api/me', { name: 'Ada S.' }),
    ada.send('PUT', '/api/me', { sites: ['fra'] }),
  ])
  expect(saves.map((s) => s.status)).toEqual([200, 200, 200])
  expect((await ada.send('GET', '/api/me')).body).toMatchObject({ active: 'sre', name: 'Ada S.', sites: ['fra'] })
})

test('sessions of administrators last twelve hours, and eight without use', async () => {
  const { setUp, clock, browser } = createPeopleWorld()
  const ada = await setUp()
  expect(ada.maxAgeS).toBe(12 * 3600)
  for (let i = 0; i < 11; i += 1) {
    await clock.advance(hour)
    expect((await ada.send('GET', '/api/me')).status).toBe(200)
  }
  await clock.advance(hour)
  expect((await ada.send('GET', '/api/me')).status).toBe(401)
  const again = browser()
  await again.send('POST', '/api/door/sign-in', { login: 'ada.sample', password })
  await clock.advance(8 * hour)
  expect((await again.send('GET', '/api/me')).status).toBe(401)
})

test('what people and sessions are is told without secrets', async () => {
  const { setUp, store, api } = createPeopleWorld()
  const ada = await setUp()
  const token = (await ada.send('POST', '/api/tokens', { name: 'Hook', scopes: ['intake:events'], days: 30 })).body
  const said = await Promise.all(['/api/me', '/api/people', '/api/me/sessions', '/api/tokens', '/api/roles', '/api/door'].map((path) => ada.send('GET', path)))
  const all = JSON.stringify(said.map((s) => s.body))
  for (const secret of [password, ada.session ?? 'none', String(token['token']), 'quick ', 'hash']) expect(all).not.toContain(secret)
  expect(await api.accounts.setupCode()).toBeUndefined()
  // Of the session only its hash is kept.
  expect(JSON.stringify(await store.sessions.ofPerson(String((await ada.send('GET', '/api/me')).body['id'])))).not.toContain(ada.session)
})
