import { expect, test } from 'vitest'
import type { JsonRecord } from '#contract/json.ts'
import { ada, bob, laptop, leaseOf, phone, runState } from '#tests/support/run-states.ts'
import { approve, standing } from './approvals.ts'
import { beat, wakeAt } from './beat.ts'
import { composeBrief } from './brief.ts'
import type { WorkflowDefinition } from './definition.ts'
import { change } from './definitions/change.ts'
import { must } from './definitions/asked.ts'
import { triage } from './definitions/triage.ts'
import { confirm, intend, pendingEffect, reconcile } from './effects.ts'
import { gapsIn } from './fields.ts'
import { take } from './lease.ts'
import { advance, begin, discard, dismiss, goTo, handOver, recover, save } from './machine.ts'
import { definitionOf, migrateRun } from './migrate.ts'
import { chance, isSuggested, rank, weigh } from './rank.ts'
import type { EffectState, Result, RunState } from './run.ts'

const t0 = 1_800_000_000_000
const hour = 3_600_000
const day = 24 * hour

const ran = (result: Result): RunState => {
  if (result.problem) throw new Error(`${result.problem.detail} ${result.problem.field ?? ''}`)
  return result.run
}
const started = (): RunState =>
  ran(begin(change, { id: 'r', owner: ada, device: laptop, subject: null, fields: {}, place: { zone: 'Europe/Berlin' }, now: t0 }))

test('a step is completed when its answers are enough, and says which one is not', () => {
  const run = started()
  expect(advance(change, run, t0)).toEqual({ problem: { code: 'invalid', detail: 'required', field: 'fields.title' } })
  const answered = ran(save(change, run, { fields: { title: 'Firmware', type: 'standard', category: 'network' }, device: laptop, now: t0 }))
  expect(ran(advance(change, answered, t0 + 1))).toMatchObject({ step: 'why', title: 'Firmware', passed: { type: t0 + 1 } })
})

test('an answer nobody asked for, or of another kind, refuses the whole save', () => {
  const run = started()
  for (const fields of [{ nope: 1 }, { title: 7 }, { type: 'sideways' }, { start: 'soon' }]) {
    expect(save(change, run, { fields: { category: 'network', ...fields }, device: laptop, now: t0 }).problem?.code).toBe('invalid')
  }
})

test('going back and answering differently has what later steps proved looked at again; the answers stay', () => {
  const run = runState(
    { id: 'r', step: 'suppress', passed: { type: 1, why: 1, services: 1, risk: 1, plan: 1, schedule: 1 }, fields: { start: t0, end: t0 + hour, what: 'x' } },
    t0,
  )
  const back = ran(goTo(change, run, 'plan', t0))
  const changed = ran(save(change, back, { fields: { plan: 'another' }, device: laptop, now: t0 }))
  expect(changed.passed).toEqual({ type: 1, why: 1, services: 1, risk: 1, plan: 1 })
  expect(changed.fields).toMatchObject({ start: t0, what: 'x' })
  expect(goTo(change, changed, 'suppress', t0).problem?.detail).toBe('not reached yet')
})

test('nobody approves for themselves, and an approval ends with what it was for', () => {
  const run = runState(
    { id: 'r', step: 'approvals', fields: { type: 'normal', approvers: [{ ...bob }], start: t0 + hour, end: t0 + 2 * hour, risk: 'low', services: ['a'] } },
    t0,
  )
  expect(advance(change, run, t0).problem?.detail).toBe('waiting')
  const own = approve(change, run, { by: ada, verdict: 'yes', note: '', at: t0 })
  expect(advance(change, own, t0).problem?.detail).toBe('waiting')
  const approved = approve(change, own, { by: bob, verdict: 'yes', note: '', at: t0 })
  expect(standing(change, approved)).toHaveLength(2)
  expect(advance(change, approved, t0).problem?.detail).toBe('effects are not done')
  const moved = { ...approved, fields: { ...approved.fields, end: t0 + 3 * hour } }
  expect(advance(change, moved, t0).problem?.detail).toBe('waiting')
  const refused = approve(change, approved, { by: bob, verdict: 'no', note: '', at: t0 })
  expect(advance(change, refused, t0).problem?.detail).toBe('refused')
})

