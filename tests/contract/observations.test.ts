import { beforeEach, describe, expect, test } from 'vitest'
import type { Observation } from '#contract/observation.ts'
import type { ObservationList, ObservationRow, Related } from '#contract/observations.ts'
import type { ServiceRow } from '#contract/services.ts'
import { connectors } from '#server/connectors/registry.ts'
import { createPeopleWorld } from '#tests/support/people-world.ts'
import type { PeopleWorld, TestBrowser } from '#tests/support/people-world.ts'

const minute = 60_000
let world: PeopleWorld
let admin: TestBrowser
let viewer: TestBrowser

const seen = (it: Partial<Observation> & Pick<Observation, 'id' | 'kind'>): Observation => ({
  source: 'test',
  title: it.id,
  severity: 'warning',
  status: 'open',
  startedAt: world.clock.now() - 30 * minute,
  endedAt: null,
  updatedAt: world.clock.now(),
  depends: [],
  labels: {},
  ...it,
})

beforeEach(async () => {
  world = createPeopleWorld({ connectors })
  admin = await world.setUp()
  await admin.send('POST', '/api/people', { name: 'Vera', login: 'vera', password: 'another rare sentence', roles: ['helpdesk'], teams: [], sites: [] })
  viewer = world.browser()
  await viewer.send('POST', '/api/door/sign-in', { login: 'vera', password: 'another rare sentence' })
  await world.store.observations.put([
    seen({ id: 'change:test:7', kind: 'change', service: 'cart', team: 'shop', severity: 'info', endedAt: world.clock.now() - 20 * minute }),
    seen({ id: 'incident:test:1', kind: 'incident', service: 'cart', team: 'shop', severity: 'critical', depends: ['change:test:7'] }),
    seen({ id: 'alert:test:a', kind: 'alert', service: 'cart', team: 'shop', severity: 'critical', depends: ['incident:test:1'], labels: { rule: 'r1' } }),
    seen({ id: 'alert:test:b', kind: 'alert', service: 'cart', team: 'shop', endedAt: world.clock.now() - minute, status: 'resolved', owner: 'Bo' }),
    seen({ id: 'alert:test:c', kind: 'alert', service: 'search', team: 'find', title: 'Index is old' }),
  ])
})

// The endpoint laws prove that bodies are what the contract says.
const listed = async (by: TestBrowser, more = ''): Promise<ObservationList> => {
  const to = world.clock.now() + 1
  return (await by.send('GET', `/api/observations?kind=alert&from=${to - 60 * minute}&to=${to}${more}`)).body as unknown as ObservationList
}
const idsOf = ({ rows }: Pick<ObservationList, 'rows'>): readonly string[] => rows.map((row) => row.id).toSorted()
const grantTeam = async (team: string): Promise<void> => {
  for (const source of ['events', 'demo'])
    await admin.send(
      'PUT',
      `/api/sources/${source}/access`,
      { grants: [{ to: { kind: 'role', id: 'helpdesk' }, matchers: [{ label: 'team', op: '=', value: team }] }] },
      { 'if-match': '"0"' },
    )
}

describe('a list of observations', () => {
  test('is narrowed by words, facets and whether they go on', async () => {
    expect(idsOf(await listed(viewer))).toEqual(['alert:test:a', 'alert:test:b', 'alert:test:c'])
    expect(idsOf(await listed(viewer, '&show=open'))).toEqual(['alert:test:a', 'alert:test:c'])
    expect(idsOf(await listed(viewer, '&q=index'))).toEqual(['alert:test:c'])
    const chosen = await listed(viewer, `&choice=${encodeURIComponent('{"service":["cart"]}')}`)
    expect(idsOf(chosen)).toEqual(['alert:test:a', 'alert:test:b'])
    expect(chosen.facets.find((f) => f.name === 'service')?.values).toEqual([
      { value: 'cart', count: 2 },
      { value: 'search', count: 1 },
    ])
    expect(chosen.facets.find((f) => f.name === 'owner')?.values).toEqual([
      { value: '', count: 1 },
      { value: 'Bo', count: 1 },
    ])
  })

  test('tells of more than it shows', async () => {
    expect(await listed(viewer, '&limit=1')).toMatchObject({ found: 3, read: 3, total: 3, state: 'known', rows: [expect.anything()] })
  })

  test.each([
    ['a range that ends before it begins', 'from=2&to=1', 'to'],
    ['a choice that is no choice', 'from=1&to=2&choice=%7B%22service%22%3A7%7D', 'choice'],
    ['a kind there is not', 'from=1&to=2&kind=storm', 'kind'],
  ])('refuses %s', async (_, search, field) => {
    const kind = search.includes('kind=') ? '' : 'kind=alert&'
    const reply = await viewer.send('GET', `/api/observations?${kind}${search}`)
    expect(reply.status).toBe(400)
    expect(reply.body).toMatchObject({ code: 'invalid', field: expect.stringContaining(field) })
  })

  test('holds nothing its reader may not see, and neither do its facets', async () => {
    await grantTeam('find')
    const list = await listed(viewer)
    expect(idsOf(list)).toEqual(['alert:test:c'])
    expect(JSON.stringify(list)).not.toMatch(/cart|shop|Bo/)
  })
})

