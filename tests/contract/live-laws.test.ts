import { afterEach, describe, expect, test } from 'vitest'
import { nobody } from '#core/policy/actor.ts'
import type { Actor } from '#core/policy/actor.ts'
import { createApi } from '#server/api.ts'
import type { Api } from '#server/api.ts'
import { createMemoryPorts, noIdentity } from '#server/memory-ports.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import type { Store } from '#server/store/store.ts'
import { idsIn, readLive, type LiveReader } from '#tests/support/live-reader.ts'
import { dashboard, t0 } from './store-laws/examples.ts'
import { carriers } from './carriers.ts'
import type { Carrier } from './carriers.ts'

const person = (id: string): Actor => ({ ...nobody, kind: 'person', id, name: id })

const say = (store: Store, ...ids: readonly string[]): Promise<void> => store.trail.write({ changes: ids.map((id) => ({ topic: 'source' as const, id })) })

for (const [name, carry] of Object.entries(carriers)) {
  describe(`the live stream, ${name}`, () => {
    let carrier: Carrier | undefined
    let api: Api | undefined
    let store: Store
    const open: LiveReader[] = []

    /** Somebody who is whoever the header says. */
    const identity = {
      ...noIdentity,
      callerOf: (request: Request) => {
        const who = request.headers.get('x-test-person')
        return { ...noIdentity.callerOf(request), ...(who !== null && { vouched: who === '' ? undefined : person(who) }) }
      },
    }

    const start = async (): Promise<void> => {
      store = createMemoryStore()
      api = createApi(createMemoryPorts({ store, identity }), { connectors: {}, starters: [], version: '0' })
      carrier = await carry(api)
    }
    const listen = async (headers: Readonly<Record<string, string>> = {}): Promise<LiveReader> => {
      if (!carrier) throw new Error('not started')
      const reader = readLive(await carrier.fetch('/api/live', { headers }))
      open.push(reader)
      return reader
    }

    afterEach(async () => {
      await Promise.all(open.splice(0).map((reader) => reader.close()))
      api?.close()
      await carrier?.close()
    })

    test('tells at once where it begins, and then what happens', async () => {
      await start()
      const reader = await listen()
      expect([reader.status, reader.headers.get('content-type'), reader.headers.get('cache-control')]).toEqual([
        200,
        'text/event-stream; charset=utf-8',
        'no-store',
      ])
      expect(reader.headers.get('x-request-id')).toMatch(/./)
      expect(await reader.next()).toMatchObject({ changes: [], reset: false })
      await say(store, 'a')
      expect(await reader.next()).toMatchObject({ changes: [{ topic: 'source', id: 'a' }], reset: false })
      expect(reader.text).toMatch(/^retry: \d{4}\n\n/)
      expect(reader.text).toMatch(/\nid: 0\.\d+\ndata: /)
    })

    test('goes on after a break where the reader was, missing nothing', async () => {
      await start()
      const first = await listen()
      await first.next()
      await say(store, 'a')
      const cursor = (await first.next())?.cursor ?? ''
      await first.close()
      await say(store, 'b')
      await say(store, 'c')
      const again = await listen({ 'last-event-id': cursor })
      expect(idsIn(await again.upTo((all) => idsIn(all).length >= 2))).toEqual(['b', 'c'])
    })

    test('a reader from another time is told to read everything anew', async () => {
      await start()
      const reader = await listen({ 'last-event-id': '5.99999' })
      const first = await reader.next()
      expect(first).toMatchObject({ changes: [], reset: true })
      await say(store, 'a')
      expect(idsIn([(await reader.next()) ?? { changes: [], cursor: '', reset: false }])).toEqual(['a'])
    })

    test('many changes of one thing while nobody looked are one', async () => {
      await start()
      const reader = await listen()
      const cursor = (await reader.next())?.cursor ?? ''
      await reader.close()
      for (let i = 0; i < 20; i++) await say(store, 'a', 'b')
      const again = await listen({ 'last-event-id': cursor })
      expect(idsIn([(await again.next()) ?? { changes: [], cursor: '', reset: false }])).toEqual(['a', 'b'])
    })

    test("people hear of their own matters and of nobody else's", async () => {
      await start()
      const ada = await listen({ 'x-test-person': 'ada' })
      const bob = await listen({ 'x-test-person': 'bob' })
      await Promise.all([ada.next(), bob.next()])
      await store.trail.write({
        changes: [
          { topic: 'person', id: 'ada' },
          { topic: 'session', id: 'bob' },
          { topic: 'source', id: 's' },
        ],
      })
      expect(idsIn([(await ada.next()) ?? { changes: [], cursor: '', reset: false }])).toEqual(['ada', 's'])
      expect(idsIn([(await bob.next()) ?? { changes: [], cursor: '', reset: false }])).toEqual(['bob', 's'])
    })

    test('what happens to a dashboard is told to those who may read it; of a right that changes everybody hears without the name', async () => {
      await start()
      const rights = { owner: 'ada', shares: [], template: null }
      await store.dashboards.create({ id: 'd1', doc: dashboard('Secret'), at: t0, origin: 'own', rights }, { changes: [{ topic: 'dashboard', id: 'd1' }] })
      const ada = await listen({ 'x-test-person': 'ada' })
      const bob = await listen({ 'x-test-person': 'bob' })
      await Promise.all([ada.next(), bob.next()])
      await store.trail.write({ changes: [{ topic: 'dashboard', id: 'd1', rev: 2 }] })
      expect((await ada.next())?.changes).toMatchObject([{ topic: 'dashboard', id: 'd1', rev: 2 }])
      await store.trail.write({ changes: [{ topic: 'access', id: 'd1', rev: 3 }] })
      expect((await ada.next())?.changes).toMatchObject([{ topic: 'access', id: 'd1', rev: 3 }])
      const [heard] = (await bob.next())?.changes ?? []
      expect(heard).toEqual({ cursor: heard?.cursor, topic: 'access', id: '' })
      await store.dashboards.remove({ id: 'd1', rev: 1, at: t0 }, { changes: [{ topic: 'dashboard', id: 'd1' }] })
      expect((await bob.next())?.changes).toMatchObject([{ topic: 'dashboard', id: '' }])
    })

    test('who has not signed in hears nothing', async () => {
      await start()
      const response = await carrier?.fetch('/api/live', { headers: { 'x-test-person': '' } })
      expect([response?.status, await response?.json()]).toMatchObject([401, { code: 'unauthenticated' }])
    })

    test('polling tells the same', async () => {
      await start()
      const ask = async (after?: string): Promise<unknown> => (await carrier?.fetch(`/api/changes${after === undefined ? '' : `?after=${after}`}`))?.json()
      const begin = (await ask()) as { readonly cursor: string }
      expect(begin).toMatchObject({ changes: [], reset: false })
      await say(store, 'a')
      expect(await ask(begin.cursor)).toMatchObject({ changes: [{ topic: 'source', id: 'a' }], reset: false })
      expect(await ask('9.9')).toMatchObject({ changes: [], reset: true })
    })
  })
}
