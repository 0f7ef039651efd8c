import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Observation, observationKinds } from '#contract/observation.ts'
import { severities } from '#contract/severity.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import type { ObservationFilter } from '#server/store/store.ts'
import { filter, hour, observation, t0 } from './examples.ts'
import type { Subject } from './subject.ts'

export function observationLaws(subject: Subject): void {
  merging(subject)
  finding(subject)
}

function merging(subject: Subject): void {
  test('a newer report wins; an equal or older one changes nothing', async () => {
    const { observations } = subject.store()
    const firing = observation({ id: 'o', status: 'firing', updatedAt: t0, labels: { a: '1', gone: 'x' } })
    const resolved = observation({ id: 'o', status: 'resolved', endedAt: t0 + hour, updatedAt: t0 + hour, labels: { a: '2' } })
    expect(await observations.put([firing])).toEqual({ taken: 1, known: 0 })
    expect(await observations.put([resolved])).toEqual({ taken: 1, known: 0 })
    expect(await observations.put([firing])).toEqual({ taken: 0, known: 1 })
    expect(await observations.put([{ ...resolved, title: 'Other words', labels: { a: '3', extra: '1' } }])).toEqual({ taken: 0, known: 1 })
    expect(await observations.find(filter())).toEqual({ rows: [resolved], total: 1 })
    expect(await observations.values('a')).toEqual(['2'])
    expect([await observations.values('gone'), await observations.values('extra')]).toEqual([[], []])
  })

  test('an end once known is moved only by a newer report', async () => {
    const { observations } = subject.store()
    const ended = observation({ id: 'o', endedAt: t0 + 10, updatedAt: t0 + 10 })
    await observations.put([ended, observation({ id: 'o', endedAt: null, updatedAt: t0 + 5 })])
    expect((await observations.find(filter())).rows).toEqual([ended])
    const open = observation({ id: 'o', endedAt: null, updatedAt: t0 + 20 })
    await observations.put([open])
    expect((await observations.find(filter({ open: true }))).rows).toEqual([open])
  })

  test('several reports on one observation in one call count once', async () => {
    const { observations } = subject.store()
    const reports = [1, 3, 2, 3].map((n) => observation({ id: 'o', updatedAt: t0 + n, title: `Report ${n}` }))
    expect(await observations.put(reports)).toEqual({ taken: 1, known: 3 })
    expect((await observations.find(filter())).rows.map((o) => o.title)).toEqual(['Report 3'])
    expect(await observations.put([])).toEqual({ taken: 0, known: 0 })
  })

  test('reports in any order, any number of times, in any batches and at once give the same state', { timeout: 120_000 }, async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(deliveries, async (batches) => {
        const source = `run-${++run}`
        const { observations } = subject.store()
        const mine = batches.map((batch) => batch.map((o) => ({ ...o, id: `${source}:${o.id}`, source })))
        await Promise.all(mine.map((batch) => observations.put(batch)))
        const newest = new Map<string, Observation>()
        for (const o of mine.flat()) if (o.updatedAt > (newest.get(o.id)?.updatedAt ?? -1)) newest.set(o.id, o)
        const found = await observations.find(filter({ match: { source: [source] } }))
        expect(found.total).toBe(newest.size)
        expect(new Map(found.rows.map((o) => [o.id, o]))).toEqual(newest)
        for (const o of newest.values()) {
          const byLabel = await observations.find(filter({ match: { source: [source], [`only-${o.labels['nth']}`]: ['yes'] } }))
          expect(byLabel.rows).toContainEqual(o)
        }
      }),
      { numRuns: 25 },
    )
  })

  test('writers that overlap in many observations do not block each other for good', async () => {
    const { observations } = subject.store()
    const batch = (writer: number): Observation[] =>
      Array.from({ length: 60 }, (_, i) =>
        observation({ id: `o${writer % 2 === 0 ? i : 59 - i}`, updatedAt: t0 + writer, title: `Writer ${writer}`, labels: { w: String(writer) } }),
      )
    await Promise.all(Array.from({ length: 8 }, (_, writer) => observations.put(batch(writer))))
    const { rows } = await observations.find(filter({ match: { w: ['7'] } }))
    expect(rows).toHaveLength(60)
    expect(await observations.values('w')).toEqual(['7'])
  })

  test('thousands in one call are kept, with their labels', async () => {
    const many = Array.from({ length: 2500 }, (_, i) => observation({ id: `o${i}`, startedAt: t0 + i, labels: { n: String(i), half: String(i % 2) } }))
    expect(await subject.store().observations.put(many)).toEqual({ taken: 2500, known: 0 })
    const { observations } = await subject.reopen()
    expect(await observations.find(filter({ match: { n: ['1234'] } }))).toEqual({ rows: [many[1234]], total: 1 })
    expect((await observations.find(filter({ match: { half: ['1'] }, limit: 7 }))).total).toBe(1250)
  })

  test('a thousand labels, and names and values of any kind, are kept and found', async () => {
    const { observations } = subject.store()
    const labels: Record<string, string> = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`label_${i}`, `v${i}`]))
    // An own key of this name can only be made so.
    Object.defineProperty(labels, '__proto__', { value: 'own', enumerable: true, configurable: true, writable: true })
    labels['constructor'] = '🚦 "x" %_\\ \u0000'
    labels['service'] = 'hidden by the field'
    const odd = observation({ id: `odd:'";--`, service: 'pay', labels })
    await observations.put([odd, observation({ id: 'plain' })])
    const proto = JSON.parse('{"__proto__":["own"]}') as Record<string, string[]>
    for (const match of [{ label_999: ['v999'] }, proto, { constructor: [labels['constructor']] }, { service: ['pay', 'other'] }]) {
      const found = await observations.find(filter({ match }))
      expect(found.total).toBe(1)
      expect(JSON.stringify(found.rows)).toBe(JSON.stringify([odd]))
    }
    expect(await observations.values('__proto__')).toEqual(['own'])
    expect(await observations.values('service')).toEqual(['pay'])
    expect(await observations.values('toString')).toEqual([])
  })
}

