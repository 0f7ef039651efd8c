import { afterEach, describe, expect, test } from 'vitest'
import type { Answer } from '#contract/query.ts'
import type { Status } from '#contract/status.ts'
import { createMockApi } from '#mocks/mock-api.ts'
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
