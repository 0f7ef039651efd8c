import { expect, test } from 'vitest'
import type { NewPerson, StoredSession } from '#server/store/identity.ts'
import { faultFrom } from '#tests/support/faults.ts'
import { t0 } from './examples.ts'
import type { Subject } from './subject.ts'

const person = (id: string, more: Partial<NewPerson> = {}): NewPerson => ({
  id,
  name: `Person ${id}`,
  login: id,
  email: null,
  password: null,
  disabled: false,
  roles: [],
  active: null,
  teams: [],
  sites: [],
  chosenTeams: [],
  chosenSites: [],
  identities: [],
  createdAt: t0,
  seenAt: null,
  ...more,
})

const role = (id: string) => ({
  id,
  name: `Role ${id}`,
  level: 'editor' as const,
  capabilities: ['dashboards.share' as const],
  landing: null,
  preset: false,
  parent: null,
  shared: false,
})

const session = (id: string, more: Partial<StoredSession> = {}): StoredSession => ({
  id,
  person: 'ada',
  via: 'local',
  issuer: null,
  subject: null,
  idpSession: null,
  idToken: null,
  agent: 'Chromium on Linux',
  network: '127.0.0.0/24',
  createdAt: t0,
  seenAt: t0,
  provedAt: t0,
  tokenAt: t0,
  rotateAt: t0 + 900_000,
  ...more,
})