describe('one observation', () => {
  const read = async (by: TestBrowser, id: string) => {
    const reply = await by.send('GET', `/api/observations/${encodeURIComponent(id)}`)
    return { status: reply.status, ...(reply.body as unknown as { readonly row: ObservationRow; readonly related: readonly Related[] }) }
  }

  test('comes with what it came from, what came from it, and what happened beside it', async () => {
    const { row, related } = await read(viewer, 'incident:test:1')
    expect(row).toMatchObject({ id: 'incident:test:1', service: 'cart', severity: 'critical' })
    expect(related.map((it) => [it.row.id, it.why])).toEqual([
      ['change:test:7', 'from'],
      ['alert:test:a', 'to'],
      ['alert:test:b', 'service'],
    ])
  })

  test('tells its labels', async () => {
    expect((await read(viewer, 'alert:test:a')).row.facts).toMatchObject({ rule: 'r1' })
  })

  test('is not there for whoever may not see it, nor is it beside what they may see', async () => {
    await grantTeam('find')
    expect((await read(viewer, 'incident:test:1')).status).toBe(404)
    expect((await read(viewer, 'alert:test:c')).related).toEqual([])
    expect((await read(viewer, 'nothing such')).status).toBe(404)
  })
})

describe('services', () => {
  const services = async (by: TestBrowser): Promise<readonly ServiceRow[]> =>
    ((await by.send('GET', '/api/services')).body as unknown as { readonly services: readonly ServiceRow[] }).services
  const text = '- id: cart\n  tier: 1\n  team: shop\n  depends: [search, ledger]\n- id: search\n  team: find\n- id: ledger\n  team: books\n'
  const connect = (body: string) =>
    admin.send(
      'POST',
      '/api/sources',
      { id: 'ours', kind: 'catalogue', name: 'Our services', config: { text: body } },
      { 'idempotency-key': 'catalogue-0123456789' },
    )

  test('are those reported of, until a catalogue lists them', async () => {
    expect((await services(viewer)).map((s) => [s.id, s.from, s.mark, s.alerts, s.incidents])).toEqual([
      ['cart', 'unlisted', 'critical', 1, 1],
      ['search', 'unlisted', 'warning', 1, 0],
    ])
    await connect(text)
    expect((await services(viewer)).map((s) => [s.id, s.from, s.mark])).toEqual([
      ['cart', 'catalogue', 'critical'],
      ['search', 'catalogue', 'warning'],
      ['ledger', 'catalogue', 'ok'],
    ])
  })

  test('are told with what they need and who needs them', async () => {
    await connect(text)
    const { body } = await viewer.send('GET', '/api/services/search')
    expect(body).toMatchObject({ service: { id: 'search' }, needs: [], neededBy: [{ id: 'cart' }] })
    expect((await viewer.send('GET', '/api/services/none')).status).toBe(404)
  })

  test('of a catalogue somebody sees a part of, the rest has no name', async () => {
    await connect(text)
    await grantTeam('find')
    await admin.send(
      'PUT',
      '/api/sources/ours/access',
      { grants: [{ to: { kind: 'role', id: 'helpdesk' }, matchers: [{ label: 'team', op: '=', value: 'find' }] }] },
      { 'if-match': '"0"' },
    )
    expect(JSON.stringify((await viewer.send('GET', '/api/services')).body)).not.toMatch(/cart|ledger|shop|books/)
  })

  test('a slip in the text is told when the source is tried, with its line', async () => {
    const reply = await admin.send('POST', '/api/source-checks', { id: 'ours', kind: 'catalogue', name: 'Ours', config: { text: '- id: cart\n  tier: [1\n' } })
    expect(JSON.stringify(reply.body)).toMatch(/line \d/)
  })
})
