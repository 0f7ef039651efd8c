import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import type { Brief, Run } from '#contract/run.ts'
import { hasAlertmanager, startAlertmanager } from '#tests/support/alertmanager.ts'
import type { Alertmanager } from '#tests/support/alertmanager.ts'
import { startHomeport } from '#tests/support/homeport.ts'
import type { Homeport } from '#tests/support/homeport.ts'
import { needs } from '#tests/support/require.ts'
import { createRunClient, silencesOf } from '#tests/support/run-client.ts'
import type { RunClient } from '#tests/support/run-client.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const answers: Readonly<Record<string, object>> = {
  type: { title: 'Core switch firmware', type: 'standard', category: 'network' },
  why: { what: 'Firmware 9.3', reason: 'Two faults in the old one' },
  services: { services: ['checkout'] },
  risk: { risk: 'low', impact: 'None', users: 'none' },
  plan: { plan: 'Upgrade', backOut: 'Boot the old image' },
}
const Kept = z.object({ rev: z.int() })
const People = z.array(z.object({ id: z.string(), name: z.string(), rev: z.int() }))

/** What the brief tells somebody to do, in one line. */
const nextOf = ({ next }: Brief): readonly (string | undefined)[] => [next.do, next.step, next.said?.key]
const silenceIn = (run: Run) => run.effects.find(({ kind }) => kind === 'alertmanager.silence')

