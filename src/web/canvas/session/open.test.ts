import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { meQuery } from '#web/api/me-query.ts'
import { emptyDoc } from '#tests/support/api-world.ts'
import { Dashboard } from '#contract/dashboard.ts'
import { newDraft } from './draft.ts'
import { keepOf } from './open.ts'

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

test('a draft is there for the person who made it, and not for the next one at the same browser', async () => {
  const draft = newDraft({ id: 'board', rev: 1, doc: Dashboard.parse(emptyDoc), updatedAt: 0, origin: 'own' })
  await keepOf(browserOf('ada')).update('board', () => draft)
  expect(await keepOf(browserOf('bob')).read('board')).toBeUndefined()
  expect((await keepOf(browserOf('ada')).read('board'))?.id).toBe('board')
})