test('a window that is over, upside down or too long is refused', () => {
  const at = (start: number, end: number) =>
    advance(change, runState({ id: 'r', step: 'schedule', fields: { start, end, zone: 'UTC' } }, t0), t0).problem?.detail
  expect(at(t0 + hour, t0)).toBe('before_start')
  expect(at(t0, t0 + 8 * day)).toBe('too_long')
  expect(at(t0 - 2 * hour, t0 - hour)).toBe('over')
})

test('one device at a time: taking over is said, silence for two minutes lets go', () => {
  const lease = leaseOf(laptop, t0 + 120_000)
  const by = { by: ada, leave: false }
  expect(take(lease, { ...by, device: phone, over: false, now: t0 }).problem?.code).toBe('held')
  expect(take(lease, { ...by, device: phone, over: true, now: t0 })).toMatchObject({ lease: { device: phone } })
  expect(take(lease, { ...by, device: phone, over: false, now: t0 + 120_000 })).toMatchObject({ lease: { device: phone } })
  expect(take(lease, { ...by, device: phone, over: false, leave: true, now: t0 })).toEqual({ lease })
})

test('what the real system says decides: none was not done, one was, of several one is kept', () => {
  const thing = (ref: string, fits = true, at = t0) => ({ ref, fits, at })
  expect(reconcile({ op: 'do', ref: undefined }, [])).toEqual({ do: 'call', ref: undefined, extras: [] })
  expect(reconcile({ op: 'do', ref: undefined }, [thing('a')])).toEqual({ do: 'adopt', ref: 'a', extras: [] })
  expect(reconcile({ op: 'do', ref: 'b' }, [thing('a'), thing('b'), thing('c', false)])).toEqual({ do: 'adopt', ref: 'b', extras: ['a', 'c'] })
  expect(reconcile({ op: 'do', ref: 'a' }, [thing('a', false)])).toEqual({ do: 'call', ref: 'a', extras: [] })
  expect(reconcile({ op: 'undo', ref: 'a' }, [])).toEqual({ do: 'gone' })
})

test('a run of an older definition finishes on it while it is there; else its answers move over and none is dropped', () => {
  const old: WorkflowDefinition = { ...change, version: 1 }
  const next: WorkflowDefinition = {
    ...change,
    version: 2,
    renamed: { what: 'scope' },
    steps: [
      { id: 'begin', cost: 1, fields: [must('scope', 'long'), must('title', 'text')] },
      { id: 'close', cost: 1, fields: [] },
    ],
  }
  const run = runState({ id: 'r', step: 'risk', passed: { type: 1 }, fields: { what: 'all of it', title: 'T', risk: 'high' } }, t0)
  expect(definitionOf({ change: [old, next] }, run)?.version).toBe(1)
  const definition = definitionOf({ change: [next] }, run)
  expect(definition && migrateRun(definition, run)).toMatchObject({
    version: 2,
    step: 'begin',
    fields: { scope: 'all of it', title: 'T' },
    kept: { risk: 'high' },
  })
})

test('what was discarded or expired comes back whole within seven days, and not after', () => {
  const run = started()
  const gone = ran(discard(run, t0))
  expect(gone).toMatchObject({ state: 'discarded', recoverableUntil: t0 + 7 * day })
  expect(ran(recover(change, gone, t0 + 6 * day))).toMatchObject({ state: 'open', fields: run.fields })
  expect(recover(change, gone, t0 + 7 * day).problem?.code).toBe('invalid')
  expect(ran(handOver(change, run, { to: bob, note: 'yours', now: t0 }))).toMatchObject({ owner: bob, helpers: [ada], note: 'yours' })
})

