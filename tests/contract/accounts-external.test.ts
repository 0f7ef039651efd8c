import { expect, test } from 'vitest'
import type { External } from '#server/accounts/accounts.ts'
import type { Caller } from '#server/ports.ts'
import { createPeopleWorld } from '#tests/support/people-world.ts'
import type { PeopleWorld, TestBrowser } from '#tests/support/people-world.ts'
import { faultFrom } from '#tests/support/faults.ts'

const caller: Caller = {
  vouched: undefined,
  session: undefined,
  bearer: undefined,
  proxied: undefined,
  network: '127.0.0.0/24',
  agent: 'Chromium on Linux',
  origin: 'http://localhost',
}
const issuer = 'https://id.example'
const ada: External = {
  issuer,
  subject: 'ada',
  name: 'Ada Sample',
  email: 'ada@people.example',
  roles: ['sre'],
  teams: ['payments'],
  sites: [],
  mappedFrom: ['sre-team'],
}

async function signIn(world: PeopleWorld, who: External): Promise<TestBrowser> {
  const browser = world.browser()
  browser.session = (await world.api.accounts.signInExternal(who, caller, 'oidc')).token
  return browser
}

/** A world whose roles are written: the first request starts it. */
async function started(): Promise<PeopleWorld> {
  const world = createPeopleWorld()
  await world.browser().send('GET', '/api/door')
  return world
}

test('somebody a provider vouches for is made just in time, and is the same person the next time', async () => {
  const world = await started()
  const first = await signIn(world, ada)
  const me = (await first.send('GET', '/api/me')).body
  expect(me).toMatchObject({
    name: 'Ada Sample',
    email: 'ada@people.example',
    active: 'sre',
    level: 'editor',
    teams: ['payments'],
    via: 'oidc',
    hasPassword: false,
    login: null,
  })
  const again = await signIn(world, { ...ada, name: 'Ada Married', email: 'other@people.example' })
  expect((await again.send('GET', '/api/me')).body).toMatchObject({ id: me['id'], name: 'Ada Married', email: 'other@people.example' })
  expect(await world.store.people.list()).toHaveLength(1)
})

test('A8: the same e-mail address from another subject or another provider is another person', async () => {
  const world = await started()
  await signIn(world, { ...ada, roles: ['platform-admin'] })
  const others = await Promise.all([signIn(world, { ...ada, subject: 'eve' }), signIn(world, { ...ada, issuer: 'https://other.example' })])
  for (const other of others) expect((await other.send('GET', '/api/me')).body).toMatchObject({ level: 'editor' })
  expect(await world.store.people.list()).toHaveLength(3)
})

test('A9: what a provider calls somebody is never one of our ids', async () => {
  const world = await started()
  const admin = await world.setUp()
  const id = String((await admin.send('GET', '/api/me')).body['id'])
  for (const subject of ['1', id, 'ada.sample', 'ada@people.example']) {
    const other = await signIn(world, { ...ada, subject })
    expect((await other.send('GET', '/api/me')).body['id']).not.toBe(id)
  }
})

test('parallel sign-ins of somebody new make one person', async () => {
  const world = await started()
  await Promise.all(Array.from({ length: 10 }, () => signIn(world, ada)))
  expect(await world.store.people.list()).toHaveLength(1)
})

test('roles of the provider are replaced as a set; demotion counts at the next sign-in and ends what was open; local grants stay', async () => {
  const world = await started()
  const admin = await world.setUp()
  const before = await signIn(world, { ...ada, roles: ['platform-admin', 'sre'] })
  const person = (await before.send('GET', '/api/me')).body
  expect(person).toMatchObject({ level: 'admin' })
  const path = `/api/people/${String(person['id'])}`
  // A list that names what the provider gives makes no local grant of it.
  const granted = await admin.send('PUT', path, { roles: ['platform-admin', 'sre', 'helpdesk'] }, { 'if-match': '"1"' })
  expect(granted.body['roles']).toEqual([
    { role: 'platform-admin', from: 'idp' },
    { role: 'sre', from: 'idp' },
    { role: 'helpdesk', from: 'local' },
  ])
  const after = await signIn(world, { ...ada, roles: ['executive'] })
  expect((await after.send('GET', '/api/me')).body).toMatchObject({ level: 'editor', roles: [{ id: 'executive' }, { id: 'helpdesk' }] })
  expect((await before.send('GET', '/api/me')).status).toBe(401)
  expect((await admin.send('PUT', path, { roles: [] }, { 'if-match': '"3"' })).body['roles']).toEqual([{ role: 'executive', from: 'idp' }])
})

