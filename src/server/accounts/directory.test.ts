import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { system } from '#core/policy/actor.ts'
import { ServerFault } from '../fault.ts'
import { createMemoryPorts } from '../memory-ports.ts'
import { createMemoryStore } from '../store/memory.ts'
import { createEngine } from './engine.ts'
import { adminsAmong } from './rights.ts'

const asking = { actor: system, caller: { network: '' }, requestId: 'r' }
const people = ['ada', 'bob', 'cid'] as const
const roles = ['administrator', 'platform-admin', 'sre'] as const
const levels = ['viewer', 'editor', 'admin'] as const

async function createPlace() {
  const store = createMemoryStore()
  const engine = createEngine(createMemoryPorts({ store }))
  await engine.start()
  for (const id of people) {
    await store.people.create({
      id,
      name: id,
      login: id,
      email: null,
      password: null,
      disabled: false,
      roles: [{ role: 'administrator', from: 'local' }],
      active: null,
      teams: [],
      sites: [],
      chosenTeams: [],
      chosenSites: [],
      identities: [],
      createdAt: 0,
      seenAt: null,
    })
  }
  return { store, directory: engine.directory }
}

type Place = Awaited<ReturnType<typeof createPlace>>
type Change = (place: Place) => Promise<unknown>

const personChange = fc
  .record({
    id: fc.constantFrom(...people),
    roles: fc.option(fc.subarray([...roles]), { nil: undefined }),
    disabled: fc.option(fc.boolean(), { nil: undefined }),
  })
  .map(
    ({ id, ...input }): Change =>
      async ({ directory }) =>
        directory.savePerson(id, (await directory.read(id)).rev, input, asking),
  )
const roleChange = fc
  .record({ id: fc.constantFrom(...roles), level: fc.constantFrom(...levels) })
  .map(({ id, level }): Change => async ({ directory, store }) => {
    const rev = (await store.roles.list()).find((r) => r.id === id)?.rev ?? 1
    return directory.saveRole({ id, level, name: id, capabilities: [], landing: null }, rev, asking)
  })
const removal = fc.constantFrom(...roles).map((id): Change => async ({ directory, store }) => {
  const rev = (await store.roles.list()).find((r) => r.id === id)?.rev ?? 1
  return directory.removeRole(id, rev, asking)
})

/** A refusal is an answer; anything else is not. */
const refusedOrDone = async (change: Promise<unknown>): Promise<void> => {
  await change.catch((error: unknown) => {
    if (!(error instanceof ServerFault)) throw error
  })
}

test('A19: no sequence of changes, one after another or at once, leaves a place nobody can run', async () => {
  const changes = fc.array(fc.array(fc.oneof({ weight: 4, arbitrary: personChange }, roleChange, removal), { minLength: 1, maxLength: 4 }), { maxLength: 25 })
  await fc.assert(
    fc.asyncProperty(changes, async (rounds) => {
      const place = await createPlace()
      for (const round of rounds) {
        await Promise.all(round.map((change) => refusedOrDone(change(place))))
        expect(adminsAmong(await place.store.people.list(), await place.store.roles.list()).length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 100 },
  )
})

test('what is done to people and roles is in the record, and told to everybody who listens', async () => {
  const { store, directory } = await createPlace()
  const { cursor } = await store.outbox.read(undefined, 100)
  await directory.savePerson('bob', 1, { roles: ['sre'] }, asking)
  const made = await directory.createRole({ name: 'Night shift', level: 'viewer', capabilities: [], landing: null }, asking)
  await directory.removeRole(made.id, 1, asking)
  await directory.endSessions('cid', asking)
  const { changes } = await store.outbox.read(cursor, 100)
  expect(changes.map(({ topic, id, rev }) => ({ topic, id, rev }))).toEqual([
    { topic: 'person', id: 'bob', rev: 2 },
    { topic: 'role', id: made.id, rev: undefined },
    { topic: 'role', id: made.id, rev: undefined },
  ])
  const record = store.snapshot()
  for (const action of ['person.save', 'role.create', 'role.remove']) expect(record).toContain(`"action":"${action}"`)
})

test('a refused change leaves no trail', async () => {
  const { store, directory } = await createPlace()
  await directory.savePerson('bob', 1, { disabled: true }, asking)
  await directory.savePerson('cid', 1, { disabled: true }, asking)
  const before = store.snapshot()
  await expect(directory.savePerson('ada', 1, { disabled: true }, asking)).rejects.toThrow('the last administrator')
  expect(store.snapshot()).toBe(before)
})