export function peopleLaws(subject: Subject): void {
  test('where somebody chose to land is kept, and can be taken back', async () => {
    const { people } = subject.store()
    await people.create(person('ada'))
    expect((await people.save({ id: 'ada', rev: 1, change: { landing: 'board' }, end: 'none' })).landing).toBe('board')
    expect((await (await subject.reopen()).people.find({ id: 'ada' }))?.landing).toBe('board')
    expect((await subject.store().people.save({ id: 'ada', rev: 2, change: { landing: null }, end: 'none' })).landing).toBeNull()
  })

  test('a person is found by id, by login and by identity, as written, also after opening again', async () => {
    const identities = [{ issuer: 'https://id.example', subject: '__proto__' }]
    const roles = [
      { role: 'b', from: 'idp' as const },
      { role: 'a', from: 'local' as const },
    ]
    const { password: _, ...given } = person('ada', { identities, roles, active: 'a', teams: ['payments'], chosenSites: ['fra'], email: 'ada@people.example' })
    const made = await subject.store().people.create({ ...given, password: 'record' })
    expect(made).toEqual({ ...given, landing: null, rev: 1, hasPassword: true })
    const { people } = await subject.reopen()
    expect(await people.find({ id: 'ada' })).toEqual(made)
    expect(await people.find({ login: 'ada' })).toEqual(made)
    expect(await people.find({ issuer: 'https://id.example', subject: '__proto__' })).toEqual(made)
    expect(await people.find({ issuer: 'https://other.example', subject: '__proto__' })).toBeUndefined()
    expect([await people.passwordOf('ada'), await people.passwordOf('eve')]).toEqual(['record', undefined])
    expect(JSON.stringify(await people.list())).not.toContain('record')
  })

  test('a taken id, login or identity is refused and leaves nothing', async () => {
    const { people } = subject.store()
    const identities = [{ issuer: 'i', subject: 's' }]
    await people.create(person('ada', { identities }))
    expect((await faultFrom(people.create(person('ada', { login: null })))).code).toBe('exists')
    expect(await faultFrom(people.create(person('eve', { login: 'ada' })))).toMatchObject({ code: 'exists', field: 'login' })
    expect((await faultFrom(people.create(person('eve', { identities })))).code).toBe('exists')
    await people.create(person('bob', { login: null }))
    await people.create(person('cid', { login: null }))
    expect((await people.list()).map((p) => p.id)).toEqual(['ada', 'bob', 'cid'])
  })

  test('saving changes what is given, replaces roles whole, and an older revision is stale', async () => {
    const { people } = subject.store()
    await people.create(person('ada', { roles: [{ role: 'a', from: 'idp' }], teams: ['x'] }))
    const saved = await people.save({ id: 'ada', rev: 1, change: { roles: [{ role: 'a', from: 'local' }], password: 'new', disabled: true }, end: 'none' })
    expect(saved).toMatchObject({ rev: 2, roles: [{ role: 'a', from: 'local' }], teams: ['x'], hasPassword: true, disabled: true })
    expect(await people.find({ id: 'ada' })).toEqual(saved)
    expect((await faultFrom(people.save({ id: 'ada', rev: 1, change: {}, end: 'none' }))).code).toBe('stale')
    expect((await faultFrom(people.save({ id: 'eve', rev: 1, change: {}, end: 'none' }))).code).toBe('not_found')
    await people.create(person('bob'))
    expect(await faultFrom(people.save({ id: 'bob', rev: 1, change: { login: 'ada' }, end: 'none' }))).toMatchObject({ code: 'exists', field: 'login' })
    expect((await people.save({ id: 'bob', rev: 1, change: { login: 'bob' }, end: 'none' })).rev).toBe(2)
  })

  test('of two who decide from the same epoch the second is stale', async () => {
    const { people } = subject.store()
    await people.create(person('ada'))
    await people.create(person('bob'))
    const epoch = await people.epoch()
    await people.save({ id: 'ada', rev: 1, epoch, change: { disabled: true }, end: 'none' })
    expect((await faultFrom(people.save({ id: 'bob', rev: 1, epoch, change: { disabled: true }, end: 'none' }))).code).toBe('stale')
    expect(await people.find({ id: 'bob' })).toMatchObject({ rev: 1, disabled: false })
  })

  test('A17: of fifty uses of one code at once exactly one succeeds, and an expired or foreign one never', async () => {
    const { people } = subject.store()
    await people.keepCode({ hash: 'h', expiresAt: t0 + 10 })
    expect(await people.code()).toEqual({ hash: 'h', expiresAt: t0 + 10 })
    expect(await people.useCode({ hash: 'h', at: t0 + 10 })).toBe(false)
    expect(await people.useCode({ hash: 'other', at: t0 })).toBe(false)
    const uses = await Promise.all(Array.from({ length: 50 }, () => people.useCode({ hash: 'h', at: t0 })))
    expect(uses.filter(Boolean)).toHaveLength(1)
    expect(await people.code()).toBeUndefined()
  })

  test('a code for one person says whose it is, and the next one is whose it says', async () => {
    const { people } = subject.store()
    const mine = { hash: 'h1', expiresAt: t0 + 10, person: 'ada' }
    await people.keepCode(mine)
    expect(await people.code()).toEqual(mine)
    await people.keepCode({ hash: 'h2', expiresAt: t0 + 10 })
    expect(await people.code()).toEqual({ hash: 'h2', expiresAt: t0 + 10 })
  })

  test('A17: of many people made with one code there is one', async () => {
    const { people } = subject.store()
    await people.keepCode({ hash: 'h', expiresAt: t0 + 10 })
    const made = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => people.create(person(`p${i}`, { code: { hash: 'h', at: t0 } }))))
    expect(made.filter((m) => m.status === 'fulfilled')).toHaveLength(1)
    expect(await people.list()).toHaveLength(1)
  })

  test('a sign of life is no change of the revision', async () => {
    const { people } = subject.store()
    await people.create(person('ada'))
    await people.seen('ada', t0 + 5)
    expect(await people.find({ id: 'ada' })).toMatchObject({ rev: 1, seenAt: t0 + 5 })
  })
}