test('expiry is told before it comes, a silence about to end too, each once', () => {
  const run = started()
  expect(wakeAt(change, run)).toBe(run.expiresAt - change.warnMs)
  const warned = beat(change, run, run.expiresAt - change.warnMs)
  expect(warned.notices.map(({ said }) => said.key)).toEqual(['run.notice.expires'])
  expect(beat(change, warned, run.expiresAt - 1)).toBe(warned)
  expect(beat(change, warned, run.expiresAt)).toMatchObject({ state: 'expired' })
})

test('what burns and what is due comes first; what was put off three times or lies for two weeks is no longer suggested', () => {
  const calm = runState({ id: 'calm' }, t0)
  const due = runState({ id: 'due', fields: { start: t0 + hour / 2 } }, t0)
  const fire = runState({ id: 'fire', workflow: 'triage', step: 'pick', fields: { severity: 'critical' } }, t0)
  const old = { ...calm, id: 'old', updatedAt: t0 - 5 * day }
  const weighed = [calm, old, fire, due].map((run) => weigh(run.workflow === 'triage' ? triage : change, run, [], t0))
  expect(rank(weighed).map(({ run }) => run.id)).toEqual(['due', 'fire', 'calm', 'old'])
  expect(chance([], hour)).toBeGreaterThan(chance([], 30 * day))
  const putOff = dismiss(dismiss(dismiss(calm, t0), t0), t0)
  expect([isSuggested(calm, t0), isSuggested(putOff, t0), isSuggested(dismiss(calm, t0 + 1), t0), isSuggested(calm, t0 + 15 * day)]).toEqual([
    true,
    false,
    false,
    false,
  ])
})

const silenceOf = (it: Partial<EffectState>): EffectState => ({
  key: 'silence-s1',
  kind: 'alertmanager.silence',
  step: 'silence',
  op: 'do',
  state: 'done',
  input: { source: 'am', endsAt: t0 + hour },
  ref: 'x',
  earlier: [],
  label: 'am',
  at: t0,
  confirmedAt: t0,
  fault: undefined,
  attempt: undefined,
  ...it,
})

test('the brief names what changed since it was last looked at, and what is not there any more', () => {
  const silence = silenceOf({})
  const run = runState({ id: 'r', step: 'implement', passed: { schedule: t0, implement: t0 }, effects: [silence], fields: { start: t0, end: t0 + hour } }, t0)
  const alert = (id: string) => ({ id, title: id, startedAt: t0 })
  const fresh = {
    alerts: [alert('a'), alert('b')],
    conflicts: [{ id: 'c', title: 'CHG-9', startedAt: t0 }],
    away: new Map(),
    effects: new Map([['silence-s1', []]]),
  }
  const brief = composeBrief(change, run, { seen: { at: t0, alerts: ['a'], conflicts: [] }, fresh, now: t0 + 1 })
  expect(brief.changed.map(({ said }) => said.key)).toEqual(['run.changed.silenceGone', 'run.changed.alertsMore', 'run.changed.conflict'])
  expect(brief.done.map(({ said }) => said.key)).toEqual(['run.did.gone'])
  expect(brief.next).toMatchObject({ do: 'resolve', step: 'implement' })
  const calm = composeBrief(change, run, {
    seen: undefined,
    fresh: { ...fresh, effects: new Map([['silence-s1', [{ ref: 'x', fits: true, at: t0 }]]]) },
    now: t0 + 1,
  })
  expect(calm.changed.map(({ said }) => said.key)).toEqual(['run.changed.nothing'])
  expect(calm.expires.map(({ said }) => said.key)).toEqual(['run.expires.windowCloses', 'run.expires.silenceEnds', 'run.expires.draft'])
})