function finding(subject: Subject): void {
  test('a range takes what overlaps it: begun before it ends, not over before it begins, moments inside', async () => {
    const { observations } = subject.store()
    const span = (id: string, startedAt: number, endedAt: number | null) =>
      observation({ id, startedAt: t0 + startedAt, endedAt: endedAt === null ? null : t0 + endedAt })
    await observations.put([
      span('before', 0, 10),
      span('into', 0, 11),
      span('inside', 12, 15),
      span('moment-at-start', 10, 10),
      span('moment-at-end', 20, 20),
      span('out-of', 19, 30),
      span('around', 0, 30),
      span('open', 5, null),
      span('after', 20, 30),
      span('backwards', 15, 3),
    ])
    const found = await observations.find(filter({ from: t0 + 10, to: t0 + 20 }))
    expect(found.rows.map((o) => o.id)).toEqual(['out-of', 'backwards', 'inside', 'moment-at-start', 'open', 'around', 'into'])
  })

  test('the latest starts come first, cut at the limit, with the whole number', async () => {
    const { observations } = subject.store()
    await observations.put([1, 2, 3, 4].map((n) => observation({ id: `o${n}`, startedAt: t0 + n })))
    const found = await observations.find(filter({ limit: 2 }))
    expect(found.rows.map((o) => o.id)).toEqual(['o4', 'o3'])
    expect(found.total).toBe(4)
    expect(await observations.find(filter({ limit: 0 }))).toEqual({ rows: [], total: 4 })
    expect(await observations.find(filter({ match: { service: ['none'] } }))).toEqual({ rows: [], total: 0 })
  })

  test('names match together, their values each; an empty list asks for nothing', async () => {
    const { observations } = subject.store()
    await observations.put([
      observation({ id: 'a', service: 'pay', severity: 'critical', labels: { env: 'prod' } }),
      observation({ id: 'b', service: 'pay', severity: 'low', labels: { env: 'test' } }),
      observation({ id: 'c', service: 'web', severity: 'critical', kind: 'change' }),
    ])
    const ids = async (it: Partial<ObservationFilter>) => (await observations.find(filter(it))).rows.map((o) => o.id)
    expect(await ids({ match: { service: ['pay', 'web'], severity: ['critical'] } })).toEqual(['a', 'c'])
    expect(await ids({ match: { service: ['pay'], env: ['prod'] } })).toEqual(['a'])
    expect(await ids({ match: { service: [], env: [] } })).toEqual(['a', 'b', 'c'])
    expect(await ids({ kinds: ['change', 'run'] })).toEqual(['c'])
    expect(await ids({ match: { env: ['PROD'] } })).toEqual([])
    expect(await observations.values('service')).toEqual(['pay', 'web'])
    expect(await observations.values('team')).toEqual([])
  })

  test('removing a source takes its observations and their labels', async () => {
    const { observations } = subject.store()
    await observations.put([observation({ id: 'a', source: 'demo', labels: { x: 'demo' } }), observation({ id: 'b', source: 'real', labels: { x: 'real' } })])
    await observations.removeBySource('demo')
    expect((await observations.find(filter())).rows.map((o) => o.id)).toEqual(['b'])
    expect(await observations.values('x')).toEqual(['real'])
  })

  test('any question is answered as by the reference store', { timeout: 120_000 }, async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(report, { minLength: 1, maxLength: 25 }), fc.array(question, { minLength: 1, maxLength: 6 }), async (reports, questions) => {
        const reference = createMemoryStore()
        const source = `ask-${++run}`
        const mine = reports.map((o) => ({ ...o, id: source + o.id, source }))
        await Promise.all([reference.observations.put(mine), subject.store().observations.put(mine)])
        for (const it of questions) {
          const asked = { ...it, match: { ...it.match, source: [source] } }
          expect(await subject.store().observations.find(asked)).toEqual(await reference.observations.find(asked))
        }
      }),
      { numRuns: 40 },
    )
  })
}

