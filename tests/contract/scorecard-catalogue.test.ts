import { expect, test } from 'vitest'
import type { Observation } from '#contract/observation.ts'
import type { Actor } from '#core/policy/actor.ts'
import { catalogue } from '#server/connectors/catalogue/index.ts'
import { ServerFault } from '#server/fault.ts'
import { systemClock } from '#server/memory-ports.ts'
import type { Clock } from '#server/ports.ts'
import { events } from '#server/connectors/events/index.ts'
import { createActingWorld } from '#tests/support/acting-world.ts'
import { person } from '#tests/support/actors.ts'

const hour = 3_600_000
const listed = `
- id: pay
  tier: 1
  team: money
  objective: 0.999
- id: cart
  tier: 2
  team: shop
  objective: 0.99
- id: docs
`

/** Nothing but what was reported and what the catalogue says. */
async function createWorld(lists: typeof catalogue = catalogue, clock: Clock = systemClock) {
  const file = { id: 'cat', kind: 'catalogue', name: 'Catalogue', config: { text: listed } }
  const world = await createActingWorld({ fileSources: [file] }, { events, catalogue: lists }, { clock })
  const now = world.ports.clock.now()
  const incident = (id: string, service: string, it: Partial<Observation>): Observation => ({
    id: `incident:x:${id}`,
    kind: 'incident',
    source: 'x',
    title: id,
    severity: 'critical',
    status: 'resolved',
    startedAt: now - 50 * hour,
    endedAt: now - 49 * hour,
    updatedAt: now - 49 * hour,
    depends: [],
    labels: {},
    service,
    ...it,
  })
  await world.store.observations.put([
    incident('1', 'pay', { team: 'money' }),
    incident('2', 'pay', { team: 'money', severity: 'low', endedAt: now - 10 * hour }),
    incident('3', 'stray', { severity: 'high', endedAt: null, status: 'open', startedAt: now - hour }),
  ])
  const scores = async (by: Actor, measure = 'kpi.scorecard', source = 'events') => {
    const body = { query: { source, spec: { measure, mode: 'instant' } }, range: { from: now - 720 * hour, to: now }, width: 600 }
    const { status, body: reply } = await world.as(by, 'POST', '/api/query', body)
    // Read by tests against what they expect of it.
    const frame = (reply as { frame?: { fields: { name: string; values: unknown[] }[]; meta?: { silent?: object[] } } }).frame
    const column = (name: string): readonly unknown[] => frame?.fields.find((field) => field.name === name)?.values ?? []
    return {
      status,
      silent: frame?.meta?.silent,
      rows: new Map(column('service').map((id, i) => [id, { health: column('health')[i], budgetLeft: column('budgetLeft')[i] }])),
    }
  }
  return { ...world, scores }
}

test('with only events and a catalogue every listed service has its health, and its budget where something was promised', async () => {
  const { scores } = await createWorld()
  for (const source of ['events', 'auto']) {
    const { status, rows } = await scores(person('vic', 'viewer'), 'kpi.scorecard', source)
    expect([status, new Set(rows.keys())]).toEqual([200, new Set(['cart', 'docs', 'pay', 'stray'])])
    // One hour of 720, where 0.72 hours may be lost: the half hour the period begins earlier is counted with it.
    expect(rows.get('pay')?.budgetLeft).toBeCloseTo(1 - 1 / 720 / 0.001, 2)
    expect(rows.get('cart')).toEqual({ health: 100, budgetLeft: 1 })
    expect(rows.get('docs')).toEqual({ health: 100, budgetLeft: null })
    expect(rows.get('stray')?.budgetLeft).toBeNull()
    expect(Number(rows.get('pay')?.health)).toBeLessThan(100)
  }
})

test('whoever may see a part of what happens is not told that the rest is well; whoever may not read the catalogue gets none of it', async () => {
  const { scores, grant } = await createWorld()
  const vic = person('vic', 'viewer', { roles: ['narrow'] })
  const eve = person('eve', 'viewer', { roles: ['wide'] })
  await grant('events', [
    { to: { kind: 'role', id: 'narrow' }, matchers: [{ label: 'team', op: '=', value: 'money' }] },
    { to: { kind: 'role', id: 'wide' }, matchers: [] },
  ])
  await grant('cat', [{ to: { kind: 'role', id: 'narrow' }, matchers: [] }])
  expect([...(await scores(vic)).rows.keys()]).toEqual(['pay'])
  const { rows } = await scores(eve)
  expect(new Set(rows.keys())).toEqual(new Set(['pay', 'stray']))
  expect(rows.get('pay')?.budgetLeft).toBeUndefined()
})

test('a catalogue that does not answer is told with the answer: what only it lists is missing there', async () => {
  const broken = {
    ...catalogue,
    open: (...given: Parameters<typeof catalogue.open>) => ({
      ...catalogue.open(...given),
      catalogue: () => Promise.reject(new ServerFault('source_timeout', { detail: 'nobody listens' })),
    }),
  }
  const { scores } = await createWorld(broken)
  const { status, rows, silent } = await scores(person('vic', 'viewer'))
  expect([status, new Set(rows.keys())]).toEqual([200, new Set(['pay', 'stray'])])
  expect(silent).toEqual([{ source: 'Catalogue', fault: { code: 'source_timeout', detail: 'nobody listens' } }])
  expect((await (await createWorld()).scores(person('vic', 'viewer'))).silent).toBeUndefined()
})

test('one that answers again is heard seconds later, not half a minute', async () => {
  let skipMs = 0
  let isDown = true
  const shaky = {
    ...catalogue,
    open: (...given: Parameters<typeof catalogue.open>) => {
      const open = catalogue.open(...given)
      return {
        ...open,
        catalogue: (...asked: Parameters<NonNullable<typeof open.catalogue>>) =>
          isDown ? Promise.reject(new ServerFault('source_timeout', { detail: 'nobody listens' })) : (open.catalogue?.(...asked) ?? Promise.resolve([])),
      }
    },
  }
  const { scores } = await createWorld(shaky, { now: () => Date.now() + skipMs, sleep: systemClock.sleep })
  const vic = person('vic', 'viewer')
  expect((await scores(vic)).rows.has('docs')).toBe(false)
  isDown = false
  skipMs = 5000
  expect((await scores(vic)).rows.has('docs')).toBe(true)
})