test('a word for an incident of another system is not said to be written there', () => {
  const note = (ref: string) => silenceOf({ key: 'update', kind: 'incident.note', label: 'INC-9', ref })
  const doneOf = (ref: string) =>
    composeBrief(triage, runState({ id: 'r', workflow: 'triage', effects: [note(ref)] }, t0), { seen: undefined, fresh: nothing, now: t0 }).done
  expect(doneOf('incident:demo:INC-9')).toMatchObject([{ mark: 'info', said: { key: 'run.did.incident_note.elsewhere' }, more: { key: 'run.did.elsewhere' } }])
  expect(doneOf('INC-9')).toMatchObject([{ said: { key: 'run.did.incident_note.elsewhere' } }])
  expect(doneOf('incident:homeport:INC-9')).toMatchObject([{ mark: 'ok', said: { key: 'run.did.incident_note.done' } }])
})

const quietAt = (source: string) => ({ suppression: [{ id: 's1', source, matchers: [{ name: 'site', op: '=', value: 'FRA' }] }], start: t0, end: t0 + hour })
const nothing = { alerts: undefined, conflicts: undefined, away: new Map(), effects: new Map() }

test('a source that was taken from somebody, or is gone, is one thing to do: plan the silence elsewhere, or let somebody end it who may', () => {
  const planned = runState({ id: 'r', step: 'silence', passed: { schedule: t0, suppress: t0 }, fields: quietAt('am') }, t0)
  const next = (run: RunState, more: object) => composeBrief(change, run, { seen: undefined, fresh: { ...nothing, ...more }, now: t0 + 1 }).next
  const away = (code: 'forbidden' | 'not_found' | 'source_timeout') => ({ away: new Map([['am', { code }]]) })
  expect(next(planned, away('forbidden'))).toEqual({ do: 'resolve', step: 'suppress', said: { key: 'run.next.barredChoose', args: { source: 'am' } } })
  expect(next(planned, away('not_found')).said?.key).toBe('run.next.unpluggedChoose')
  expect(next(planned, away('source_timeout'))).toEqual({ do: 'continue', step: 'silence' })
  const held = { ...planned, step: 'implement', effects: [silenceOf({ input: { source: 'am', endsAt: t0 + hour } })] }
  const unread = (code: 'forbidden' | 'not_found') => ({ effects: new Map([['silence-s1', { code }]]) })
  expect(next(held, unread('forbidden'))).toEqual({ do: 'handOver', step: 'implement', said: { key: 'run.next.barredStands', args: { source: 'am' } } })
  expect(next(held, unread('not_found'))).toMatchObject({ do: 'continue', said: { key: 'run.next.unpluggedStands' } })
})

test('a silence somebody took away is made again where it was made, by whoever completes that step', () => {
  const run = runState(
    { id: 'r', step: 'implement', passed: { schedule: t0, silence: t0 }, fields: quietAt('am'), effects: [silenceOf({ state: 'gone' })] },
    t0,
  )
  const { next } = composeBrief(change, run, { seen: undefined, fresh: nothing, now: t0 + 1 })
  expect(next).toEqual({ do: 'again', step: 'silence', said: { key: 'run.next.silenceGone', args: {} } })
  const back = ran(goTo(change, run, 'silence', t0))
  const step = change.steps.find(({ id }) => id === 'silence')
  const record = step && pendingEffect(step, back)
  const written = record && confirm(intend(back, record, { by: 'p', until: t0 }, t0), record.key, { ref: 'CHG-1' }, t0)
  expect(step && written && pendingEffect(step, written)).toMatchObject({ kind: 'alertmanager.silence', op: 'do' })
  // Once the work is done nothing has to be kept quiet any more.
  expect(composeBrief(change, { ...run, step: 'verify' }, { seen: undefined, fresh: nothing, now: t0 + 1 }).next.do).toBe('continue')
})

test('a silence that cannot be ended because its source is gone does not keep the change open', () => {
  const lost = silenceOf({ op: 'undo', state: 'failed', fault: { code: 'not_found' } })
  const run = runState({ id: 'r', step: 'close', effects: [lost] }, t0)
  const step = change.steps.find(({ id }) => id === 'close')
  expect(step && pendingEffect(step, run)?.kind).toBe('change.record')
  const barred = { ...run, effects: [{ ...lost, fault: { code: 'forbidden' as const } }] }
  expect(step && pendingEffect(step, barred)?.kind).toBe('alertmanager.silence')
})

