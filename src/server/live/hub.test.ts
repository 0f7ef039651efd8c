import { afterEach, expect, test } from 'vitest'
import { nobody, system } from '#core/policy/actor.ts'
import type { Actor } from '#core/policy/actor.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import { createMemoryPorts } from '../memory-ports.ts'
import { createMemoryStore } from '../store/memory.ts'
import type { Store } from '../store/store.ts'
import { createHub } from './hub.ts'

const ada: Actor = { ...nobody, kind: 'person', id: 'ada', name: 'Ada', session: 's1' }

/** A store whose hints never come, as those of another program behind a pooler. */
const unhinted = (store: Store): Store => ({ ...store, outbox: { ...store.outbox, onHint: () => () => undefined } })

interface Given {
  readonly store?: Store
  readonly still?: (actor: Actor) => Promise<Actor | undefined>
}

function world({ store = createMemoryStore(), still = async (actor) => actor }: Given = {}) {
  const clock = createFakeClock()
  const told: string[] = []
  const hub = createHub({
    ports: createMemoryPorts({ store, clock }),
    still,
    onChanges: (changes) => told.push(...changes.map((c) => c.id)),
  })
  const join = (actor: Actor = system, after?: string, room = Number.POSITIVE_INFINITY) => {
    const said: string[] = []
    let [ended, bytes] = [false, 0]
    const leave = hub.join({
      actor,
      after,
      sink: {
        write: (chunk) => {
          said.push(new TextDecoder().decode(chunk))
          bytes += chunk.byteLength
          return bytes <= room
        },
        end: () => (ended = true),
      },
    })
    return { said, leave, ended: () => ended, ids: () => [...said.join('').matchAll(/"id":"([^"]*)"/g)].map(([, id]) => id) }
  }
  const say = (...ids: readonly string[]): Promise<void> => store.trail.write({ changes: ids.map((id) => ({ topic: 'source' as const, id })) })
  ends.push(hub.close)
  return { clock, hub, join, say, told, store }
}

const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => end()))

test('what another program wrote is heard within half a second, without any hint', async () => {
  const { clock, join, say } = world({ store: unhinted(createMemoryStore()) })
  const reader = join()
  await clock.advance(10)
  await say('a')
  await clock.advance(500)
  expect(reader.ids()).toEqual(['a'])
})

test('what this program wrote is heard at once, and bursts at most four times a second', async () => {
  const { clock, join, say } = world()
  const reader = join()
  await clock.advance(300)
  await say('a')
  await clock.advance(0)
  expect(reader.ids()).toEqual(['a'])
  const before = reader.said.length
  for (let i = 0; i < 100; i += 1) {
    await say(`b${i}`)
    await clock.advance(10)
  }
  await clock.advance(300)
  expect(reader.ids()).toHaveLength(101)
  expect(reader.said.length - before).toBeLessThanOrEqual(5)
})

test('something is said every 15 s, so that nobody takes the line for dead', async () => {
  const { clock, join } = world()
  const reader = join()
  await clock.advance(60_500)
  expect(reader.said.filter((text) => text === ':\n\n')).toHaveLength(4)
})

test('whoever may no longer listen is sent away within five seconds, and at once where the change is told', async () => {
  let here = true
  const still = async (actor: Actor): Promise<Actor | undefined> => (here ? actor : undefined)
  const first = world({ still })
  const reader = first.join(ada)
  await first.clock.advance(1000)
  here = false
  await first.clock.advance(5000)
  expect(reader.ended()).toBe(true)

  here = true
  const second = world({ still })
  const other = second.join(ada)
  await second.clock.advance(300)
  here = false
  await second.store.trail.write({ changes: [{ topic: 'session', id: 's1' }] })
  await second.clock.advance(0)
  expect([other.ended(), other.ids()]).toEqual([true, []])
})

test('a store that is away ends nobody, and what was written meanwhile is told afterwards', async () => {
  const store = createMemoryStore()
  let away = false
  const outbox = {
    ...store.outbox,
    read: (...it: Parameters<typeof store.outbox.read>) => (away ? Promise.reject(new Error('away')) : store.outbox.read(...it)),
  }
  const still = async (actor: Actor): Promise<Actor> => {
    if (away) throw new Error('away')
    return actor
  }
  const { clock, join, say } = world({ store: { ...store, outbox }, still })
  const reader = join(ada)
  await clock.advance(1000)
  away = true
  await say('a')
  await clock.advance(20_000)
  expect([reader.ended(), reader.ids()]).toEqual([false, []])
  away = false
  await clock.advance(3000)
  expect(reader.ids()).toEqual(['a'])
})

test('a reader that is too far behind is dropped, the others are not', async () => {
  const { clock, join, say, hub } = world()
  const slow = join(system, undefined, 300)
  const quick = join()
  await clock.advance(300)
  for (let i = 0; i < 10; i += 1) {
    await say(`number-${i}`)
    await clock.advance(500)
  }
  expect([slow.ended(), quick.ended(), quick.ids().length, hub.size]).toEqual([true, false, 10, 1])
})

test('of more streams than a person can need the oldest end', async () => {
  const { clock, join, hub } = world()
  const all = Array.from({ length: 40 }, () => join(ada))
  await clock.advance(300)
  expect(hub.size).toBe(32)
  expect(all.slice(0, 8).every((it) => it.ended())).toBe(true)
})

test('nobody listening, nothing is asked; what others changed is heard when it is time to catch up', async () => {
  const { clock, join, say, hub, told } = world()
  const reader = join()
  await clock.advance(1000)
  reader.leave()
  await clock.advance(1000)
  expect([hub.size, clock.sleepers]).toEqual([0, 0])
  await say('a', 'b')
  await hub.catchUp()
  expect(told).toEqual(['a', 'b'])
})

test('whoever comes while much is written hears every change', async () => {
  const { clock, join, say, store } = world()
  const { cursor } = await store.outbox.read(undefined, 1)
  join()
  for (let i = 0; i < 1200; i += 1) await say(`n${i}`)
  const late = join(system, cursor)
  for (let i = 1200; i < 1300; i += 1) {
    await say(`n${i}`)
    if (i % 10 === 0) await clock.advance(20)
  }
  await clock.advance(1000)
  expect(new Set(late.ids()).size).toBe(1300)
})