test('teams and sites are replaced as a set, too: who lost the last one is in none; where the provider is not asked for any, those given here stay', async () => {
  const world = await started()
  const admin = await world.setUp()
  const first = await signIn(world, { ...ada, sites: ['fra'] })
  const me = (await first.send('GET', '/api/me')).body
  expect(me).toMatchObject({ teams: ['payments'], sites: ['fra'] })
  await signIn(world, { ...ada, teams: [], sites: [] })
  // Open sessions know it at once.
  expect((await first.send('GET', '/api/me')).body).toMatchObject({ teams: [], sites: [] })

  const path = `/api/people/${String(me['id'])}`
  expect((await admin.send('PUT', path, { teams: ['noc'] }, { 'if-match': '"2"' })).status).toBe(200)
  const { teams: _teams, sites: _sites, ...unasked } = ada
  const again = await signIn(world, unasked)
  expect((await again.send('GET', '/api/me')).body).toMatchObject({ teams: ['noc'] })
})

test('no role of ours, a disabled account or a group named like a prototype let nobody in', async () => {
  const world = await started()
  const admin = await world.setUp()
  for (const roles of [[], ['__proto__'], ['constructor'], ['no-such-role']]) {
    expect(await faultFrom(world.api.accounts.signInExternal({ ...ada, subject: 'eve', roles, mappedFrom: ['__proto__'] }, caller, 'oidc'))).toMatchObject({
      code: 'forbidden',
      detail: 'no role',
    })
  }
  const browser = await signIn(world, { ...ada, roles: ['__proto__', 'sre'] })
  const me = (await browser.send('GET', '/api/me')).body
  expect(me).toMatchObject({ level: 'editor' })
  await admin.send('PUT', `/api/people/${String(me['id'])}`, { disabled: true }, { 'if-match': '"1"' })
  expect(await faultFrom(world.api.accounts.signInExternal(ada, caller, 'oidc'))).toMatchObject({ code: 'forbidden', detail: 'disabled' })
  expect((await world.store.people.list()).map((p) => p.name)).not.toContain('eve')
})

test('the provider ends its own session, or all of a subject, here and on other instances within five seconds', async () => {
  const world = await started()
  const one = await signIn(world, { ...ada, idpSession: 's1' })
  const two = await signIn(world, { ...ada, idpSession: 's2' })
  const elsewhere = world.browserAt(world.otherApi)
  elsewhere.session = one.session
  expect((await elsewhere.send('GET', '/api/me')).status).toBe(200)
  expect(await world.api.accounts.endByProvider('https://other.example', { sid: 's1' })).toBe(0)
  expect(await world.api.accounts.endByProvider(issuer, {})).toBe(0)
  expect(await world.api.accounts.endByProvider(issuer, { sid: 's1' })).toBe(1)
  expect([(await one.send('GET', '/api/me')).status, (await two.send('GET', '/api/me')).status]).toEqual([401, 200])
  await world.clock.advance(5_000)
  expect((await elsewhere.send('GET', '/api/me')).status).toBe(401)
  expect(await world.api.accounts.endByProvider(issuer, { sub: 'ada' })).toBe(1)
  expect((await two.send('GET', '/api/me')).status).toBe(401)
})

test('signing out leads on to the provider with the token it gave, which is kept sealed', async () => {
  const hints: unknown[] = []
  const leaveAt = async (hint: unknown) => {
    hints.push(hint)
    return 'https://id.example/end'
  }
  const world = createPeopleWorld({ door: { leaveAt } })
  await world.browser().send('GET', '/api/door')
  const browser = await signIn(world, { ...ada, idToken: 'ey.secret.token' })
  const [session] = await world.store.sessions.ofPerson(String((await browser.send('GET', '/api/me')).body['id']))
  expect(session?.idToken).toBeTypeOf('string')
  expect(JSON.stringify(session)).not.toContain('ey.secret.token')
  expect((await browser.send('POST', '/api/door/sign-out')).body).toEqual({ next: 'https://id.example/end' })
  expect(hints).toEqual([{ issuer, idToken: 'ey.secret.token' }])
})

test('an administrator whose provider is no longer offered gets in with a new code, one whose provider is there does not need it', async () => {
  for (const [issuers, needed] of [
    [['https://new.example'], true],
    [[issuer], false],
    [[`${issuer}/`], false],
  ] as const) {
    const world = createPeopleWorld({ door: { issuers } })
    await world.browser().send('GET', '/api/door')
    const before = await signIn(world, { ...ada, roles: ['platform-admin'] })
    const code = await world.api.accounts.setupCode()
    expect(code !== undefined).toBe(needed)
    if (code === undefined) continue
    const again = world.browser()
    expect((await again.send('POST', '/api/door/setup', { code })).body['id']).toBe((await before.send('GET', '/api/me')).body['id'])
  }
})

test('people of a provider have no password to set, and what a provider says of any length is taken', async () => {
  const world = await started()
  const long = 'x'.repeat(5_000)
  const browser = await signIn(world, { ...ada, name: ` ${long}`, teams: [long, ' ', 'noc'], sites: Array.from({ length: 300 }, (_, i) => `site ${i}`) })
  expect((await browser.send('GET', '/api/me')).status).toBe(200)
  expect((await browser.send('PUT', '/api/me/password', { next: 'a long and rare sentence' })).status).toBe(403)
})
