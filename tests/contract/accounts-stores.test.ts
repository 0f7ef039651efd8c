import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openSqliteStore } from '#server/node/store/sqlite.ts'
import { migrate } from '#server/store/sql/migrate.ts'
import { createSqlStore } from '#server/store/sql/sql-store.ts'
import type { Store } from '#server/store/store.ts'
import { silentLog } from '#tests/support/faults.ts'
import { createPeopleWorld } from '#tests/support/people-world.ts'
import { openPglite } from '#tests/support/pglite.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const leave: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const it of leave.splice(0)) await it()
})

const homes: Readonly<Record<string, () => Promise<Store>>> = {
  SQLite: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'homeport-accounts-'))
    const store = await openSqliteStore({ folder, log: silentLog })
    leave.push(async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    })
    return store
  },
  PGlite: async () => {
    const runner = await openPglite()
    await migrate(runner, { now: 0 })
    const store = createSqlStore(runner)
    leave.push(() => store.close())
    return store
  },
}

describe.each(Object.keys(homes))('accounts on %s', (name) => {
  const open = async () => createPeopleWorld({}, { store: await (homes[name]?.() ?? Promise.reject(new Error(name))) })
  const password = 'another rare sentence'

  test('A17: of fifty uses of the set-up code at once exactly one makes an administrator', async () => {
    const { api, browser, store } = await open()
    const code = await api.accounts.setupCode()
    const uses = await Promise.all(
      Array.from({ length: 50 }, (_, i) => browser(`192.0.${i}.0/24`).send('POST', '/api/door/setup', { code, name: 'Ada Sample', login: `ada${i}` })),
    )
    expect(uses.filter((u) => u.status === 200)).toHaveLength(1)
    expect(uses.filter((u) => u.status === 403)).toHaveLength(49)
    expect(await store.people.list()).toHaveLength(1)
  })

  test('sessions rotate once for many tabs, end by person, and roles follow at once', async () => {
    const { setUp, browser, clock, store } = await open()
    const ada = await setUp()
    const bob = (await ada.send('POST', '/api/people', { name: 'Bob', login: 'bob', password, roles: ['sre'] })).body
    const bobs = browser()
    await bobs.send('POST', '/api/door/sign-in', { login: 'bob', password })
    const first = bobs.session
    await clock.advance(15 * 60_000)
    const tabs = Array.from({ length: 10 }, () => Object.assign(browser(), { session: first }))
    const replies = await Promise.all(tabs.map((tab) => tab.send('GET', '/api/me')))
    expect(replies.map((r) => r.status)).toEqual(tabs.map(() => 200))
    expect(tabs.filter((tab) => tab.session !== first)).toHaveLength(1)
    const path = `/api/people/${String(bob['id'])}`
    await ada.send('POST', '/api/me/proof', { password: 'a long and rare sentence' })
    expect((await ada.send('PUT', path, { roles: ['sre', 'administrator'] }, { 'if-match': '"1"' })).body).toMatchObject({ rev: 2 })
    expect((await bobs.send('GET', '/api/me')).body).toMatchObject({ level: 'admin' })
    // A change of roles brings a new token.
    expect(bobs.session).not.toBe(first)
    expect((await ada.send('DELETE', `${path}/sessions`)).body).toEqual({ removed: 1 })
    expect((await bobs.send('GET', '/api/me')).status).toBe(401)
    expect(await store.sessions.ofPerson(String(bob['id']))).toEqual([])
  })

  test('A19: two administrators who demote each other at once leave one', async () => {
    const { setUp, browser, store } = await open()
    const ada = await setUp()
    const me = (await ada.send('GET', '/api/me')).body
    const bob = (await ada.send('POST', '/api/people', { name: 'Bob', login: 'bob', password, roles: ['administrator'] })).body
    const bobs = browser()
    await bobs.send('POST', '/api/door/sign-in', { login: 'bob', password })
    const both = await Promise.all([
      ada.send('PUT', `/api/people/${String(bob['id'])}`, { roles: ['sre'] }, { 'if-match': '"1"' }),
      bobs.send('PUT', `/api/people/${String(me['id'])}`, { roles: ['sre'] }, { 'if-match': '"1"' }),
    ])
    expect(both.filter((r) => r.status === 200)).toHaveLength(1)
    expect((await store.people.list()).filter((p) => p.roles.some((r) => r.role === 'administrator'))).toHaveLength(1)
  })
})
