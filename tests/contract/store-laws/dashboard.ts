import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Dashboard, Widget } from '#contract/dashboard.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import type { Store } from '#server/store/store.ts'
import { dashboard, day, ending, t0 } from './examples.ts'
import { faultFrom } from '#tests/support/faults.ts'
import type { Subject } from './subject.ts'

const own = (id: string, doc: Dashboard = dashboard(id)) => ({ id, doc, at: t0, origin: 'own' as const })

const widget = (id: string): Widget => ({
  id,
  title: id,
  query: { source: 'auto', spec: {} },
  lenses: [],
  view: { kind: 'chart', options: {} },
  thresholds: [],
  links: [],
})

export function dashboardLaws(subject: Subject): void {
  test('a new dashboard is read back as it was written, at revision 1', async () => {
    const { dashboards } = subject.store()
    const doc = dashboard('Latency', { sections: [{ id: 's', title: '', widgets: [widget('a'), widget('b')], layouts: { desktop: [] } }] })
    const made = await dashboards.create(own('latency', doc))
    expect(made).toEqual({ id: 'latency', rev: 1, doc, updatedAt: t0, origin: 'own' })
    expect(await dashboards.read('latency')).toEqual(made)
    expect(await dashboards.list()).toEqual([{ id: 'latency', rev: 1, title: 'Latency', widgets: 2, updatedAt: t0, origin: 'own' }])
  })

  test('a taken id is refused and nothing changes', async () => {
    const { dashboards } = subject.store()
    await dashboards.create(own('a', dashboard('First')))
    expect(await faultFrom(dashboards.create(own('a', dashboard('Second'))))).toMatchObject({ code: 'exists', field: 'id' })
    expect((await dashboards.read('a')).doc.title).toBe('First')
  })

  test('what is not there is not found', async () => {
    const { dashboards } = subject.store()
    const asked = [
      dashboards.read('no'),
      dashboards.save({ id: 'no', rev: 1, doc: dashboard('x'), at: t0 }),
      dashboards.remove({ id: 'no', rev: 1, at: t0 }),
      dashboards.revisions('no'),
      dashboards.revision('no', 1),
    ]
    for (const fault of await Promise.all(asked.map(faultFrom))) expect(fault.code).toBe('not_found')
    await dashboards.create(own('yes'))
    expect((await faultFrom(dashboards.revision('yes', 2))).code).toBe('not_found')
  })

  test('every saved revision stays readable, newest first', async () => {
    const { dashboards } = subject.store()
    await dashboards.create(own('a', dashboard('One')))
    await dashboards.save({ id: 'a', rev: 1, doc: dashboard('Two'), at: t0 + 1 })
    await dashboards.save({ id: 'a', rev: 2, doc: dashboard('Three'), at: t0 + 2 })
    expect(await dashboards.revisions('a')).toEqual([
      { rev: 3, at: t0 + 2, title: 'Three', widgets: 0 },
      { rev: 2, at: t0 + 1, title: 'Two', widgets: 0 },
      { rev: 1, at: t0, title: 'One', widgets: 0 },
    ])
    expect(await dashboards.revision('a', 2)).toEqual({ id: 'a', rev: 2, doc: dashboard('Two'), updatedAt: t0 + 1, origin: 'own' })
    expect((await dashboards.read('a')).rev).toBe(3)
  })

  test('a save on an older revision is stale, names the current one, and leaves no trace', async () => {
    const { dashboards } = subject.store()
    await dashboards.create(own('a'))
    await dashboards.save({ id: 'a', rev: 1, doc: dashboard('Theirs'), at: t0 + 1 })
    expect(await faultFrom(dashboards.save({ id: 'a', rev: 1, doc: dashboard('Mine'), at: t0 + 2 }))).toEqual({ code: 'stale', detail: 'rev 2, not 1' })
    expect(await faultFrom(dashboards.remove({ id: 'a', rev: 1, at: t0 + 2 }))).toMatchObject({ code: 'stale' })
    expect((await dashboards.read('a')).doc.title).toBe('Theirs')
    expect(await dashboards.revisions('a')).toHaveLength(2)
  })

  test('of fifty saves of the same revision at once exactly one wins', async () => {
    const { dashboards } = subject.store()
    await dashboards.create(own('a'))
    const saves = Array.from({ length: 50 }, (_, i) => ending(dashboards.save({ id: 'a', rev: 1, doc: dashboard(`Writer ${i}`), at: t0 + i })))
    const endings = await Promise.all(saves)
    const won = endings.filter((e) => JSON.stringify(e).includes('"value"'))
    expect(won).toHaveLength(1)
    expect(endings.filter((e) => JSON.stringify(e).includes('"stale"'))).toHaveLength(49)
    expect(won[0]).toEqual({ value: await dashboards.read('a') })
    expect(await dashboards.revisions('a')).toHaveLength(2)
  })

  test('fifty creations of the same id at once make one dashboard', async () => {
    const { dashboards } = subject.store()
    const endings = await Promise.all(Array.from({ length: 50 }, (_, i) => ending(dashboards.create(own('a', dashboard(`Writer ${i}`))))))
    expect(endings.filter((e) => JSON.stringify(e).includes('"value"'))).toHaveLength(1)
    expect(await dashboards.list()).toHaveLength(1)
  })

  test('a removed dashboard is gone, and one made again under its id counts on from where it was', async () => {
    const { dashboards } = subject.store()
    await dashboards.create(own('a'))
    await dashboards.remove({ id: 'a', rev: 1, at: t0 + 1 })
    expect(await dashboards.list()).toEqual([])
    expect((await faultFrom(dashboards.read('a'))).code).toBe('not_found')
    const again = await dashboards.create({ ...own('a', dashboard('Again')), origin: 'demo' })
    expect(again).toMatchObject({ rev: 2, origin: 'demo' })
    expect((await faultFrom(dashboards.save({ id: 'a', rev: 1, doc: dashboard('From before'), at: t0 + 2 }))).code).toBe('stale')
  })

  test('removing by origin takes only that origin', async () => {
    const { dashboards } = subject.store()
    await dashboards.create(own('mine'))
    await dashboards.create({ ...own('demo-1'), origin: 'demo' })
    await dashboards.create({ ...own('start'), origin: 'starter' })
    await dashboards.removeByOrigin('demo')
    expect((await dashboards.list()).map((d) => d.id).toSorted()).toEqual(['mine', 'start'])
  })

  test('the list shows the latest change first', async () => {
    const { dashboards } = subject.store()
    await dashboards.create(own('b'))
    await dashboards.create(own('a'))
    await dashboards.create({ ...own('c'), at: t0 - 1 })
    await dashboards.save({ id: 'c', rev: 1, doc: dashboard('c'), at: t0 + 5 })
    expect((await dashboards.list()).map((d) => d.id)).toEqual(['c', 'a', 'b'])
  })

  idempotency(subject)

  test('fields this version does not know come back unharmed', async () => {
    const { dashboards } = subject.store()
    // What a newer version may have written, own `__proto__` keys included.
    const doc = JSON.parse(
      `{"v":1,"title":"Newer","badge":{"__proto__":{"x":1},"deep":[null,1.5,"é"]},"sections":[{"id":"s","title":"","widgets":[],"layouts":{"desktop":[],"wall":[]},"mood":"calm"}],"variables":[],"time":{"range":{"from":"now-1h","to":"now"},"refreshMs":0}}`,
    ) as Dashboard
    await dashboards.create(own('a', doc))
    const read = await (await subject.reopen()).dashboards.read('a')
    expect(JSON.stringify(read.doc)).toBe(JSON.stringify(doc))
  })

  test('text of any kind survives: emoji, right-to-left, quotes, NUL, half a surrogate pair', async () => {
    const { dashboards } = subject.store()
    const doc = dashboard(`🚦 لوحة "o'k" %_ \u0000 \ud800 end`, { description: '\ud83d\ude00\udfff\u2028' })
    await dashboards.create(own('a', doc))
    expect((await dashboards.read('a')).doc).toEqual(doc)
    expect((await dashboards.list())[0]?.title).toBe(`🚦 لوحة "o'k" %_ \ufffd \ufffd end`)
  })

  test('a document of one megabyte is kept whole', async () => {
    const { dashboards } = subject.store()
    const doc = dashboard('Big', { description: 'ünï©ødé '.repeat(100_000) })
    await dashboards.create(own('a', doc))
    await dashboards.save({ id: 'a', rev: 1, doc, at: t0 + 1 })
    expect((await dashboards.read('a')).doc).toEqual(doc)
  })

  test('documents change only through the store', async () => {
    const { dashboards } = subject.store()
    const doc = dashboard('Mine')
    await dashboards.create(own('a', doc))
    doc.title = 'Changed outside'
    const read = await dashboards.read('a')
    read.doc.title = 'Changed outside too'
    expect((await dashboards.read('a')).doc.title).toBe('Mine')
  })

  test('everything is there after closing and opening again', async () => {
    await subject.store().dashboards.create({ ...own('a'), write: { key: 'k', bodyHash: 'h' } })
    await subject.store().dashboards.save({ id: 'a', rev: 1, doc: dashboard('Two'), at: t0 + 1 })
    const { dashboards } = await subject.reopen()
    expect((await dashboards.revisions('a')).map((r) => r.rev)).toEqual([2, 1])
    expect(await dashboards.create({ ...own('other'), write: { key: 'k', bodyHash: 'h' } })).toMatchObject({ id: 'a', rev: 1 })
  })

  test('any mix of operations ends as on the reference store', { timeout: 120_000 }, async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 3, maxLength: 14 }), async (operations) => {
        const reference = createMemoryStore()
        const prefix = `r${++run}-`
        for (const [i, act] of operations.entries()) {
          const [expected, actual] = [await ending(act(reference, prefix, i)), await ending(act(subject.store(), prefix, i))]
          expect(actual).toEqual(expected)
        }
      }),
      { numRuns: 40 },
    )
  })
}

