import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Caller } from '../ports.ts'
import { createMemoryPorts } from '../memory-ports.ts'
import { createMemoryStore } from '../store/memory.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import { referenceLifetimes } from './lifetimes.ts'
import { createSessionKeeper } from './sessions.ts'

const life = referenceLifetimes
const minute = 60_000

const caller = (session: string | undefined): Caller => ({
  vouched: undefined,
  session,
  bearer: undefined,
  proxied: undefined,
  network: '127.0.0.0/24',
  agent: 'test',
  origin: 'http://localhost',
})

/** One person with one browser, which takes over what it is told to keep unless the answer is lost on the way. */
async function createBrowserOf(level: 'editor' | 'admin' = 'editor') {
  const clock = createFakeClock()
  const store = createMemoryStore()
  let told: string | undefined
  const identity = { callerOf: () => caller(undefined), keep: (_: Request, s: { readonly token: string } | undefined) => void (told = s?.token) }
  const ports = createMemoryPorts({ store, clock, identity })
  const role = { id: 'job', rev: 1, name: 'Job', level, capabilities: [], landing: null, preset: false, parent: null, shared: false }
  const person = await store.people.create({
    id: 'ada',
    name: 'Ada',
    login: null,
    email: null,
    password: null,
    disabled: false,
    roles: [{ role: 'job', from: 'local' }],
    active: null,
    teams: [],
    sites: [],
    chosenTeams: [],
    chosenSites: [],
    identities: [],
    createdAt: 0,
    seenAt: null,
  })
  const keeper = createSessionKeeper(ports, life, async () => [role])
  const { kept } = await keeper.begin(person, { via: 'local' }, caller(undefined))
  return {
    clock,
    store,
    keeper,
    first: kept.token,
    /** Asks with a token; gives back whether that works, and the successor the browser was told of. */
    async ask(token: string) {
      told = undefined
      const found = await keeper.signedIn(caller(token), new Request('http://localhost/'))
      return { works: found !== undefined, next: told }
    },
  }
}

test('a token is replaced after fifteen minutes, and the old one goes on for thirty seconds after the new one was used', async () => {
  const { ask, clock, first } = await createBrowserOf()
  await clock.advance(14 * minute)
  expect(await ask(first)).toEqual({ works: true, next: undefined })
  await clock.advance(minute)
  const { next } = await ask(first)
  expect(next).toMatch(/^[\w-]{43}$/)
  // Tabs that asked at the same moment are told of no second one.
  expect(await ask(first)).toEqual({ works: true, next: undefined })
  expect(await ask(next ?? '')).toEqual({ works: true, next: undefined })
  await clock.advance(30_000)
  expect((await ask(first)).works).toBe(true)
  expect((await ask(next ?? '')).works).toBe(true)
})

test('a token used after its grace ends the whole session: one of the two browsers is a thief', async () => {
  const { ask, clock, first, store } = await createBrowserOf()
  await clock.advance(15 * minute)
  const { next } = await ask(first)
  await ask(next ?? '')
  await clock.advance(30_001)
  expect((await ask(first)).works).toBe(false)
  expect((await ask(next ?? '')).works).toBe(false)
  expect(await store.sessions.ofPerson('ada')).toEqual([])
})

test('a successor that was lost on the way costs nobody the session', async () => {
  const { ask, clock, first } = await createBrowserOf()
  await clock.advance(15 * minute)
  expect((await ask(first)).next).toBeDefined()
  await clock.advance(10 * minute)
  const again = await ask(first)
  expect(again).toEqual({ works: true, next: expect.any(String) })
  expect((await ask(again.next ?? '')).works).toBe(true)
})

test('whatever a browser does, it is signed in exactly until idle or absolute life is over', async () => {
  const pause = fc.integer({ min: 1, max: 9 * 60 }).map((minutes) => minutes * minute)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('editor' as const, 'admin' as const),
      fc.array(fc.tuple(pause, fc.boolean()), { minLength: 1, maxLength: 40 }),
      async (level, steps) => {
        const { ask, clock, first } = await createBrowserOf(level)
        const begun = clock.now()
        let token = first
        let seen = begun
        for (const [wait, lost] of steps) {
          await clock.advance(wait)
          const now = clock.now()
          const lasts = now < begun + (level === 'admin' ? life.adminAbsoluteMs : life.absoluteMs) && now < seen + life.idleMs
          const { works, next } = await ask(token)
          expect(works).toBe(lasts)
          if (!works) return
          seen = now
          if (next !== undefined && !lost) token = next
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('tokens are random, and only their hashes are kept', async () => {
  const { first, store } = await createBrowserOf()
  expect(first).toMatch(/^[\w-]{43}$/)
  expect(store.snapshot()).not.toContain(first)
})

test('what ended by itself is taken away', async () => {
  const { keeper, clock, store } = await createBrowserOf()
  await clock.advance(life.idleMs + 1)
  await keeper.prune()
  expect(await store.sessions.ofPerson('ada')).toEqual([])
})
