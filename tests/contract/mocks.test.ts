import { afterEach, describe, expect, test } from 'vitest'
import type { Me, Person } from '#contract/identity.ts'
import type { Answer } from '#contract/query.ts'
import type { Status } from '#contract/status.ts'
import { createMockApi } from '#mocks/mock-api.ts'
import type { MockApi } from '#mocks/mock-api.ts'
import { personaPassword } from '#mocks/seed/personas.ts'
import { keepInMemory } from '#mocks/mock-identity.ts'
import { startMocksInNode } from '#mocks/node.ts'
import { scenarios } from '#mocks/scenarios/registry.ts'
import type { ScenarioName } from '#mocks/scenarios/registry.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

const origin = 'http://mocks.example'
const hour = 3_600_000

let close: (() => void) | undefined
afterEach(() => {
  close?.()
  close = undefined
})

/** The mocks of one scenario behind `fetch`, on a clock that stands still. */
async function start(name: ScenarioName) {
  const clock = createFakeClock()
  const mocks = await startMocksInNode({ scenario: scenarios[name], clock })
  close = mocks.close
  const send = (path: string, init?: RequestInit): Promise<Response> => fetch(`${origin}${path}`, init)
  const ask = (spec: object, source = 'demo'): Promise<Response> => {
    const now = clock.now()
    const body = JSON.stringify({ query: { source, spec }, range: { from: now - hour, to: now }, width: 400, variables: {}, zone: 'UTC' })
    return send('/api/query', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  }
  const read = async <T>(reply: Response): Promise<T> => (await reply.json()) as T // parsed by the server before it left
  return { clock, send, ask, read }
}

describe('the mocks', () => {
  test('are the real API: starters, demo dashboards and a host with a past', async () => {
    const { send, ask, read } = await start('calm')
    expect(await read<Status>(await send('/api/status'))).toMatchObject({ mock: true, demo: true, store: 'memory' })
    const boards = await read<{ id: string }[]>(await send('/api/dashboards'))
    expect(boards.map((b) => b.id)).toEqual(expect.arrayContaining(['this-machine', 'demo-operations']))
    const { frame } = await read<Answer>(await ask({ measure: 'host.cpu' }, 'host'))
    expect(frame.fields[0]?.values.length).toBeGreaterThan(30)
  })

  test('keep what was saved in a snapshot', async () => {
    const clock = createFakeClock()
    const first = await createMockApi({ scenario: scenarios.empty, clock })
    const doc = {
      v: 1,
      title: 'Mine',
      sections: [{ id: 'a', title: '', widgets: [], layouts: { desktop: [] } }],
      time: { range: { from: 'now-1h', to: 'now' } },
    }
    const made = await first.fetch(
      new Request(`${origin}/api/dashboards`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'snapshot-1' },
        body: JSON.stringify({ doc }),
      }),
    )
    expect(made.status).toBe(201)
    const again = await createMockApi({ scenario: scenarios.empty, clock, snapshot: first.snapshot() })
    const boards = (await (await again.fetch(new Request(`${origin}/api/dashboards`))).json()) as { title: string }[]
    expect(boards.map((b) => b.title)).toContain('Mine')
  })
})

describe('the personas', () => {
  test('are the people of the estate with their jobs, and one is somebody who may do everything', async () => {
    const { send, read } = await start('calm')
    expect(await read<Me>(await send('/api/me'))).toMatchObject({ id: 'platform-admin-1', level: 'admin', via: 'persona' })
    const people = await read<Person[]>(await send('/api/people'))
    expect(people).toHaveLength(24)
    expect(people.find((p) => p.id === 'helpdesk-2')).toMatchObject({ roles: [{ role: 'helpdesk', from: 'local' }], teams: ['workplace'], login: 'helpdesk-2' })
  })

  test('are switched through the same sessions, and signing out is what it is', async () => {
    const mocks = await createMockApi({ scenario: scenarios.empty, clock: createFakeClock(), person: 'executive-1' })
    const send = (path: string, method = 'GET') => mocks.fetch(new Request(`${origin}${path}`, { method }))
    expect(await (await send('/api/me')).json()).toMatchObject({ id: 'executive-1', level: 'viewer' })
    expect((await send('/api/people')).status).toBe(403)
    await mocks.become('sre-2')
    expect(await (await send('/api/me')).json()).toMatchObject({ id: 'sre-2', active: 'sre', level: 'editor' })
    expect((await send('/api/door/sign-out', 'POST')).status).toBe(200)
    expect((await send('/api/me')).status).toBe(401)
    expect(await (await send('/api/door')).json()).toMatchObject({ state: 'open', signedIn: false, ways: [{ kind: 'local' }] })
    const body = JSON.stringify({ login: 'executive-2', password: personaPassword })
    const headers = { 'content-type': 'application/json' }
    expect((await mocks.fetch(new Request(`${origin}/api/door/sign-in`, { method: 'POST', headers, body }))).status).toBe(200)
    expect(await (await send('/api/me')).json()).toMatchObject({ id: 'executive-2', via: 'local' })
  })

  test('stay who they are over a restart, also when that is nobody', async () => {
    const keeping = keepInMemory()
    const scenario = scenarios.empty
    const first = await createMockApi({ scenario, keeping, person: 'sre-1' })
    const who = async (api: MockApi) => (await (await api.fetch(new Request(`${origin}/api/me`))).json()) as Partial<Me>
    const second = await createMockApi({ scenario, keeping, snapshot: first.snapshot() })
    expect((await who(second)).id).toBe('sre-1')
    // A store that knows no such session.
    expect((await who(await createMockApi({ scenario, keeping }))).id).toBe('platform-admin-1')
    await second.become(undefined)
    expect((await who(await createMockApi({ scenario, keeping, snapshot: second.snapshot() }))).id).toBeUndefined()
  })
})

describe('the scenarios', () => {
  test('burst: dozens of alerts within three minutes that belong to one incident', async () => {
    const { ask, read } = await start('burst')
    const { frame } = await read<Answer>(await ask({ measure: 'alerts.active' }))
    const incident = frame.fields.find((f) => f.name === 'depends')?.values ?? []
    expect(incident.filter((v) => v === 'incident:demo:INC-9001').length).toBeGreaterThan(30)
  })

  test('slow: every fourth answer takes longer than a widget waits, and says so', async () => {
    const { clock, ask } = await start('slow')
    const statuses: number[] = []
    for (const by of [['service'], ['team'], ['site'], ['tier']]) {
      const asking = ask({ measure: 'service.requestRate', by })
      const answered: Response[] = []
      void asking.then((r) => answered.push(r))
      while (answered.length === 0) await clock.advance(500)
      statuses.push(answered[0]?.status ?? 0)
    }
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 200, 200, 504])
  })

  test('broken: the last answer stays, with the reason and no new one', async () => {
    const { clock, ask, read } = await start('broken')
    const good = await read<Answer>(await ask({ measure: 'service.errorRatio' }))
    expect(good.freshness.stale).toBeUndefined()
    await clock.advance(30_000)
    const stale = await read<Answer>(await ask({ measure: 'service.errorRatio' }))
    expect(stale.freshness.stale?.fault.code).toBe('source_down')
    expect((await ask({ measure: 'service.latencyP95' })).status).toBe(502)
  })

  test('empty: no demo, nothing but what is built in', async () => {
    const { send, read } = await start('empty')
    expect(await read<Status>(await send('/api/status'))).toMatchObject({ demo: false })
    const sources = await read<{ id: string }[]>(await send('/api/sources'))
    expect(sources.map((s) => s.id).toSorted()).toEqual(['events', 'host'])
  })
})