function idempotency(subject: Subject): void {
  test('the same write again gets the first answer, and happened once', async () => {
    const { dashboards } = subject.store()
    const write = { key: 'key-1', bodyHash: 'abc' }
    const first = await dashboards.create({ ...own('a'), write })
    // A route makes a fresh id for each attempt.
    expect(await dashboards.create({ ...own('b'), at: t0 + 9, write })).toEqual(first)
    expect(await dashboards.list()).toHaveLength(1)

    const save = { id: 'a', rev: 1, doc: dashboard('Two'), at: t0 + 1, write: { key: 'key-2', bodyHash: 'def' } }
    const saved = await dashboards.save(save)
    await dashboards.save({ id: 'a', rev: 2, doc: dashboard('Three'), at: t0 + 2 })
    expect(await dashboards.save({ ...save, at: t0 + 3 })).toEqual(saved)
    expect(await dashboards.revisions('a')).toHaveLength(3)
  })

  test('a key on another body is refused and nothing is written', async () => {
    const { dashboards } = subject.store()
    await dashboards.create({ ...own('a'), write: { key: 'key-1', bodyHash: 'abc' } })
    expect((await faultFrom(dashboards.create({ ...own('b'), write: { key: 'key-1', bodyHash: 'xyz' } }))).code).toBe('key_reused')
    const save = dashboards.save({ id: 'a', rev: 1, doc: dashboard('Two'), at: t0, write: { key: 'key-1', bodyHash: 'abc' } })
    expect((await faultFrom(save)).code).toBe('key_reused')
    expect(await dashboards.revisions('a')).toHaveLength(1)
    expect(await dashboards.list()).toHaveLength(1)
  })

  test('a refused write leaves its key free', async () => {
    const { dashboards } = subject.store()
    await dashboards.create(own('a'))
    await dashboards.save({ id: 'a', rev: 1, doc: dashboard('Theirs'), at: t0 })
    const write = { key: 'key-1', bodyHash: 'abc' }
    expect((await faultFrom(dashboards.save({ id: 'a', rev: 1, doc: dashboard('Mine'), at: t0, write }))).code).toBe('stale')
    expect((await dashboards.save({ id: 'a', rev: 2, doc: dashboard('Merged'), at: t0, write })).rev).toBe(3)
  })

  test('the same write twenty times at once happens once', async () => {
    const { dashboards } = subject.store()
    await dashboards.create(own('a'))
    const write = { key: 'key-1', bodyHash: 'abc' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => dashboards.save({ id: 'a', rev: 1, doc: dashboard('Two'), at: t0 + 1, write })))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await dashboards.revisions('a')).toHaveLength(2)

    const created = await Promise.all(Array.from({ length: 20 }, (_, i) => dashboards.create({ ...own(`n${i}`), write: { key: 'key-2', bodyHash: 'b' } })))
    expect(new Set(created.map((c) => c.id)).size).toBe(1)
    expect(await dashboards.list()).toHaveLength(2)
  })

  test('a key is remembered for seven days', async () => {
    const { dashboards } = subject.store()
    const write = { key: 'key-1', bodyHash: 'abc' }
    await dashboards.create({ ...own('a'), write })
    expect((await dashboards.create({ ...own('b'), at: t0 + 7 * day - 1, write })).id).toBe('a')
    expect((await dashboards.create({ ...own('c'), at: t0 + 7 * day, write })).id).toBe('c')
    expect((await dashboards.create({ ...own('d'), at: t0 + 7 * day + 1, write })).id).toBe('c')
  })

  test('the first answer is given even after the dashboard was removed', async () => {
    const { dashboards } = subject.store()
    const write = { key: 'key-1', bodyHash: 'abc' }
    const first = await dashboards.create({ ...own('a'), write })
    await dashboards.remove({ id: 'a', rev: 1, at: t0 })
    expect(await dashboards.create({ ...own('a'), write })).toEqual(first)
    expect(await dashboards.list()).toEqual([])
  })
}