/** Reports on three observations; what a report says follows from its observation and its time. */
const said = (n: number, updated: number): Observation =>
  observation({
    id: `o${n}`,
    updatedAt: t0 + updated,
    startedAt: t0 + n,
    endedAt: updated % 2 === 0 ? null : t0 + 100 + updated,
    title: `State ${updated}`,
    labels: { nth: String(updated), [`only-${updated}`]: 'yes' },
  })

/** Some reports, each one to three times, shuffled and cut into batches. */
const deliveries = fc
  .uniqueArray(fc.tuple(fc.nat(2), fc.nat(6)), { minLength: 1, maxLength: 10, selector: (pair) => pair.join() })
  .chain((pairs) => fc.tuple(fc.constant(pairs), fc.array(fc.constantFrom(...pairs), { maxLength: 10 })))
  .chain(([pairs, again]) => fc.shuffledSubarray([...pairs, ...again], { minLength: pairs.length + again.length }))
  .chain((all) => fc.tuple(fc.constant(all), fc.array(fc.integer({ min: 0, max: all.length }), { maxLength: 3 })))
  .map(([all, cuts]) => {
    const edges = [0, ...cuts.toSorted((a, b) => a - b), all.length]
    return edges.slice(1).map((end, i) => all.slice(edges[i], end).map(([n, updated]) => said(n, updated)))
  })

const words = fc.constantFrom('pay', 'Pay', 'pay ', 'ü', '🚦', "o'k", '%', '')
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined })

const report: fc.Arbitrary<Observation> = fc
  .record({
    id: fc.constantFrom('1', '2', '3', 'a', 'B', 'ä', '🚦', '\uffff'),
    kind: fc.constantFrom(...observationKinds),
    severity: fc.constantFrom(...severities),
    status: words,
    startedAt: fc.integer({ min: 0, max: 20 }),
    endedAt: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
    updatedAt: fc.nat(5),
    service: maybe(words),
    team: maybe(words),
    env: maybe(words),
  })
  .map(({ env, service, team, ...it }) =>
    observation({ ...it, ...(service !== undefined && { service }), ...(team !== undefined && { team }), labels: env === undefined ? {} : { env } }),
  )

const question: fc.Arbitrary<ObservationFilter> = fc.record({
  kinds: fc.subarray([...observationKinds]),
  from: fc.integer({ min: -1, max: 25 }),
  to: fc.integer({ min: 0, max: 30 }),
  match: fc.dictionary(fc.constantFrom('service', 'team', 'severity', 'status', 'env', 'none'), fc.array(words, { maxLength: 3 }), { maxKeys: 2 }),
  open: fc.boolean(),
  limit: fc.integer({ min: 0, max: 12 }),
})
