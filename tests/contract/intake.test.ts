import { expect, test } from 'vitest'
import type { IntakeReply, Observation } from '#contract/observation.ts'
import type { Connector } from '#server/connectors/connector.ts'
import { ServerFault } from '#server/fault.ts'
import { createWorld, scriptedConnector } from '#tests/support/api-world.ts'
import type { World } from '#tests/support/api-world.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

const token = 'correct-horse-battery-staple'
const start = Date.parse('2027-01-15T08:00:00Z')
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString()

function world(given: { readonly intake?: object; readonly alertmanager?: Connector } = {}): World & { readonly clock: ReturnType<typeof createFakeClock> } {
  const clock = createFakeClock(start)
  const secrets = {
    read: async (file: string): Promise<string> => {
      if (file === 'missing') throw new ServerFault('source_refused', { detail: 'ENOENT' })
      return file === 'short' ? 'short' : token
    },
  }
  const intake = { events: { tokenFile: 'e' }, alertmanager: { tokenFile: 'a' }, grafana: { tokenFile: 'g' }, ...given.intake }
  const connectors = given.alertmanager ? { alertmanager: given.alertmanager } : {}
  const fileSources = given.alertmanager ? [{ id: 'am-berlin', kind: 'alertmanager', name: 'Berlin', config: { url: 'http://am.example:9093/' } }] : []
  return { ...createWorld({ intake, connectors, fileSources }, { clock, secrets }), clock }
}

interface Delivered {
  readonly status: number
  readonly headers: Headers
  readonly reply: IntakeReply
}

