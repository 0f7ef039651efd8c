import { expect, test, vi } from 'vitest'
import type { KeptQueries } from '#contract/kept-queries.ts'
import type { Learned } from '#contract/learning.ts'
import { mostNamed, mostRecent, recentDays } from '#server/learning/kept-queries.ts'
import { day } from '#core/time/duration.ts'
import { createActingWorld } from '#tests/support/acting-world.ts'
import { person } from '#tests/support/actors.ts'

vi.setConfig({ testTimeout: 60_000 })

const ann = person('ann', 'editor')
const ben = person('ben', 'editor')

async function createWorld() {
  const world = await createActingWorld()
  const told = (by = ann) => world.as(by, 'PUT', '/api/learned', { noticed: true })
  const keep = async (text: string, name?: string, by = ann) => world.as(by, 'PUT', '/api/kept-queries/one', { text, ...(name !== undefined && { name }) })
  const list = async (by = ann): Promise<KeptQueries> => (await world.as(by, 'GET', '/api/kept-queries/one')).body as KeptQueries
  const forget = async (name?: string) => world.as(ann, 'DELETE', `/api/kept-queries/one${name === undefined ? '' : `?name=${name}`}`)
  const learned = async (): Promise<Learned> => (await world.as(ann, 'GET', '/api/learned')).body as Learned
  return { ...world, told, keep, list, forget, learned }
}

test('the last queries are there, latest first and each once, and nobody else has them', async () => {
  const { told, keep, list } = await createWorld()
  await told()
  await told(ben)
  for (const text of ['a', 'b', 'a']) await keep(text)
  expect((await list()).recent.map(({ text }) => text)).toEqual(['a', 'b'])
  expect(await list(ben)).toEqual({ recent: [], named: [] })
  for (let i = 0; i < mostRecent + 3; i += 1) await keep(`q${i}`)
  const { recent } = await list()
  expect([recent.length, recent[0]?.text]).toEqual([mostRecent, `q${mostRecent + 2}`])
})

test('taking away what another tab has taken away already leaves the rest, and says so', async () => {
  const { told, keep, list, forget } = await createWorld()
  await told()
  await keep('a')
  await keep('b', 'Load')
  await keep('c', 'Errors')
  const left = { recent: [{ text: 'a', at: expect.any(Number) }], named: [{ name: 'Load', text: 'b' }] }
  expect((await forget('Errors')).body).toEqual(left)
  expect((await forget('Errors')).body).toEqual(left)
  expect(await list()).toEqual(left)
})

test('while learning is off nothing is kept by itself, and what has a name is', async () => {
  const { keep, list, store } = await createWorld()
  expect((await keep('a')).body).toEqual({ recent: [], named: [] })
  expect(await store.learning.find('ann')).toBeUndefined()
  await keep('b', 'My own')
  expect(await list()).toEqual({ recent: [], named: [{ name: 'My own', text: 'b' }] })
})

test('a name holds one query, and the last one given it wins', async () => {
  const { keep, list } = await createWorld()
  await keep('a', 'Load')
  await keep('b', 'Load')
  await keep('c', 'Errors')
  expect((await list()).named).toEqual([
    { name: 'Errors', text: 'c' },
    { name: 'Load', text: 'b' },
  ])
  for (let i = 2; i < mostNamed; i += 1) expect((await keep('x', `n${i}`)).status).toBe(200)
  expect((await keep('x', 'one too many')).body).toMatchObject({ code: 'invalid', field: 'name' })
  expect((await keep('y', 'Load')).status).toBe(200)
})

test('what is kept by itself goes after as many days as raw signals, what has a name stays', async () => {
  const { told, keep, list, ports } = await createWorld()
  await told()
  await keep('old')
  await keep('named', 'Name')
  const now = ports.clock.now()
  vi.spyOn(ports.clock, 'now').mockImplementation(() => now + (recentDays + 1) * day)
  expect(await list()).toEqual({ recent: [], named: [{ name: 'Name', text: 'named' }] })
})

test('all of it is listed, exported and erased with what is kept of a person', async () => {
  const { as, told, keep, list, forget, learned } = await createWorld()
  await told()
  await keep('a')
  await keep('b', 'Name')
  expect((await learned()).queries).toEqual([{ source: 'one', title: expect.any(String), recent: 1, named: ['Name'] }])
  expect((await as(ann, 'GET', '/api/learned/export')).body).toMatchObject({ queries: [{ text: 'b', name: 'Name' }, { text: 'a' }] })
  await as(ann, 'DELETE', '/api/learned?what=learned')
  expect(await list()).toEqual({ recent: [], named: [{ name: 'Name', text: 'b' }] })
  await forget('Name')
  expect(await list()).toEqual({ recent: [], named: [] })
  await keep('c', 'Name')
  await as(ann, 'DELETE', '/api/learned?what=everything')
  expect(await list()).toEqual({ recent: [], named: [] })
})

test('of a source that may not be asked nothing is told, and what is one’s own can be taken away all the same', async () => {
  const { keep, list, forget, grant, store, ports } = await createWorld()
  await grant('one', [{ to: { kind: 'person', id: 'ben' }, matchers: [] }])
  const settings = { paused: false, contribution: true, noticedAt: null, pins: [], mutes: [], answers: [] }
  const queries = [{ source: 'one', text: 'a', name: 'Name', at: ports.clock.now() }]
  await store.learning.keepQueries({ person: 'ann', key: 'key-of-ann', rev: 0, role: null, settings, profile: null, slots: [] }, queries)
  expect(await list()).toMatchObject({ code: 'not_found' })
  expect((await keep('b', 'Other')).body).toMatchObject({ code: 'not_found' })
  expect((await keep('b', 'Other', ben)).status).toBe(200)
  expect((await forget('Name')).status).toBe(200)
  expect(await store.learning.queries('ann')).toEqual([])
})
