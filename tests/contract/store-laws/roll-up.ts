import fc from 'fast-check'
import { expect, test } from 'vitest'
import { observationKinds, type Observation } from '#contract/observation.ts'
import { merge, rollUp, slotMs } from '#core/kpi/roll-up.ts'
import type { RollUp } from '#core/kpi/roll-up.ts'
import { dimensions, metrics } from '#core/kpi/part.ts'
import { hour, observation, t0 } from './examples.ts'
import type { Subject } from './subject.ts'

const key = (r: RollUp): string => JSON.stringify([r.metric, r.slot, r.cls, ...dimensions.map((d) => r[d])])
const sorted = (rows: readonly RollUp[]): readonly RollUp[] => merge(rows).toSorted((a, b) => (key(a) < key(b) ? -1 : 1))

/** Half hours of a day and a half: every row then keeps its own slot. */
const cuts = Array.from({ length: 73 }, (_, i) => Math.floor(t0 / slotMs) * slotMs + i * slotMs)

const report = (source: string): fc.Arbitrary<Observation> =>
  fc
    .record({
      id: fc.constantFrom('1', '2', '3', '4'),
      kind: fc.constantFrom(...observationKinds),
      startedAt: fc.integer({ min: 0, max: 20 }).map((n) => t0 + n * hour),
      lasts: fc.option(fc.integer({ min: 0, max: 12 }), { nil: null }),
      updatedAt: fc.nat(6),
      service: fc.constantFrom('pay', 'cart', undefined),
      severity: fc.constantFrom('critical' as const, 'low' as const),
      status: fc.constantFrom('open', 'failed', 'merged', 'closed'),
      labels: fc.constantFrom<Record<string, string>>({}, { type: 'normal' }, { manualMinutes: '7' }, { events: '3' }, { dueAt: String(t0 + 2 * hour) }),
    })
    .map(({ lasts, service, ...it }) =>
      observation({
        ...it,
        id: `${source}:${it.id}`,
        source,
        endedAt: lasts === null ? null : it.startedAt + lasts * hour,
        ...(service !== undefined && { service }),
        depends: it.kind === 'alert' ? ['incident:x'] : [],
      }),
    )

export function rollUpLaws(subject: Subject): void {
  test('roll-ups equal recomputation after reports in any order, corrected, and in any batches at once', { timeout: 180_000 }, async () => {
    let run = 0
    const batches = fc.constant(0).chain(() => {
      const source = `roll-${++run}`
      return fc.record({ source: fc.constant(source), batches: fc.array(fc.array(report(source), { maxLength: 6 }), { maxLength: 5 }) })
    })
    await fc.assert(
      fc.asyncProperty(batches, async ({ source, batches: mine }) => {
        const { observations } = subject.store()
        await observations.removeBySource(source)
        await Promise.all(mine.map((batch) => observations.put(batch)))
        const { rows } = await observations.find({ kinds: [], from: 0, to: Number.MAX_SAFE_INTEGER, match: { source: [source] }, open: false, limit: 1000 })
        const kept = await observations.rolled({ metrics: [...metrics], cuts, by: [...dimensions], match: { source: [source] } })
        expect(sorted(kept)).toEqual(sorted(rollUp(rows)))
        await observations.removeBySource(source)
        expect(await observations.rolled({ metrics: [...metrics], cuts, by: [], match: { source: [source] } })).toEqual([])
      }),
      { numRuns: subject.store().kind === 'memory' ? 100 : 15 },
    )
  })

  test('roll-ups are added up between the boundaries asked for, by the dimensions asked for', async () => {
    const { observations } = subject.store()
    const source = 'bounds'
    await observations.put(
      [0, 1, 2, 3].map((n) => observation({ id: `b${n}`, source, kind: 'alert', startedAt: t0 + n * hour, service: n % 2 ? 'pay' : 'cart', updatedAt: n + 1 })),
    )
    const start = Math.floor(t0 / slotMs) * slotMs
    const asked = { metrics: ['alert.opened' as const], cuts: [start, start + 2 * hour, start + 8 * hour], match: { source: [source] } }
    const whole = await observations.rolled({ ...asked, by: [] })
    expect(whole.map((r) => [r.slot, r.n])).toEqual([
      [start, 2],
      [start + 2 * hour, 2],
    ])
    const split = await observations.rolled({ ...asked, by: ['service'], match: { ...asked.match, service: ['pay'] } })
    expect(split.map((r) => [r.slot, r.service, r.n])).toEqual([
      [start, 'pay', 1],
      [start + 2 * hour, 'pay', 1],
    ])
    expect(await observations.kinds()).toContain('alert')
  })
}
