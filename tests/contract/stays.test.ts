import { expect, test, vi } from 'vitest'
import type { Learned } from '#contract/learning.ts'
import type { Stay } from '#contract/stay.ts'
import { mostStays, staysDays } from '#server/learning/stays.ts'
import { unshared } from '#server/store/access.ts'
import { createActingWorld } from '#tests/support/acting-world.ts'
import { person } from '#tests/support/actors.ts'

vi.setConfig({ testTimeout: 60_000 })

const ann = person('ann', 'viewer')
const ben = person('ben', 'viewer')
const week: Stay = { range: { from: 'now-7d', to: 'now' }, variables: { site: ['FRA'] }, widget: 'cpu', full: 'cpu', top: 'errors' }
type Kept = { readonly stay: (Stay & { readonly at: number }) | null }

async function createWorld(boards: readonly string[] = ['a']) {
  const world = await createActingWorld()
  for (const id of boards) await world.share(id, { ...unshared, shares: [{ to: { kind: 'everyone' }, as: 'view' }] })
  const told = (by = ann) => world.as(by, 'PUT', '/api/learned', { noticed: true })
  const save = async (stay: Stay | null, id = 'a', by = ann): Promise<Kept> => (await world.as(by, 'PUT', `/api/stays/${id}`, { stay })).body as Kept
  const read = async (id = 'a', by = ann): Promise<Kept> => (await world.as(by, 'GET', `/api/stays/${id}`)).body as Kept
  const learned = async (by = ann): Promise<Learned> => (await world.as(by, 'GET', '/api/learned')).body as Learned
  return { ...world, told, save, read, learned }
}

test('where somebody was is told to them on any device, and to nobody else', async () => {
  const { told, save, read, ports } = await createWorld()
  await told()
  await told(ben)
  const from = ports.clock.now()
  const kept = await save(week)
  expect(kept.stay).toMatchObject(week)
  expect(kept.stay?.at).toBeGreaterThanOrEqual(from)
  expect(await read()).toEqual(kept)
  expect(await read('a', ben)).toEqual({ stay: null })
})

test('a dashboard left as it was found is not kept, and takes what was kept away', async () => {
  const { told, save, read } = await createWorld()
  await told()
  await save(week)
  expect(await save({ variables: {}, widget: 'cpu' })).toEqual({ stay: null })
  expect(await read()).toEqual({ stay: null })
})

test('while learning is off nothing is written, and what was kept is not offered', async () => {
  const { as, told, save, read, store } = await createWorld()
  expect(await save(week)).toEqual({ stay: null })
  expect(await store.learning.find('ann')).toBeUndefined()
  await told()
  await save(week)
  await as(ann, 'PUT', '/api/learned', { paused: true })
  expect(await read()).toEqual({ stay: null })
  const before = await store.learning.find('ann')
  expect(await save({ ...week, top: 'other' })).toEqual({ stay: null })
  expect(await store.learning.find('ann')).toEqual(before)
  await as(ann, 'PUT', '/api/learned', { paused: false })
  expect((await read()).stay).toMatchObject(week)
})

test('it is listed with what was learned, exported whole, and erased with it', async () => {
  const { as, told, save, learned, read, store } = await createWorld()
  await told()
  await save(week)
  expect((await learned()).stays.map(({ item }) => item.item)).toEqual(['dashboard:a'])
  expect(JSON.stringify((await as(ann, 'GET', '/api/learned/export')).body)).toContain('now-7d')
  await as(ann, 'DELETE', '/api/learned?what=learned')
  expect((await learned()).stays).toEqual([])
  expect(await read()).toEqual({ stay: null })
  expect(JSON.stringify(await store.learning.find('ann'))).not.toContain('now-7d')
})

test('one can be forgotten by itself, and muting its dashboard forgets it and keeps no other', async () => {
  const { as, told, save, read } = await createWorld(['a', 'b'])
  await told()
  await save(week)
  await save(week, 'b')
  await save(null)
  expect(await read()).toEqual({ stay: null })
  await as(ann, 'PUT', '/api/learned/mutes', { item: 'dashboard:b', muted: true })
  expect(await read('b')).toEqual({ stay: null })
  expect(await save(week, 'b')).toEqual({ stay: null })
})

test('what one may not open is neither kept nor told', async () => {
  const { as, told, save, store } = await createWorld()
  await told()
  expect((await as(ann, 'PUT', '/api/stays/nowhere', { stay: week })).status).toBe(404)
  await save(week)
  await store.access.saveDashboard({ id: 'a', rev: (await store.access.dashboard('a')).rev, rights: { ...unshared, owner: ben.id } })
  expect((await as(ann, 'GET', '/api/stays/a')).status).toBe(404)
})

test(`only the latest ${mostStays} are kept, and none longer than ${staysDays} days`, async () => {
  const boards = Array.from({ length: mostStays + 2 }, (_, i) => `b${i}`)
  const { told, save, read, learned, store } = await createWorld(boards)
  await told()
  for (const id of boards) await save(week, id)
  expect((await learned()).stays.map(({ item }) => item.item)).toEqual(
    boards
      .toReversed()
      .slice(0, mostStays)
      .map((id) => `dashboard:${id}`),
  )
  const kept = await store.learning.find('ann')
  if (!kept) throw new Error('nothing is kept')
  const longAgo = (kept.stays ?? []).map((stay) => ({ ...stay, at: stay.at - (staysDays + 1) * 86_400_000 }))
  await store.learning.save({ ...kept, stays: longAgo }, [])
  expect(await read(boards.at(-1))).toEqual({ stay: null })
  expect((await learned()).stays).toEqual([])
})