export function roleLaws(subject: Subject): void {
  test('seeding writes what is missing in its order and leaves what is there', async () => {
    const { roles, people } = subject.store()
    await roles.seed([role('b'), role('a')], t0)
    await roles.save({ role: { ...role('b'), name: 'Changed' }, rev: 1, epoch: await people.epoch() })
    await roles.seed([role('b'), role('a'), role('c')], t0 + 1)
    expect((await (await subject.reopen()).roles.list()).map((r) => [r.id, r.name, r.rev])).toEqual([
      ['b', 'Changed', 2],
      ['a', 'Role a', 1],
      ['c', 'Role c', 1],
    ])
  })

  test('a role is made, saved and refused like anything with a revision', async () => {
    const { roles, people } = subject.store()
    const made = await roles.create({ role: role('a'), at: t0 })
    expect(made).toEqual({ ...role('a'), rev: 1 })
    expect((await faultFrom(roles.create({ role: role('a'), at: t0 }))).code).toBe('exists')
    const epoch = await people.epoch()
    const saved = await roles.save({ role: { ...role('a'), level: 'admin' }, rev: 1, epoch })
    expect(saved).toEqual({ ...role('a'), level: 'admin', rev: 2 })
    expect((await faultFrom(roles.save({ role: role('a'), rev: 2, epoch }))).code).toBe('stale')
    expect((await faultFrom(roles.save({ role: role('a'), rev: 1, epoch: await people.epoch() }))).code).toBe('stale')
    expect((await faultFrom(roles.remove({ id: 'no', rev: 1, epoch: await people.epoch() }))).code).toBe('not_found')
  })

  test('a removed role is taken from everybody', async () => {
    const { roles, people } = subject.store()
    await roles.seed([role('a'), role('b')], t0)
    const held = [
      { role: 'a', from: 'local' as const },
      { role: 'b', from: 'idp' as const },
    ]
    await people.create(person('ada', { roles: held, active: 'a' }))
    await roles.remove({ id: 'a', rev: 1, epoch: await people.epoch() })
    expect(await people.find({ id: 'ada' })).toMatchObject({ rev: 2, roles: [{ role: 'b', from: 'idp' }], active: null })
    expect((await roles.list()).map((r) => r.id)).toEqual(['b'])
  })
}

