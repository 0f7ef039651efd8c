import { expect, test } from 'vitest'
import { nobody } from '#core/policy/actor.ts'
import type { Actor } from '#core/policy/actor.ts'
import { createApi } from '#server/api.ts'
import { createMemoryPorts, noIdentity } from '#server/memory-ports.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { frameOf, scriptedConnector, send } from '#tests/support/api-world.ts'
import { readLive } from '#tests/support/live-reader.ts'

const bob: Actor = { ...nobody, kind: 'person', id: 'bob', name: 'Bob' }

test('whoever hears on one instance that a grant was taken on another and asks at once is refused', async () => {
  const store = createMemoryStore()
  const scripted = scriptedConnector(new Map([['one', { query: async () => frameOf(1) }]]))
  const instance = (actor?: Actor) => {
    const identity = { ...noIdentity, callerOf: (request: Request) => ({ ...noIdentity.callerOf(request), ...(actor && { vouched: actor }) }) }
    const config = { id: 'one', kind: 'scripted', name: 'One', config: { url: 'http://127.0.0.1:9090' } }
    return createApi(createMemoryPorts({ store, identity }), { connectors: { scripted }, starters: [], version: '0', fileSources: [config] })
  }
  const [admins, bobs] = [instance(), instance(bob)]
  const query = { query: { source: 'one', spec: { say: 'x' } }, range: { from: 0, to: 60_000 }, width: 400 }
  const ask = async (): Promise<number> => (await send(bobs, 'POST', '/api/query', query)).status

  const reader = readLive(await bobs.fetch(new Request('http://localhost/api/live')))
  await reader.next()
  expect(await ask()).toBe(200)
  const taken = await send(admins, 'PUT', '/api/sources/one/access', { grants: [] }, { headers: { 'if-match': '"0"' } })
  expect(taken.status).toBe(200)
  expect((await reader.next())?.changes).toMatchObject([{ topic: 'access' }])
  expect(await ask()).toBe(403)

  await reader.close()
  admins.close()
  bobs.close()
})
