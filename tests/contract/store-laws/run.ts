import { expect, test } from 'vitest'
import type { EffectState, RunState } from '#core/workflow/run.ts'
import type { StoredRun } from '#server/store/runs.ts'
import { faultFrom } from '#tests/support/faults.ts'
import { bob, laptop, leaseOf, phone, runState } from '#tests/support/run-states.ts'
import { day, ending, hour, t0 } from './examples.ts'
import type { Subject } from './subject.ts'

const intent: EffectState = {
  key: 'silence-a',
  kind: 'alertmanager.silence',
  step: 'silence',
  op: 'do',
  state: 'intent',
  input: { source: 'am' },
  ref: undefined,
  earlier: [],
  label: undefined,
  at: t0,
  confirmedAt: undefined,
  fault: undefined,
  attempt: { by: 'p1', until: t0 + 1 },
}

export function runLaws(subject: Subject): void {
  const create = (it: Partial<RunState> & { readonly id: string }, wakeAt = t0 + day): Promise<StoredRun> =>
    subject.store().runs.create({ run: runState(it, it.updatedAt ?? t0), wakeAt, now: t0 })
  /** As JSON keeps it: what is undefined is not there. */
  const plain = (it: unknown): unknown => JSON.parse(JSON.stringify(it))
  const ids = (all: readonly StoredRun[]): readonly string[] => all.map(({ run }) => run.id)

  test('a run is read as it was written, and counts its revisions', async () => {
    const { runs } = subject.store()
    const made = await create({ id: 'a' })
    expect(made.rev).toBe(1)
    const saved = await runs.save({ run: { ...made.run, fields: { title: 'B', list: [1, { deep: null }] } }, rev: 1, wakeAt: t0, now: t0 })
    expect(saved.rev).toBe(2)
    expect(plain(await runs.read('a'))).toEqual(plain(saved))
    expect((await faultFrom(runs.read('none'))).code).toBe('not_found')
    expect((await faultFrom(create({ id: 'a' }))).code).toBe('exists')
  })

  test('one open run goes by a name: however many begin it at once, all get the same; once it is over or given away the name is free', async () => {
    const { runs } = subject.store()
    const begin = (id: string, about: string | null = 'ada triage x') =>
      runs.create({ run: runState({ id }, t0), wakeAt: t0 + day, now: t0, ...(about !== null && { about }) })
    const all = await Promise.all(['a', 'b', 'c', 'd'].map((id) => begin(id)))
    const [first] = all
    if (!first) throw new Error('nothing was begun')
    expect(new Set(ids(all))).toEqual(new Set([first.run.id]))
    const others = ['a', 'b', 'c', 'd'].filter((id) => id !== first.run.id)
    for (const id of others) expect((await faultFrom(runs.read(id))).code).toBe('not_found')
    expect(ids([await begin('other', 'ada triage y'), await begin('free', null), await begin('free-too', null)])).toEqual(['other', 'free', 'free-too'])

    const saved = await runs.save({ run: { ...first.run, fields: { title: 'still' } }, rev: 1, wakeAt: t0, now: t0 })
    expect((await begin('again')).run.id).toBe(first.run.id)
    await runs.save({ run: { ...saved.run, state: 'done' }, rev: 2, wakeAt: t0, now: t0 })
    const next = await begin('next')
    expect(next.run.id).toBe('next')
    await runs.save({ run: { ...next.run, owner: bob }, rev: 1, wakeAt: t0, now: t0 })
    expect((await begin('after')).run.id).toBe('after')
    await runs.save({ run: { ...saved.run, state: 'open' }, rev: 3, wakeAt: t0, now: t0 })
    expect((await (await subject.reopen()).runs.create({ run: runState({ id: 'late' }, t0), wakeAt: t0, now: t0, about: 'ada triage x' })).run.id).toBe('after')
  })

  test('an older revision is stale, and nothing of it is written', async () => {
    const { runs } = subject.store()
    const { run } = await create({ id: 'a' })
    await runs.save({ run: { ...run, fields: { title: 'one' } }, rev: 1, wakeAt: t0, now: t0 })
    expect(await faultFrom(runs.save({ run: { ...run, fields: { title: 'two' } }, rev: 1, wakeAt: t0, now: t0 }))).toEqual({
      code: 'stale',
      detail: 'rev 2, not 1',
    })
    expect((await runs.read('a')).run.fields).toEqual({ title: 'one' })
    expect((await faultFrom(runs.save({ run: { ...run, id: 'none' }, rev: 1, wakeAt: t0, now: t0 }))).code).toBe('not_found')
  })

  test('the same write again changes nothing and gets the run as it is; another body under its key is refused', async () => {
    const { runs } = subject.store()
    const { run } = await create({ id: 'a' })
    const write = { key: 'k1', bodyHash: 'h' }
    const once = { run: { ...run, fields: { title: 'once' } }, rev: 1, wakeAt: t0, now: t0, write }
    expect((await runs.save(once)).rev).toBe(2)
    expect((await runs.save(once)).rev).toBe(2)
    expect((await faultFrom(runs.save({ ...once, write: { key: 'k1', bodyHash: 'other' } }))).code).toBe('key_reused')
    const start = { run: runState({ id: 'b' }, t0), wakeAt: t0, now: t0, write: { key: 'k2', bodyHash: 'h' } }
    await runs.create(start)
    expect((await runs.create({ ...start, run: { ...start.run, id: 'c' } })).run.id).toBe('b')
    expect((await faultFrom(runs.read('c'))).code).toBe('not_found')
  })

  test('of twenty saves of the same revision at once exactly one wins', async () => {
    const { runs } = subject.store()
    const { run } = await create({ id: 'a' })
    const saves = Array.from({ length: 20 }, (_, i) => ending(runs.save({ run: { ...run, fields: { n: i } }, rev: 1, wakeAt: t0, now: t0 })))
    expect((await Promise.all(saves)).filter((it) => JSON.stringify(it).includes('"value"'))).toHaveLength(1)
  })

  test('one device has a run at a time; after its time another may, and before only by taking over', async () => {
    const { runs } = subject.store()
    const { run } = await create({ id: 'a' })
    const mine = leaseOf(laptop, t0 + 120_000)
    const theirs = leaseOf(phone, t0 + 120_000)
    await runs.lease({ id: 'a', device: 'laptop', lease: mine, over: false, now: t0 })
    expect((await faultFrom(runs.lease({ id: 'a', device: 'phone', lease: theirs, over: false, now: t0 + 1 }))).code).toBe('held')
    expect((await faultFrom(runs.save({ run, rev: 1, wakeAt: t0, now: t0 + 1, lease: theirs }))).code).toBe('held')
    expect((await runs.read('a')).rev).toBe(1)
    // Taking over counts as no change of the run, so what is being saved is not stale by it; the old device is told it no longer has it.
    expect((await runs.lease({ id: 'a', device: 'phone', lease: theirs, over: true, now: t0 + 1 })).lease?.device.id).toBe('phone')
    expect((await faultFrom(runs.save({ run, rev: 1, wakeAt: t0, now: t0 + 2, lease: mine }))).code).toBe('held')
    await runs.save({ run, rev: 1, wakeAt: t0, now: t0 + 120_001, lease: leaseOf(laptop, t0 + 240_000) })
    expect((await runs.read('a')).lease?.device.id).toBe('laptop')
    await runs.lease({ id: 'a', device: 'phone', lease: undefined, over: false, now: t0 + 120_002 })
    expect((await runs.read('a')).lease?.device.id).toBe('laptop')
    await runs.lease({ id: 'a', device: 'laptop', lease: undefined, over: false, now: t0 + 120_002 })
    expect((await runs.read('a')).lease).toBeUndefined()
  })

  test('what was seen is kept beside the run, through its saves', async () => {
    const { runs } = subject.store()
    const { run } = await create({ id: 'a' })
    const seen = { at: t0, alerts: ['x'], conflicts: ['y'] }
    await runs.see('a', seen)
    expect((await runs.read('a')).rev).toBe(1)
    await runs.save({ run, rev: 1, wakeAt: t0, now: t0 })
    expect((await runs.read('a')).seen).toEqual(seen)
  })

  test('people find what they own and help with, in the states they ask for, the latest change first', async () => {
    const { runs } = subject.store()
    await create({ id: 'a', updatedAt: t0 })
    await create({ id: 'b', updatedAt: t0 + 2, owner: bob })
    await create({ id: 'c', updatedAt: t0 + 1, owner: bob, helpers: [{ id: 'ada', name: 'Ada' }] })
    await create({ id: 'd', updatedAt: t0 + 3, state: 'discarded', recoverableUntil: t0 + 7 * day })
    expect(ids(await runs.list({ of: 'ada', states: ['open'], limit: 10 }))).toEqual(['c', 'a'])
    expect(ids(await runs.list({ of: 'ada', states: ['open', 'discarded'], limit: 2 }))).toEqual(['d', 'c'])
    expect(ids(await runs.list({ of: 'bob', states: ['open'], limit: 10 }))).toEqual(['b', 'c'])
    expect((await runs.people('c')).toSorted()).toEqual(['ada', 'bob'])
    expect(await runs.people('none')).toEqual([])
  })

  test('what waits for a confirmation, for its time and for being forgotten is found', async () => {
    const { runs } = subject.store()
    const { run } = await create({ id: 'a', effects: [intent] }, t0 + hour)
    await create({ id: 'b' }, t0 + 2 * hour)
    await create({ id: 'c', state: 'discarded', recoverableUntil: t0 + 7 * day }, t0)
    expect(ids(await runs.withIntents(10))).toEqual(['a'])
    expect(ids(await runs.due(t0 + hour, 10))).toEqual(['a'])
    expect(ids(await runs.due(t0 + day, 10))).toEqual(['a', 'b'])
    await runs.save({ run: { ...run, effects: [{ ...intent, state: 'done' }] }, rev: 1, wakeAt: t0 + 3 * hour, now: t0 })
    expect(await runs.withIntents(10)).toEqual([])
    expect(ids(await runs.due(t0 + day, 10))).toEqual(['b', 'a'])
    await runs.forget(t0 + 7 * day - 1)
    expect((await runs.read('c')).run.state).toBe('discarded')
    await runs.forget(t0 + 7 * day)
    expect((await faultFrom(runs.read('c'))).code).toBe('not_found')
    expect((await runs.read('b')).rev).toBe(1)
  })

  test('runs, leases and what was seen are there after closing and opening again', async () => {
    await create({ id: 'a', effects: [intent], helpers: [bob] })
    await subject.store().runs.lease({ id: 'a', device: 'laptop', lease: leaseOf(laptop, t0 + 1), over: false, now: t0 })
    const before = await subject.store().runs.read('a')
    const again = await subject.reopen()
    expect(plain(await again.runs.read('a'))).toEqual(plain(before))
    expect(ids(await again.runs.list({ of: 'bob', states: ['open'], limit: 5 }))).toEqual(['a'])
  })
}
