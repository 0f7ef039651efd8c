import { expect, test } from 'vitest'
import { namesFor } from '#server/accounts/names.ts'
import { createPeopleWorld } from '#tests/support/people-world.ts'
import type { PeopleWorld, TestBrowser } from '#tests/support/people-world.ts'

const person = (id: string, name: string, more: { readonly teams?: readonly string[]; readonly disabled?: boolean } = {}) => ({
  id,
  name,
  teams: [],
  disabled: false,
  ...more,
})

test('a name is found by the beginning of any of its words, accents and capitals aside, the best first', () => {
  const people = [person('1', 'Zoë Ángel'), person('2', 'Angela Rossi'), person('3', 'Stangel Ott'), person('4', 'Bo Angst', { disabled: true })]
  expect(namesFor('ANG', people, []).map((n) => n.name)).toEqual(['Angela Rossi', 'Zoë Ángel'])
  expect(namesFor('zoe', people, []).map((n) => n.id)).toEqual(['1'])
  expect(namesFor('.*', people, [])).toEqual([])
  expect(namesFor('ad', [person('5', 'Eve (Admin)')], []).map((n) => n.id)).toEqual(['5'])
})

test('roles and teams are found too, and never more than twenty', () => {
  const people = Array.from({ length: 50 }, (_, i) => person(`p${i}`, `Pat ${i}`, { teams: ['Payments'] }))
  expect(namesFor('pay', people, [{ id: 'payer', name: 'Payer' }])).toEqual([
    { kind: 'role', id: 'payer', name: 'Payer' },
    { kind: 'team', id: 'Payments', name: 'Payments' },
  ])
  expect(namesFor('pat', people, [])).toHaveLength(20)
})

async function join(world: PeopleWorld): Promise<TestBrowser> {
  const admin = await world.setUp()
  const password = 'a long sentence of mateo'
  await admin.send('POST', '/api/people', { name: 'Mateo Silva', login: 'mateo.secret', password, roles: ['noc-operator'], teams: [], sites: [] })
  const browser = world.browser()
  await browser.send('POST', '/api/door/sign-in', { login: 'mateo.secret', password })
  return browser
}

test('whoever is signed in is told id and name of people, and nothing else about them', async () => {
  const world = createPeopleWorld()
  const mateo = await join(world)
  const { status, body } = await mateo.send('GET', '/api/names?q=sa')
  expect([status, body]).toEqual([200, [{ kind: 'person', id: expect.any(String), name: 'Ada Sample' }]])
  // Not by what they sign in with.
  expect((await mateo.send('GET', '/api/names?q=secret')).body).toEqual([])
  for (const q of ['', '?q=', '?q=a', '?q=%20a%20', `?q=${'a'.repeat(101)}`]) expect((await mateo.send('GET', `/api/names${q}`)).status).toBe(400)
  expect((await world.browser().send('GET', '/api/names?q=sa')).status).toBe(401)
})

test('nobody reads the directory letter by letter: after a minute’s worth of questions they wait', async () => {
  const world = createPeopleWorld()
  const mateo = await join(world)
  const ask = () => mateo.send('GET', '/api/names?q=sa')
  for (let i = 0; i < 60; i += 1) expect((await ask()).status).toBe(200)
  const refused = await ask()
  expect([refused.status, refused.body['code'], Number(refused.headers.get('retry-after'))]).toEqual([429, 'too_many', 1])
  await world.clock.advance(1_000)
  expect((await ask()).status).toBe(200)
})

test('an installation may tell no names', async () => {
  const mateo = await join(createPeopleWorld({ door: { names: false } }))
  expect(await mateo.send('GET', '/api/names?q=sa')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
})

test('ways in are told by what they are called; one that is gone by its address', async () => {
  const world = createPeopleWorld({ door: { wayNames: new Map([['https://id.example', 'Company sign-in']]) } })
  const admin = await world.setUp()
  const made = {
    name: 'Zoe',
    login: null,
    email: null,
    password: null,
    disabled: false,
    roles: [],
    active: null,
    teams: [],
    sites: [],
    chosenTeams: [],
    chosenSites: [],
    createdAt: 1,
    seenAt: null,
  }
  await world.store.people.create({
    ...made,
    id: 'zoe',
    identities: [
      { issuer: 'https://id.example', subject: '1' },
      { issuer: 'https://old.example', subject: '2' },
    ],
  })
  const people = (await admin.send('GET', '/api/people')).body
  expect(people.find((p) => p['id'] === 'zoe')?.['via']).toEqual(['Company sign-in', 'https://old.example'])
})

test('whoever may share a dashboard is told what the people are called it is shared with; who may only look is told their own name', async () => {
  const world = createPeopleWorld()
  const mateo = await join(world)
  const [ada] = (await mateo.send('GET', '/api/names?q=ada')).body
  const { body: me } = await mateo.send('GET', '/api/me')
  const doc = {
    v: 1,
    title: 'Mine',
    sections: [{ id: 's', title: '', widgets: [], layouts: { desktop: [] } }],
    variables: [],
    time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 0 },
  }
  const { body: made } = await mateo.send('POST', '/api/dashboards', { doc }, { 'idempotency-key': 'key-1-0123456789' })
  const shares = [{ to: { kind: 'person', id: ada?.['id'] }, as: 'view' }]
  const path = `/api/dashboards/${String(made['id'])}/access`
  const saved = await mateo.send('PUT', path, { shares, template: null }, { 'if-match': '"1"' })
  expect(saved.body['people']).toEqual([{ id: ada?.['id'], name: 'Ada Sample' }])
  expect(me['id']).not.toBe(ada?.['id'])
})