async function deliver({ api }: World, name: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Delivered> {
  const all = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await api.fetch(new Request(`http://localhost/api/intake/${name}`, { method: 'POST', body: text, headers: all }))
  return { status: response.status, headers: response.headers, reply: (await response.json()) as IntakeReply }
}

async function kept({ store }: World): Promise<readonly Observation[]> {
  const { rows } = await store.observations.find({
    kinds: ['alert', 'incident', 'change', 'run', 'ticket', 'finding'],
    from: 0,
    to: 9e15,
    match: {},
    open: false,
    limit: 1000,
  })
  return rows
}

const structured = { 'content-type': 'application/cloudevents+json; charset=utf-8' }
const batch = { 'content-type': 'application/cloudevents-batch+json' }
const event = (over: object = {}, data: object = {}) => ({
  specversion: '1.0',
  id: 'e1',
  source: '/ci',
  type: 'dev.homeport.observation.change.v1',
  subject: 'deploy-7',
  time: at(0),
  data: { title: 'Deploy pay 1.7', status: 'implement', severity: 'info', startedAt: at(-10), service: 'pay', ...data },
  ...over,
})
const alert = (over: object = {}) => ({
  status: 'firing',
  labels: { alertname: 'HighErr', service: 'pay', severity: 'critical', team: 'core' },
  annotations: { summary: 'Many errors' },
  startsAt: at(-5),
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus.example/graph',
  fingerprint: 'b509dbc1b6f20ee9',
  ...over,
})
const webhook = (...alerts: readonly object[]) => ({
  version: '4',
  groupKey: '{}:{}',
  externalURL: 'http://am.example:9093',
  status: 'firing',
  truncatedAlerts: 0,
  alerts,
})

// proof

test('an intake nobody gave a token to is closed and says which setting opens it', async () => {
  const it = world({ intake: { events: undefined } })
  expect(await deliver(it, 'events', event(), structured)).toMatchObject({
    status: 403,
    reply: { code: 'forbidden', detail: 'not configured: intake.events.tokenFile' },
  })
})

test.each([
  ['no header', { authorization: '' }],
  ['another token', { authorization: 'Bearer correct-horse-battery-stapl' }],
  ['another scheme', { authorization: `Basic ${token}` }],
  ['the token and more', { authorization: `Bearer ${token} x` }],
])('%s is refused before anything is read', async (_, headers) => {
  const it = world()
  const { status, headers: given } = await deliver(it, 'alertmanager', 'not even JSON', headers)
  expect([status, given.get('www-authenticate')]).toEqual([401, 'Bearer'])
})

test('the token of one intake does not open another', async () => {
  const clock = createFakeClock(start)
  const secrets = { read: async (file: string) => (file === 'e' ? token : 'another-long-enough-token') }
  const it = createWorld({ intake: { events: { tokenFile: 'e' }, grafana: { tokenFile: 'g' } } }, { clock, secrets })
  expect((await deliver(it, 'events', event(), structured)).status).toBe(202)
  expect((await deliver(it, 'grafana', { orgId: 1, alerts: [] })).status).toBe(401)
})

test('a token file that is gone or too short closes the intake with the name of the setting', async () => {
  expect(await deliver(world({ intake: { events: { tokenFile: 'missing' } } }), 'events', event(), structured)).toMatchObject({
    status: 503,
    reply: { detail: 'unreadable: intake.events.tokenFile' },
  })
  expect(
    await deliver(world({ intake: { events: { tokenFile: 'short' } } }), 'events', event(), { ...structured, authorization: 'Bearer short' }),
  ).toMatchObject({ status: 403 })
})

test('a storm is slowed down with the time to wait, and goes on afterwards', async () => {
  const it = world()
  const statuses: number[] = []
  for (let i = 0; i < 70; i += 1) statuses.push((await deliver(it, 'alertmanager', webhook(alert()))).status)
  expect(statuses.filter((s) => s === 202)).toHaveLength(60)
  expect(statuses.filter((s) => s === 429)).toHaveLength(10)
  expect((await deliver(it, 'alertmanager', webhook())).headers.get('retry-after')).toBe('1')
  await it.clock.advance(1000)
  expect((await deliver(it, 'alertmanager', webhook(alert()))).status).toBe(202)
})

test('a body over 256 kB is refused', async () => {
  expect((await deliver(world(), 'alertmanager', ' '.repeat(262_145))).status).toBe(413)
})

// CloudEvents

test('a structured event becomes an observation', async () => {
  const it = world()
  expect(await deliver(it, 'events', event(), structured)).toMatchObject({ status: 202, reply: { taken: 1, known: 0, refused: [] } })
  expect(await kept(it)).toEqual([
    {
      id: 'change:/ci:deploy-7',
      kind: 'change',
      source: '/ci',
      title: 'Deploy pay 1.7',
      severity: 'info',
      status: 'implement',
      startedAt: start - 600_000,
      endedAt: null,
      updatedAt: start,
      service: 'pay',
      depends: [],
      labels: {},
    },
  ])
})

test('a batch is told from a single event although its type begins alike, and each event has its own verdict', async () => {
  const it = world()
  const events = [
    event(),
    event({ id: 'e2', subject: 'x', type: 'com.example.thing' }),
    event({ id: 'e3', subject: 'y', specversion: '0.3' }),
    'text',
    event({ id: 'e5', subject: 'z' }, { startedAt: 'yesterday' }),
    event(),
  ]
  const { status, reply } = await deliver(it, 'events', events, batch)
  expect(status).toBe(202)
  expect(reply).toEqual({
    taken: 1,
    known: 1,
    refused: [
      { index: 1, field: 'type', detail: 'expected dev.homeport.observation.{alert|incident|change|run|ticket|finding}.v1' },
      { index: 2, field: 'specversion', detail: 'expected "1.0"' },
      { index: 3, detail: 'expected object' },
      { index: 4, field: 'data.startedAt', detail: 'expected an RFC 3339 time or epoch milliseconds' },
    ],
  })
})

test('an empty batch is taken for what it is', async () => {
  expect(await deliver(world(), 'events', [], batch)).toMatchObject({ status: 202, reply: { taken: 0, known: 0, refused: [] } })
})

test('a binary event has its attributes in headers, percent-decoded', async () => {
  const it = world()
  const headers = {
    'ce-specversion': '1.0',
    'ce-id': 'b1',
    'ce-source': '/ci/M%C3%BCnchen',
    'ce-type': 'dev.homeport.observation.run.v1',
    'ce-time': at(0),
    'ce-subject': '"run 7"',
    'ce-extension': 'passes%20by',
  }
  expect(await deliver(it, 'events', { title: 'Backup', status: 'running' }, headers)).toMatchObject({ status: 202, reply: { taken: 1 } })
  expect(await kept(it)).toMatchObject([{ id: 'run:/ci/München:run 7', kind: 'run', source: '/ci/München', title: 'Backup', startedAt: start }])
  expect(await deliver(it, 'events', {}, { ...headers, 'ce-id': '%E0%A4%A' })).toMatchObject({ status: 400, reply: { field: 'ce-id' } })
})

test('an event with its data in base64 is read like any other', async () => {
  const it = world()
  const { data, ...envelope } = event()
  expect(await deliver(it, 'events', { ...envelope, data_base64: btoa(JSON.stringify(data)) }, structured)).toMatchObject({ reply: { taken: 1 } })
  expect(await kept(it)).toMatchObject([{ title: 'Deploy pay 1.7' }])
})

test('another content type is refused with the ones there are', async () => {
  expect(await deliver(world(), 'events', event())).toMatchObject({ status: 415 })
  expect(await deliver(world(), 'events', event(), { 'content-type': 'application/cloudevents+avro' })).toMatchObject({ status: 415 })
})

test('the same event again changes nothing, whichever way it comes', async () => {
  const it = world()
  await deliver(it, 'events', event(), structured)
  const again = await deliver(it, 'events', [event()], batch)
  expect(again.reply).toEqual({ taken: 0, known: 1, refused: [] })
  expect(await kept(it)).toHaveLength(1)
})

test('an older state that arrives late does not undo a newer one', async () => {
  const it = world()
  await deliver(it, 'events', event({ id: 'e2', time: at(-1) }, { status: 'closed', endedAt: at(-1) }), structured)
  const late = await deliver(it, 'events', event({ id: 'e1', time: at(-8) }), structured)
  expect(late.reply).toEqual({ taken: 0, known: 1, refused: [] })
  expect(await kept(it)).toMatchObject([{ status: 'closed', endedAt: start - 60_000 }])
})

test('a clock a few minutes ahead is forgiven, one far ahead is told', async () => {
  const it = world()
  const incident = { type: 'dev.homeport.observation.incident.v1' }
  expect(await deliver(it, 'events', event({ ...incident, time: at(4) }, { startedAt: at(4) }), structured)).toMatchObject({ reply: { taken: 1 } })
  expect(await kept(it)).toMatchObject([{ startedAt: start, updatedAt: start }])
  const far = await deliver(it, 'events', event({ ...incident, id: 'e9', subject: 'far' }, { startedAt: at(60) }), structured)
  expect(far.reply.refused).toEqual([{ index: 0, field: 'data.startedAt', detail: '3600 s in the future, at most 300 s accepted: check the clocks' }])
})

test('a change may be planned for next week', async () => {
  const it = world()
  const planned = event({}, { status: 'scheduled', startedAt: at(10_000), endedAt: at(10_060) })
  expect(await deliver(it, 'events', planned, structured)).toMatchObject({ reply: { taken: 1, refused: [] } })
})

test('labels under names that reach a prototype are bent, not lost', async () => {
  const it = world()
  const text = JSON.stringify(event({}, { labels: { 'a b': '1', constructor: '2', x: '3' } }))
  await deliver(it, 'events', text, structured)
  expect((await kept(it))[0]?.labels).toEqual({ a_b: '1', _constructor: '2', x: '3' })
  expect('polluted' in {}).toBe(false)
})

// Alertmanager

test('a firing alert becomes an open episode, its end closes the same row', async () => {
  const it = world()
  expect(await deliver(it, 'alertmanager', webhook(alert()))).toMatchObject({ status: 202, reply: { taken: 1, known: 0, refused: [] } })
  expect(await kept(it)).toMatchObject([
    {
      id: `alert:alertmanager:b509dbc1b6f20ee9-${start - 300_000}`,
      kind: 'alert',
      source: 'alertmanager',
      title: 'Many errors',
      severity: 'critical',
      status: 'firing',
      startedAt: start - 300_000,
      endedAt: null,
      service: 'pay',
      team: 'core',
      link: 'http://prometheus.example/graph',
    },
  ])
  await deliver(it, 'alertmanager', webhook(alert({ status: 'resolved', endsAt: at(-1) })))
  expect(await kept(it)).toMatchObject([{ status: 'resolved', endedAt: start - 60_000 }])
})

test('the same delivery twice, and a firing one after the end, change nothing', async () => {
  const it = world()
  await deliver(it, 'alertmanager', webhook(alert({ status: 'resolved', endsAt: at(-1) })))
  const before = await kept(it)
  expect((await deliver(it, 'alertmanager', webhook(alert()))).reply).toEqual({ taken: 0, known: 1, refused: [] })
  expect((await deliver(it, 'alertmanager', webhook(alert({ status: 'resolved', endsAt: at(-1) })))).reply).toEqual({ taken: 0, known: 1, refused: [] })
  expect(await kept(it)).toEqual(before)
})

test('the same alert that fires again later is another episode', async () => {
  const it = world()
  await deliver(it, 'alertmanager', webhook(alert({ status: 'resolved', startsAt: at(-60), endsAt: at(-50) }), alert()))
  expect((await kept(it)).map((o) => o.status)).toEqual(['firing', 'resolved'])
})

test('one unreadable alert does not cost the others their place', async () => {
  const it = world()
  const { reply } = await deliver(it, 'alertmanager', webhook(alert(), alert({ fingerprint: undefined }), alert({ fingerprint: 'x', startsAt: at(60) })))
  expect(reply).toMatchObject({
    taken: 1,
    refused: [
      { index: 1, field: 'fingerprint' },
      { index: 2, field: 'startsAt' },
    ],
  })
})

test('a truncated payload is marked and names the source to ask instead', async () => {
  const alertmanager = { ...scriptedConnector(new Map([['am-berlin', { query: () => Promise.reject(new Error('not asked')) }]]), 'alertmanager') }
  const it = world({ alertmanager })
  const { reply } = await deliver(it, 'alertmanager', { ...webhook(alert()), truncatedAlerts: 3 })
  expect(reply).toEqual({ taken: 1, known: 0, refused: [], truncated: { left: 3, source: 'am-berlin' } })
  expect(await kept(it)).toMatchObject([{ source: 'am-berlin', labels: { 'homeport/truncated': '3' } }])
  expect(it.logged.map((l) => l.event)).toContain('intake.truncated')
})

test('an alert with a thousand labels, long values and strange names is kept', async () => {
  const it = world()
  const labels = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`label ${i} ü`, 'v'.repeat(i === 0 ? 5000 : 20)]))
  expect((await deliver(it, 'alertmanager', webhook(alert({ labels })))).reply.taken).toBe(1)
  expect(Object.keys((await kept(it))[0]?.labels ?? {})).toHaveLength(1000)
})