type Operation = (store: Store, prefix: string, step: number) => Promise<unknown>

const id = fc.constantFrom('a', 'b')
const rev = fc.integer({ min: 1, max: 4 })
const write = fc.option(fc.record({ key: fc.constantFrom('k1', 'k2'), bodyHash: fc.constantFrom('h1', 'h2') }), { nil: undefined })
const keyed = (it: { key: string; bodyHash: string } | undefined, prefix: string) => (it ? { write: { ...it, key: prefix + it.key } } : {})
/** Steps are three days apart, so that keys expire on the way. */
const at = (step: number): number => t0 + step * 3 * day

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ id, write }).map(
    (it): Operation =>
      ({ dashboards }, p, n) =>
        dashboards.create({ ...own(p + it.id, dashboard(`Made ${n}`)), at: at(n), ...keyed(it.write, p) }),
  ),
  fc.record({ id, rev, write }).map(
    (it): Operation =>
      ({ dashboards }, p, n) =>
        dashboards.save({ id: p + it.id, rev: it.rev, doc: dashboard(`Saved ${n}`), at: at(n), ...keyed(it.write, p) }),
  ),
  fc.record({ id, rev }).map(
    (it): Operation =>
      ({ dashboards }, p, n) =>
        dashboards.remove({ id: p + it.id, rev: it.rev, at: at(n) }),
  ),
  id.map(
    (it): Operation =>
      ({ dashboards }, p) =>
        dashboards.revisions(p + it),
  ),
  fc.record({ id, rev }).map(
    (it): Operation =>
      ({ dashboards }, p) =>
        dashboards.revision(p + it.id, it.rev),
  ),
)