test('what was picked says where it is felt; a site only where all have the same, and what somebody answered stays', () => {
  const pick = (id: string, service: string, site: string) => ({ id, title: id, severity: 'critical', status: 'firing', startedAt: 1, service, site })
  const subject = { kind: 'alert', id: 'a', title: 'Queue age', service: 'orders', site: 'fra' } as const
  const begun = ran(begin(triage, { id: 'r', owner: ada, device: laptop, subject, fields: {}, place: {}, now: t0 }))
  const classifying = (alerts: readonly object[], fields: object = {}) => {
    const answered = ran(save(triage, begun, { fields: { alerts: [...alerts], ...fields } as JsonRecord, device: laptop, now: t0 }))
    return ran(goTo(triage, { ...answered, passed: { pick: t0, acknowledge: t0 } }, 'classify', t0)).fields
  }
  expect(classifying([pick('a', 'orders', 'fra'), pick('b', 'checkout', 'fra'), pick('c', 'checkout', 'fra')])).toMatchObject({
    services: ['orders', 'checkout'],
    site: 'fra',
  })
  const apart = classifying([pick('a', 'orders', 'fra'), pick('b', 'checkout', 'iad')])
  expect([apart['services'], apart['site']]).toEqual([['orders', 'checkout'], undefined])
  expect(classifying([pick('b', 'checkout', 'iad')], { services: ['mine'] })['services']).toEqual(['mine'])
  const service = ran(
    begin(triage, { id: 's', owner: ada, device: laptop, subject: { kind: 'service', id: 'orders', title: 'orders' }, fields: {}, place: {}, now: t0 }),
  )
  expect(ran(goTo(triage, { ...service, passed: { pick: t0, acknowledge: t0 } }, 'classify', t0)).fields['services']).toEqual(['orders'])
})

test('what went wrong without a word of the real system is told by what its code means, never by the code', () => {
  const moreOf = (effect: EffectState, found?: object) => {
    const run = runState({ id: 'r', step: 'implement', effects: [effect], fields: quietAt('am') }, t0)
    const fresh = { ...nothing, effects: new Map(found ? [[effect.key, found as never]] : []) }
    return composeBrief(change, run, { seen: undefined, fresh, now: t0 + 1 }).done[0]?.more
  }
  const meant = { key: 'fault.source_timeout', args: { detail: 'none' } }
  expect(moreOf(silenceOf({ state: 'failed', fault: { code: 'source_timeout' } }))).toEqual(meant)
  expect(moreOf(silenceOf({}), { code: 'source_timeout' })).toEqual(meant)
  expect(moreOf(silenceOf({ state: 'failed', fault: { code: 'source_refused', detail: 'no such silence' } }))).toEqual({
    key: 'run.did.why',
    args: { detail: 'no such silence' },
  })
  expect(moreOf(silenceOf({ state: 'failed' }))).toBeUndefined()
})

test('all answers that are missing are known at once, in the order they are asked for', () => {
  const step = change.steps.find(({ id }) => id === 'type')
  expect([...gapsIn(step?.fields ?? [], { type: 'normal' })]).toEqual([
    ['title', 'required'],
    ['category', 'required'],
  ])
  expect(gapsIn(step?.fields ?? [], { title: 'x', type: 'normal', category: 'network' }).size).toBe(0)
})

test('whoever opened an incident leads it until they say otherwise', () => {
  const run = runState({ id: 'r', workflow: 'triage', step: 'decide', passed: { decide: t0 }, fields: { decision: 'incident' } }, t0)
  expect(
    ran(goTo(triage, { ...run, passed: { pick: 1, acknowledge: 1, classify: 1, impact: 1, correlate: 1, decide: 1 } }, 'assign', t0)).fields['commander'],
  ).toBe(ada.name)
})
