import { expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import type { Landing } from '#contract/landing.ts'
import type { Observation } from '#contract/observation.ts'
import { Subject } from '#contract/run.ts'
import { connectors } from '#server/connectors/registry.ts'
import { ServerFault } from '#server/fault.ts'
import { createPeopleWorld } from '#tests/support/people-world.ts'
import type { PeopleWorld, TestBrowser } from '#tests/support/people-world.ts'

// A whole server is started for each.
vi.setConfig({ testTimeout: 60_000 })

const burning = (now: number, it: Partial<Observation> = {}): Observation => ({
  id: 'alert:am:1',
  kind: 'alert',
  source: 'am',
  title: 'Checkout fails',
  severity: 'critical',
  status: 'firing',
  startedAt: now - 600_000,
  endedAt: null,
  updatedAt: now - 600_000,
  service: 'checkout',
  team: 'payments',
  depends: [],
  labels: {},
  ...it,
})

const open = (given: Parameters<typeof createPeopleWorld>[0] = {}): PeopleWorld => createPeopleWorld({ connectors, ...given })

async function landingOf(browser: TestBrowser): Promise<Landing> {
  const { status, body } = await browser.send('GET', '/api/landing?zone=Europe/Berlin')
  if (status !== 200) throw new Error(`the first screen answered ${status}`)
  return body as unknown as Landing // the laws of endpoints prove its form
}
const keys = ({ answer }: Landing): readonly string[] => answer.sentences.map(({ key }) => key)

test('where nothing reports, nothing is called quiet', async () => {
  const browser = await open().setUp({ role: 'noc-operator' })
  const landing = await landingOf(browser)
  expect(landing.role).toBe('noc-operator')
  expect(keys(landing)).toEqual(['none.unconnected'])
  expect([landing.attention.state, landing.highlights.state, landing.watch, landing.demo]).toEqual(['unconnected', 'unconnected', null, false])
})

test('a role that came from another is told what that one is, under its own name', async () => {
  const world = open()
  const admin = await world.setUp({ role: 'noc-operator' })
  const made = await admin.send('POST', '/api/roles', { name: 'Night desk', level: 'editor', capabilities: [], landing: null, parent: 'helpdesk' })
  const role = String(made.body['id'])
  await admin.send('POST', '/api/people', { name: 'Bob', login: 'bob', password: 'a password of the tests only', roles: [role] })
  const bob = world.browser()
  await bob.send('POST', '/api/door/sign-in', { login: 'bob', password: 'a password of the tests only' })
  await world.store.observations.put([burning(world.clock.now())])
  const landing = await landingOf(bob)
  expect(landing.role).toBe(role)
  expect(keys(landing).every((key) => key.startsWith('desk.'))).toBe(true)
})

test('what burns and nobody has is the answer, the first row and a way to begin', async () => {
  const world = open()
  const browser = await world.setUp({ role: 'noc-operator' })
  await world.store.observations.put([burning(world.clock.now())])
  const landing = await landingOf(browser)
  expect(keys(landing)).toEqual(['operator.burning', 'operator.free'])
  expect(landing.attention.rows).toMatchObject([{ id: 'alert:am:1', mark: 'critical', owner: null }])
  const about = /^\/runs\/new\/triage\/(.+)$/.exec(landing.attention.rows[0]?.triage ?? '')?.[1] ?? ''
  expect(z.parse(Subject, JSON.parse(decodeURIComponent(about)))).toEqual({
    kind: 'alert',
    id: 'alert:am:1',
    title: 'Checkout fails',
    severity: 'critical',
    service: 'checkout',
  })
  expect(landing.watch?.counts.reduce((a, b) => a + b, 0)).toBe(1)
})

test('the demo estate speaks only where nothing real does', async () => {
  const world = open()
  const browser = await world.setUp({ role: 'noc-operator' })
  await browser.send('PUT', '/api/demo')
  expect((await landingOf(browser)).demo).toBe(true)
  await world.store.observations.put([burning(world.clock.now())])
  await world.clock.advance(120_000)
  const landing = await landingOf(browser)
  expect(landing.demo).toBe(false)
  expect(landing.attention.rows.map(({ id }) => id)).toEqual(['alert:am:1'])
})

test('nobody is shown what they have no grant for, and learns of it at once when it is taken', async () => {
  const world = open()
  const admin = await world.setUp({ role: 'noc-operator' })
  await world.store.observations.put([burning(world.clock.now()), burning(world.clock.now(), { id: 'alert:am:2', title: 'Their secret', team: 'identity' })])
  const bob = { name: 'Bob Muster', login: 'bob', password: 'another rare sentence', roles: ['noc-operator'] }
  await admin.send('POST', '/api/people', bob)
  const his = world.browser()
  await his.send('POST', '/api/door/sign-in', { login: 'bob', password: bob.password })
  expect((await landingOf(his)).attention.total).toBe(2)
  const grants = [{ to: { kind: 'everyone' }, matchers: [{ label: 'team', op: '=', value: 'payments' }] }]
  const { status } = await admin.send('PUT', '/api/sources/events/access', { grants }, { 'if-match': '"0"' })
  expect(status).toBe(200)
  const after = await landingOf(his)
  expect(after.attention.rows.map(({ title }) => title)).toEqual(['Checkout fails'])
  expect(JSON.stringify(after)).not.toContain('Their secret')
  expect(after.watch?.counts.reduce((a, b) => a + b, 0)).toBe(1)
})

test('a source that fails costs its own part, and is named', async () => {
  const failing = {
    ...connectors.alertmanager,
    open: () => ({
      query: async () => {
        throw new ServerFault('source_down', { detail: 'away' })
      },
      check: async () => ({}),
    }),
  }
  const fileSources = [{ id: 'fra', kind: 'alertmanager', name: 'Alertmanager FRA', config: { url: 'http://127.0.0.1:9' } }]
  const world = open({ connectors: { ...connectors, alertmanager: failing }, fileSources })
  const browser = await world.setUp({ role: 'noc-operator' })
  await world.store.observations.put([burning(world.clock.now())])
  const landing = await landingOf(browser)
  expect(landing.answer.state).toBe('partial')
  expect(landing.answer.reason.at(-1)).toMatchObject({ key: 'none.silent', args: { n: 1, name: 'Alertmanager FRA' } })
  expect(landing.attention.rows).toHaveLength(1)
})

test('where there is no dashboard to read, none is below', async () => {
  const browser = await open({ starters: [] }).setUp({ role: 'noc-operator' })
  const landing = await landingOf(browser)
  expect(landing.dashboard).toBeNull()
})