export function sessionLaws(subject: Subject): void {
  test('a session is found by the hash of its token, also after opening again', async () => {
    const it = session('s', { issuer: 'i', subject: 'u', idpSession: 'sid', idToken: 'sealed' })
    await subject.store().sessions.begin({ session: it, hash: 'h' })
    const { sessions } = await subject.reopen()
    expect(await sessions.find('h')).toEqual({ session: it, token: { madeAt: t0, retiredAt: null } })
    expect(await sessions.find('no')).toBeUndefined()
  })

  test('of several rotations at once one happens; the old token retires when the new one is used', async () => {
    const { sessions } = subject.store()
    await sessions.begin({ session: session('s'), hash: 'old' })
    const rotate = (hash: string) => sessions.rotate({ id: 's', rotateAt: t0 + 900_000, hash, madeAt: t0 + 1, next: t0 + 2 })
    const done = await Promise.all(Array.from({ length: 10 }, (_, i) => rotate(`new${i}`)))
    expect(done.filter(Boolean)).toHaveLength(1)
    const fresh = `new${done.indexOf(true)}`
    expect((await sessions.find('old'))?.token.retiredAt).toBeNull()
    await sessions.settle({ id: 's', madeAt: t0 + 1, at: t0 + 3, next: t0 + 99 })
    await sessions.settle({ id: 's', madeAt: t0 + 1, at: t0 + 4, next: t0 + 100 })
    expect((await sessions.find('old'))?.token).toEqual({ madeAt: t0, retiredAt: t0 + 3 })
    expect(await sessions.find(fresh)).toMatchObject({ token: { retiredAt: null }, session: { tokenAt: t0 + 1 } })
  })

  test('sessions end by id, by person, by all but one, and by what the provider names; their tokens with them', async () => {
    const { sessions } = subject.store()
    const begin = (id: string, more: Partial<StoredSession> = {}) => sessions.begin({ session: session(id, more), hash: `h-${id}` })
    await begin('a', { createdAt: t0 + 1 })
    await begin('b', { issuer: 'i', subject: 'u', idpSession: 'x' })
    await begin('c', { issuer: 'i', subject: 'u', idpSession: 'y', person: 'bob' })
    await begin('d', { issuer: 'j', subject: 'u', idpSession: 'x', person: 'cid' })
    const ids = (found: readonly StoredSession[]) => found.map((s) => s.id)
    expect(ids(await sessions.ofPerson('ada'))).toEqual(['a', 'b'])
    expect(ids(await sessions.end({ id: 'a', person: 'bob' }))).toEqual([])
    expect(ids(await sessions.end({ person: 'ada', except: 'a' }))).toEqual(['b'])
    expect(await sessions.find('h-b')).toBeUndefined()
    expect(ids(await sessions.end({ issuer: 'i', sid: 'x' }))).toEqual([])
    expect(ids(await sessions.end({ issuer: 'i', sid: 'y' }))).toEqual(['c'])
    expect(ids(await sessions.end({ issuer: 'j', subject: 'u' }))).toEqual(['d'])
    expect(ids(await sessions.end({ id: 'a' }))).toEqual(['a'])
    expect(ids(await sessions.end({ person: 'ada' }))).toEqual([])
  })

  test('a proof is kept with the session and asks for a new token; of a session that is gone there is none', async () => {
    const { sessions } = subject.store()
    await sessions.begin({ session: session('a'), hash: 'h1' })
    await sessions.prove('a', t0 + 7)
    expect((await sessions.find('h1'))?.session).toEqual(session('a', { provedAt: t0 + 7, rotateAt: 0 }))
    expect((await faultFrom(sessions.prove('gone', t0))).code).toBe('not_found')
  })

  test('a change of a person may end their sessions in the same unit', async () => {
    const { sessions, people } = subject.store()
    await people.create(person('ada'))
    for (const id of ['a', 'b']) await sessions.begin({ session: session(id), hash: `h-${id}` })
    await people.save({ id: 'ada', rev: 1, change: {}, end: { except: 'a' } })
    expect([(await sessions.find('h-a'))?.session.id, await sessions.find('h-b')]).toEqual(['a', undefined])
    await people.save({ id: 'ada', rev: 2, change: {}, end: 'all' })
    expect(await sessions.find('h-a')).toBeUndefined()
  })

  test('what is idle or old is pruned; use keeps alive; renewal asks for new tokens', async () => {
    const { sessions } = subject.store()
    await sessions.begin({ session: session('idle'), hash: 'h1' })
    await sessions.begin({ session: session('used'), hash: 'h2' })
    await sessions.begin({ session: session('old', { createdAt: t0 - 100, person: 'bob' }), hash: 'h3' })
    await sessions.touch('used', t0 + 50)
    await sessions.touch('old', t0 + 50)
    await sessions.renew('ada')
    await sessions.prune({ idleBefore: t0 + 1, madeBefore: t0 - 50 })
    expect([await sessions.find('h1'), (await sessions.find('h2'))?.session, await sessions.find('h3')]).toEqual([
      undefined,
      session('used', { seenAt: t0 + 50, rotateAt: 0 }),
      undefined,
    ])
  })
}

export function tokenLaws(subject: Subject): void {
  test('a service token is kept by its hash, listed without it, and gone when removed', async () => {
    const token = { id: 't1', name: 'Webhook', scopes: ['intake:events' as const], owner: 'ada', createdAt: t0, expiresAt: t0 + 9, lastUsedAt: null }
    await subject.store().tokens.create(token, 'hash')
    await subject.store().tokens.create({ ...token, id: 't2', createdAt: t0 + 1 }, 'hash2')
    const { tokens } = await subject.reopen()
    await tokens.used('t1', t0 + 3)
    expect(await tokens.find('t1')).toEqual({ token: { ...token, lastUsedAt: t0 + 3 }, hash: 'hash' })
    expect((await tokens.list()).map((t) => t.id)).toEqual(['t2', 't1'])
    expect(JSON.stringify(await tokens.list())).not.toContain('hash')
    expect((await faultFrom(tokens.create(token, 'x'))).code).toBe('exists')
    await tokens.remove('t1')
    expect(await tokens.find('t1')).toBeUndefined()
    expect((await faultFrom(tokens.remove('t1'))).code).toBe('not_found')
  })
}