needs('Alertmanager', hasAlertmanager)('a change whose silence is met by something outside', () => {
  let alertmanager: Alertmanager
  let server: Homeport
  let admin = ''
  let person: RunClient
  /** Of the source; every test has its own, so that one may take it away. */
  let source = ''
  let n = 0

  const manage = async (method: string, path: string, body?: object, rev?: number): Promise<unknown> => {
    const headers = {
      origin: server.url,
      'sec-fetch-site': 'same-origin',
      cookie: admin,
      'idempotency-key': randomBytes(16).toString('hex'),
      ...(body && { 'content-type': 'application/json' }),
      ...(rev !== undefined && { 'if-match': `"${rev}"` }),
    }
    const reply = await fetch(`${server.url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  const addSource = (id: string): Promise<unknown> =>
    manage('POST', '/api/sources', { id, kind: 'alertmanager', name: `Alertmanager ${id}`, config: { url: alertmanager.url } })
  const removeSource = async (id: string): Promise<void> => {
    const all = z.parse(z.array(z.object({ id: z.string(), rev: z.int() })), await manage('GET', '/api/sources'))
    await manage('DELETE', `/api/sources/${id}`, undefined, all.find((one) => one.id === id)?.rev ?? 0)
  }
  /** Only whoever has this role, or is in this team, may ask it from now on. */
  const keepFor = async (id: string, to: string, kind: 'role' | 'team' = 'role'): Promise<void> => {
    const { rev } = z.parse(Kept, await manage('GET', `/api/sources/${id}/access`))
    await manage('PUT', `/api/sources/${id}/access`, { grants: [{ to: { kind, id: to }, matchers: [] }] }, rev)
  }
  /** Puts the person into these teams and no others. */
  const inTeams = async (...teams: readonly string[]): Promise<void> => {
    const one = z.parse(People, await manage('GET', '/api/people')).find(({ name }) => name === 'Bob Muster')
    await manage('PUT', `/api/people/${one?.id}`, { teams }, one?.rev ?? 0)
  }

  beforeAll(async () => {
    alertmanager = await startAlertmanager()
    server = await startHomeport({ config: { allow: [`127.0.0.1:${alertmanager.port}`] } })
    admin = (await server.signIn()).headers['cookie'] ?? ''
    const { headers } = await server.signInAs('Bob Muster', ['sre'])
    person = createRunClient({ url: server.url, cookies: headers['cookie'] ?? '', device: 'desk' })
  })
  afterAll(async () => {
    await server.stop()
    await alertmanager.stop()
  })
  beforeEach(async () => {
    source = `am-${(n += 1)}`
    await addSource(source)
  })

  /** A change up to the step that makes its silence, or beyond. */
  async function planned(until: 'silence' | 'implement'): Promise<string> {
    const run = await person.start('change')
    const now = Date.now()
    const suppression = [{ id: 's1', source, matchers: [{ name: 'site', op: '=', value: source }] }]
    const all = { ...answers, schedule: { start: now, end: now + 3_600_000, zone: 'UTC' }, suppress: { suppression, comment: 'Planned' } }
    for (const [step, fields] of Object.entries(all)) {
      await person.save(run, fields)
      await person.advance(run, step)
    }
    if (until === 'implement') await person.advance(run, 'silence')
    return run
  }
  async function finish(run: string): Promise<Run> {
    const { fields } = await person.read(run)
    const checklist = Array.isArray(fields['checklist']) ? fields['checklist'].map((line) => ({ ...Object(line), done: true })) : []
    await person.save(run, { checklist })
    await person.advance(run, 'implement')
    await person.save(run, { verdict: 'asPlanned', evidence: 'All green' })
    await person.advance(run, 'verify')
    await person.save(run, { outcome: 'done' })
    return person.advance(run, 'close')
  }

  test('a silence deleted outside is told, never made again by itself, and made again by one step', async () => {
    const run = await planned('implement')
    const [made] = await silencesOf(alertmanager, run)
    await fetch(`${alertmanager.url}/api/v2/silence/${made?.id}`, { method: 'DELETE' })
    const brief = await person.brief(run)
    expect(nextOf(brief)).toEqual(['again', 'silence', 'run.next.silenceGone'])
    expect(brief.changed.map(({ said }) => said.key)).toContain('run.changed.silenceGone')
    expect(silenceIn(brief.run)?.state).toBe('gone')
    expect(await silencesOf(alertmanager, run)).toEqual([])

    await person.read(run)
    await person.goTo(run, 'silence')
    const again = await person.advance(run, 'silence')
    const [now, ...others] = await silencesOf(alertmanager, run)
    expect([again.step, others]).toEqual(['implement', []])
    expect(silenceIn(again)).toMatchObject({ state: 'done', ref: now?.id, earlier: [made?.id] })
    expect(nextOf(await person.brief(run))).toEqual(['continue', 'implement', undefined])
    expect((await finish(run)).state).toBe('done')
    expect(await silencesOf(alertmanager, run)).toEqual([])
  })

  test('one that is deleted outside may be left so: the change is finished without it', async () => {
    const run = await planned('implement')
    const [made] = await silencesOf(alertmanager, run)
    await fetch(`${alertmanager.url}/api/v2/silence/${made?.id}`, { method: 'DELETE' })
    await person.brief(run)
    await person.read(run)
    expect((await finish(run)).state).toBe('done')
    expect(await silencesOf(alertmanager, run)).toEqual([])
  })

  test('a source that is taken from the person before the silence is made: they plan it elsewhere, nothing answered is lost', async () => {
    const run = await planned('silence')
    await keepFor(source, 'administrator')
    expect(nextOf(await person.brief(run))).toEqual(['resolve', 'suppress', 'run.next.barredChoose'])
    const stuck = await person.advance(run, 'silence')
    expect([stuck.step, silenceIn(stuck)?.state, silenceIn(stuck)?.fault?.code]).toEqual(['silence', 'failed', 'forbidden'])
    expect(await silencesOf(alertmanager, run)).toEqual([])

    await addSource(`${source}-b`)
    await person.goTo(run, 'suppress')
    const suppression = [{ id: 's1', source: `${source}-b`, matchers: [{ name: 'site', op: '=', value: source }] }]
    await person.save(run, { suppression })
    await person.advance(run, 'suppress')
    const made = await person.advance(run, 'silence')
    expect([made.step, silenceIn(made)?.state]).toEqual(['implement', 'done'])
    expect(await silencesOf(alertmanager, run)).toHaveLength(1)
    expect(made.fields).toMatchObject({ title: 'Core switch firmware', backOut: 'Boot the old image' })
  })

  test('a source that is taken while its silence stands: it is not called in place, and somebody who may ends it', async () => {
    const run = await planned('implement')
    await keepFor(source, 'administrator')
    const brief = await person.brief(run)
    expect(nextOf(brief)).toEqual(['handOver', 'implement', 'run.next.barredStands'])
    expect(brief.done.map(({ said }) => said.key)).toContain('run.did.alertmanager_silence.unknown')
    await person.read(run)
    const stuck = await finish(run)
    expect([stuck.state, stuck.step]).toEqual(['open', 'close'])
    expect(silenceIn(stuck)).toMatchObject({ op: 'undo', state: 'failed', fault: { code: 'forbidden' } })

    const me = z.parse(z.object({ id: z.string() }), await manage('GET', '/api/me'))
    const { rev } = await person.read(run)
    const reply = await fetch(`${server.url}/api/runs/${run}/hand-over`, {
      method: 'POST',
      headers: { ...person.headers, 'content-type': 'application/json', 'if-match': `"${rev}"` },
      body: JSON.stringify({ to: me.id, note: 'Please end it' }),
    })
    expect(reply.status).toBe(200)
    const boss = createRunClient({ url: server.url, cookies: admin, device: 'office' })
    await boss.take(run)
    expect((await boss.advance(run, 'close')).state).toBe('done')
    expect(await silencesOf(alertmanager, run)).toEqual([])
  })

  test('teams that change in the middle: what they let one do goes with them and comes back with them, the work stays one’s own', async () => {
    await inTeams('pay')
    await keepFor(source, 'pay', 'team')
    const run = await planned('silence')
    await inTeams('net')
    // Still theirs, with everything they answered; only the real system is out of reach.
    expect((await person.read(run)).mine).toBe('own')
    expect(nextOf(await person.brief(run))).toEqual(['resolve', 'suppress', 'run.next.barredChoose'])
    const seen = await person.look(run, 'suppress')
    expect([seen.alerts, seen.failed.map(({ fault }) => fault.code)]).toEqual([[], ['forbidden']])
    const stuck = await person.advance(run, 'silence')
    expect([stuck.step, silenceIn(stuck)?.state, silenceIn(stuck)?.fault?.code]).toEqual(['silence', 'failed', 'forbidden'])
    expect(stuck.fields).toMatchObject({ title: 'Core switch firmware', backOut: 'Boot the old image' })
    expect(await silencesOf(alertmanager, run)).toEqual([])

    await inTeams('net', 'pay')
    expect(nextOf(await person.brief(run)).slice(0, 2)).toEqual(['continue', 'silence'])
    const made = await person.advance(run, 'silence')
    expect([made.step, silenceIn(made)?.state]).toEqual(['implement', 'done'])
    expect(await silencesOf(alertmanager, run)).toHaveLength(1)

    await inTeams()
    expect(nextOf(await person.brief(run))).toEqual(['handOver', 'implement', 'run.next.barredStands'])
    await person.read(run)
    expect(silenceIn(await finish(run))).toMatchObject({ op: 'undo', state: 'failed', fault: { code: 'forbidden' } })
    expect(await silencesOf(alertmanager, run)).toHaveLength(1)

    await inTeams('pay')
    await person.read(run)
    expect((await person.advance(run, 'close')).state).toBe('done')
    expect(await silencesOf(alertmanager, run)).toEqual([])
  })

  test('a source that is removed while its silence stands: the change is closed, and says that time ends it', async () => {
    const run = await planned('implement')
    await removeSource(source)
    expect(nextOf(await person.brief(run))).toEqual(['continue', 'implement', 'run.next.unpluggedStands'])
    await person.read(run)
    const closed = await finish(run)
    expect(closed.state).toBe('done')
    expect(silenceIn(closed)).toMatchObject({ op: 'undo', state: 'failed', fault: { code: 'not_found' } })
    // What is there is nobody's to end through a source that is gone; its own end is at most seven days away.
    expect(await silencesOf(alertmanager, run)).toHaveLength(1)
  })

  test('a source that is removed before the silence is made: it is planned elsewhere', async () => {
    const run = await planned('silence')
    await removeSource(source)
    expect(nextOf(await person.brief(run))).toEqual(['resolve', 'suppress', 'run.next.unpluggedChoose'])
  })
})
