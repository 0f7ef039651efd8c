import { randomBytes } from 'node:crypto'
import { beforeEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { Brief, Look, Run, RunCard } from '#contract/run.ts'
import type { WorkflowDefinition } from '#core/workflow/definition.ts'
import { change } from '#core/workflow/definitions/change.ts'
import { createMockApi } from '#mocks/mock-api.ts'
import type { MockApi } from '#mocks/mock-api.ts'
import { scenarios } from '#mocks/scenarios/registry.ts'
import { createActingWorld } from '#tests/support/acting-world.ts'
import { person } from '#tests/support/actors.ts'
import { createWorld, send as sendTo } from '#tests/support/api-world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const origin = 'http://mock.example'
const subject = { kind: 'alert', id: 'alert:demo:over-1', title: 'Queue age', severity: 'critical', service: 'orders' } as const
const Fault = z.object({ code: z.string(), field: z.optional(z.string()) })

let api: MockApi
beforeEach(async () => {
  api = await createMockApi({ scenario: scenarios.calm })
})

async function send(method: string, path: string, body?: object, rev?: number): Promise<{ readonly status: number; readonly body: unknown }> {
  const headers = {
    origin,
    'sec-fetch-site': 'same-origin',
    'idempotency-key': randomBytes(16).toString('hex'),
    ...(body && { 'content-type': 'application/json' }),
    ...(rev !== undefined && { 'if-match': `"${rev}"` }),
  }
  const reply = await api.fetch(new Request(`${origin}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) }))
  return { status: reply.status, body: await reply.json() }
}
/** Headers of a change, on top of a revision where there is one. */
const keyed = (rev?: number) => ({
  headers: { 'idempotency-key': randomBytes(16).toString('hex'), ...(rev !== undefined && { 'if-match': `"${rev}"` }) },
})
const start = async (workflow: string, about: object | null, device = 'desk', fields: object = {}): Promise<Run> =>
  z.parse(Run, (await send('POST', '/api/runs', { workflow, subject: about, device, fields })).body)
const advance = async (run: Run, fields: object, device = 'desk'): Promise<Run> =>
  z.parse(Run, (await send('POST', `/api/runs/${run.id}/advance`, { step: run.step, device, fields }, run.rev)).body)
const briefOf = async (run: Run): Promise<Brief> => z.parse(Brief, (await send('GET', `/api/runs/${run.id}/brief?device=desk`)).body)

test('starting twice about the same thing goes on with what was begun, also when both come at once', async () => {
  const [one, two] = await Promise.all([start('triage', subject), start('triage', subject, 'phone')])
  expect(two.id).toBe(one.id)
  expect((await start('triage', { ...subject, title: 'Called something else by now' })).id).toBe(one.id)
  expect((await start('triage', { ...subject, id: 'alert:demo:other' })).id).not.toBe(one.id)
  expect((await start('change', subject)).id).not.toBe(one.id)
  const [free, freeToo] = [await start('change', null), await start('change', null)]
  expect(freeToo.id).not.toBe(free.id)
})

test('what was discarded is not gone on with', async () => {
  const run = await start('triage', subject)
  await send('POST', `/api/runs/${run.id}/discard`, { device: 'desk' }, run.rev)
  const next = await start('triage', subject)
  expect([next.id === run.id, next.state]).toEqual([false, 'open'])
})

test('an alert that is over while it is triaged ends in one thing to do: close it', async () => {
  const run = await start('triage', subject)
  const alerts = [{ id: subject.id, title: subject.title, severity: 'critical', status: 'firing', startedAt: 1 }]
  const { next } = await briefOf(await advance(run, { alerts }))
  expect([next.do, next.said?.key]).toEqual(['close', 'run.next.resolved'])
})

test('of two devices one writes; the other is told who has it, and has it by taking over', async () => {
  const run = await start('triage', subject)
  const refused = await send('PUT', `/api/runs/${run.id}`, { device: 'phone', fields: { ackNote: 'mine' } }, run.rev)
  expect(z.parse(Fault, refused.body).code).toBe('held')
  const taken = z.parse(Run, (await send('POST', `/api/runs/${run.id}/lease`, { device: 'phone', over: true })).body)
  const kept = await send('PUT', `/api/runs/${run.id}`, { device: 'phone', fields: { ackNote: 'mine' } }, taken.rev)
  expect(z.parse(Run, kept.body).fields['ackNote']).toBe('mine')
  const late = await send('PUT', `/api/runs/${run.id}`, { device: 'desk', fields: { ackNote: 'theirs' } }, run.rev)
  expect(z.parse(Fault, late.body).code).toBe('held')
})

test('unfinished work on another device says that it is oneself who has it there', async () => {
  const run = await start('triage', subject, 'phone')
  const { body } = await send('GET', '/api/runs?device=desk')
  const card = z.parse(z.array(RunCard), body).find(({ id }) => id === run.id)
  expect(card?.held).toMatchObject({ phone: false, you: true })
  expect(z.parse(z.array(RunCard), (await send('GET', '/api/runs?device=phone')).body).find(({ id }) => id === run.id)?.held).toBeUndefined()
})

const answers = [
  { title: 'Firmware', type: 'standard', category: 'network' },
  { what: 'New image', reason: 'Faults' },
  { services: ['checkout'] },
  { risk: 'low', impact: 'None', users: 'none' },
  { plan: 'Do it', backOut: 'Undo it' },
]

/** A change up to the step that makes its silence, at a source of this id. */
async function planned(source: string): Promise<Run> {
  let run = await start('change', null)
  for (const fields of answers) run = await advance(run, fields)
  run = await advance(run, { start: Date.now(), end: Date.now() + 3_600_000, zone: 'UTC' })
  return advance(run, { suppression: [{ id: 's1', source, matchers: [{ name: 'site', op: '=', value: 'FRA' }] }] })
}

test('a source that is gone leaves the step where it is, with what failed and everything answered', async () => {
  const run = await advance(await planned('gone'), {})
  expect(run.step).toBe('silence')
  expect(run.effects.find(({ kind }) => kind === 'alertmanager.silence')).toMatchObject({ state: 'failed', fault: { code: 'not_found' } })
  expect(run.fields).toMatchObject({ title: 'Firmware', backOut: 'Undo it' })
  const brief = await briefOf(run)
  expect(brief.done.map(({ said }) => said.key)).toContain('run.did.alertmanager_silence.failed')
  expect([brief.next.do, brief.next.step, brief.next.said?.key]).toEqual(['resolve', 'suppress', 'run.next.unpluggedChoose'])
})

test('work that is not there, or is nobody’s to see, is not found', async () => {
  expect((await send('GET', '/api/runs/nothing?device=desk')).status).toBe(404)
})

test('a definition that changes mid-run: the work stands at the first step of the new one that was not passed, and no answer is dropped', async () => {
  const before = createWorld()
  const begun = await sendTo(
    before.api,
    'POST',
    '/api/runs',
    { workflow: 'change', device: 'desk', fields: { title: 'Firmware', type: 'standard', category: 'network' } },
    keyed(),
  )
  const run = z.parse(Run, begun.body)
  await sendTo(before.api, 'POST', `/api/runs/${run.id}/advance`, { step: 'type', device: 'desk', fields: {} }, keyed(1))
  const next: WorkflowDefinition = {
    ...change,
    version: 2,
    steps: change.steps.flatMap((step) => (step.id === 'type' ? [{ ...step, fields: step.fields.slice(0, 1) }] : step.id === 'why' ? [] : [step])),
  }
  const after = createWorld({ workflows: { change: [next] } }, { store: before.store })
  const brief = z.parse(Brief, (await sendTo(after.api, 'GET', `/api/runs/${run.id}/brief?device=desk`)).body)
  expect(brief.run).toMatchObject({ version: 2, step: 'services', fields: { title: 'Firmware' }, kept: { type: 'standard', category: 'network' } })
  expect(brief.changed.map(({ said }) => said)).toContainEqual({ key: 'run.changed.definition', args: { n: 2 } })
  expect(brief.next).toEqual({ do: 'continue', step: 'services' })
  const saved = await sendTo(after.api, 'PUT', `/api/runs/${run.id}`, { device: 'desk', fields: { services: ['checkout'] } }, keyed(brief.run.rev))
  expect(z.parse(Run, saved.body)).toMatchObject({ version: 2, kept: { type: 'standard' }, fields: { services: ['checkout'] } })
})

test('alerts to pick from are searched among all that go on, and a search is not taken for having seen the rest', async () => {
  api = await createMockApi({ scenario: scenarios.burst })
  const run = await start('triage', null)
  const look = async (find: string): Promise<Look> => z.parse(Look, (await send('POST', `/api/runs/${run.id}/look`, { step: 'pick', find })).body)
  const all = await look('')
  const [one] = all.alerts
  if (!one) throw new Error('nothing goes on')
  const found = await look(`${one.service?.toUpperCase()} ${one.title.split(' ')[0]}`)
  expect(found.alerts.map(({ id }) => id)).toContain(one.id)
  expect(found.alerts.every(({ service, title }) => `${title} ${service}`.toLowerCase().includes(one.service ?? ''))).toBe(true)
  expect([found.total, (await look('no such words anywhere')).total]).toEqual([found.alerts.length, 0])
  expect(found.total).toBeLessThan(all.total)
  // What the brief compares with is what was there to see, not what was searched for.
  expect((await briefOf(run)).changed.map(({ said }) => said.key)).not.toContain('run.changed.alertsMore')
})

test('an administrator who only looks does not take what is new from the brief of who does the work', async () => {
  const world = await createActingWorld()
  const [ann, ada] = [person('ann', 'editor'), person('ada', 'admin')]
  const begun = await world.as(ann, 'POST', '/api/runs', { workflow: 'change', subject: null, device: 'desk', fields: {} }, keyed().headers)
  const { id } = z.parse(Run, begun.body)
  const window = { start: world.ports.clock.now(), end: world.ports.clock.now() + 3_600_000 }
  const look = async (by: typeof ann): Promise<number> => (await world.as(by, 'POST', `/api/runs/${id}/look`, { step: 'schedule', fields: window })).status
  const seen = async () => (await world.store.runs.read(id)).seen
  expect([await look(ada), await seen()]).toEqual([200, undefined])
  expect([await look(ann), (await seen())?.conflicts]).toEqual([200, []])
})