test('a payload of another version, or from Grafana, is told where it belongs', async () => {
  expect(await deliver(world(), 'alertmanager', { ...webhook(), version: '3' })).toMatchObject({ status: 400, reply: { field: 'version' } })
  expect(await deliver(world(), 'alertmanager', { ...webhook(), orgId: 1 })).toMatchObject({
    status: 400,
    reply: { field: 'orgId', detail: 'from Grafana: send to /api/intake/grafana' },
  })
})

// Grafana

test('a Grafana alert is an episode like any other, with its panel as link', async () => {
  const it = world()
  const payload = {
    receiver: 'r',
    orgId: 1,
    version: '1',
    title: 't',
    alerts: [alert({ panelURL: 'https://grafana.example/d/1?viewPanel=2', values: { B: 1 } })],
  }
  expect(await deliver(it, 'grafana', payload)).toMatchObject({ status: 202, reply: { taken: 1 } })
  expect(await kept(it)).toMatchObject([
    { id: `alert:grafana:b509dbc1b6f20ee9-${start - 300_000}`, source: 'grafana', link: 'https://grafana.example/d/1?viewPanel=2' },
  ])
})

test('what has no organisation is not from Grafana', async () => {
  expect(await deliver(world(), 'grafana', webhook(alert()))).toMatchObject({ status: 400, reply: { field: 'orgId' } })
})
