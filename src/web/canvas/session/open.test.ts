import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { meQuery } from '#web/api/me-query.ts'
import { emptyDoc } from '#tests/support/api-world.ts'
import { Dashboard } from '#contract/dashboard.ts'
import { act, newDraft } from './draft.ts'
import { wipeKeys } from '../../api/key-ring.ts'
import { keepOf, keptDraft } from './open.ts'

/** The app of one browser with this person signed in. */
function browserOf(id: string): QueryClient {
  const client = new QueryClient()
  const me = {
    id,
    name: id,
    login: null,
    email: null,
    roles: [],
    active: null,
    landing: null,
    teams: [],
    sites: [],
    level: 'editor',
    capabilities: [],
    via: 'local',
    signedInAt: 0,
  }
  client.setQueryData(meQuery.queryKey, { ...me, level: 'editor', via: 'local', hasPassword: true })
  return client
}

/** Whom the server takes this browser for, and the key it made of its own. */
let signedIn: string | undefined
let own = '0'
const realFetch = globalThis.fetch
beforeAll(() => {
  const digit = (id: string): string => (id === 'ada' ? 'a' : 'b')
  globalThis.fetch = async () =>
    signedIn === undefined ? Response.json({ code: 'unauthenticated' }, { status: 401 }) : Response.json({ keys: [`${digit(signedIn).repeat(63)}${own}`] })
})
afterAll(() => {
  globalThis.fetch = realFetch
})

const start = newDraft({ id: 'board', rev: 1, doc: Dashboard.parse(emptyDoc), updatedAt: 0, origin: 'own' })
const draft = act(start, { act: 'edit', edit: { do: 'setDashboard', prop: 'title', value: 'Mine' } }, 1).draft

test('a draft is there for the person who made it, and not for the next one at the same browser', async () => {
  signedIn = 'ada'
  await keepOf(browserOf('ada')).update('board', () => draft)
  await wipeKeys('left')
  signedIn = 'bob'
  expect(await keptDraft('board', keepOf(browserOf('bob')))).toBeUndefined()
  // Not even by asking for what is Ada's: nobody gives this browser her key.
  expect(await keptDraft('board', keepOf(browserOf('ada')))).toBe('locked')
  await wipeKeys('left')
  signedIn = 'ada'
  expect(await keptDraft('board', keepOf(browserOf('ada')))).toMatchObject({ doc: { title: 'Mine' } })
})

test('while nobody is signed in there is no draft to offer, and it is back with its owner', async () => {
  signedIn = undefined
  await wipeKeys('left')
  expect(await keptDraft('board', keepOf(browserOf('ada')))).toBeUndefined()
  signedIn = 'ada'
  expect(await keptDraft('board', keepOf(browserOf('ada')))).toMatchObject({ doc: { title: 'Mine' } })
})

test('a draft whose key is gone for good is told as such', async () => {
  own = '1'
  await wipeKeys('left')
  expect(await keptDraft('board', keepOf(browserOf('ada')))).toBe('locked')
})
