import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Observation } from '#contract/observation.ts'
import { scorecardFrame } from './frames/scorecard.ts'
import { partsOf } from './part.ts'
import type { KpiSource, ServiceFacts } from './source.ts'

const minute = 60_000
const day = 24 * 60 * minute
const now = Date.UTC(2026, 8, 30, 12)
const from = now - 30 * day

/** Everything falls on whole minutes, so that a walk over all minutes of the period is exact. */
const something = (kind: 'incident' | 'change'): fc.Arbitrary<Observation> =>
  fc
    .record({
      start: fc.integer({ min: -2 * 1440, max: 30 * 1440 }),
      lasts: fc.option(fc.integer({ min: 1, max: 3000 }), { nil: null }),
      severity: fc.constantFrom('critical', 'high', 'warning', 'low'),
      service: fc.constantFrom('pay', 'cart', 'unlisted'),
      agreed: fc.boolean(),
      id: fc.uuid(),
    })
    .map(({ start, lasts, severity, service, agreed, id }) => {
      const startedAt = from + start * minute
      const over = lasts !== null && startedAt + lasts * minute <= now
      return {
        id: `${kind}:${id}`,
        kind,
        source: 's',
        title: 'x',
        severity,
        status: over ? 'resolved' : 'open',
        startedAt,
        endedAt: over ? startedAt + lasts * minute : null,
        updatedAt: startedAt,
        depends: [],
        labels: kind === 'change' && agreed ? { downtime: 'agreed' } : {},
        service,
      }
    })

const service = (id: string, objective: number | null): ServiceFacts => ({ id, team: 't', site: '', tier: 1, capability: '', objective, dependsOn: [] })
const services = [service('pay', 0.999), service('cart', 0.95), service('quiet', 0.99), service('free', null)]

/** Where nobody counts requests. */
const told = (all: readonly Observation[]): KpiSource => ({
  now,
  error: 0,
  demo: false,
  parts: async (metrics, cuts) => all.flatMap(partsOf).filter((p) => metrics.includes(p.metric) && p.at >= (cuts[0] ?? 0) && p.at < (cuts.at(-1) ?? 0)),
  open: async (kind) => all.filter((o) => o.kind === kind && o.endedAt === null && o.startedAt <= now),
  during: async (kind, range) => all.filter((o) => o.kind === kind && o.startedAt < range.to && (o.endedAt ?? now) > range.from),
  services: async () => services,
})

/** Minute after minute: was it promised, and was it down? */
function slowly(all: readonly Observation[], { id, objective }: ServiceFacts): number | null {
  if (objective === null) return null
  const mine = all.filter((o) => o.service === id)
  const major = mine.filter((o) => o.kind === 'incident' && (o.severity === 'critical' || o.severity === 'high'))
  const agreed = mine.filter((o) => o.kind === 'change' && o.labels['downtime'] === 'agreed')
  const during = (some: readonly Observation[], at: number): boolean => some.some((o) => o.startedAt <= at && at < (o.endedAt ?? now))
  let [promised, down] = [0, 0]
  for (let at = from; at < now; at += minute) {
    if (during(agreed, at)) continue
    promised += 1
    if (during(major, at)) down += 1
  }
  return promised === 0 ? null : 1 - down / promised / (1 - objective)
}

test('where no requests are counted, a budget is one of time: the same as walking through every minute', async () => {
  const many = fc.array(fc.oneof(something('incident'), something('change')), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(many, async (all) => {
      const frame = await scorecardFrame({
        source: told(all),
        spec: { measure: 'kpi.scorecard', mode: 'instant', by: [] },
        wishes: new Map(),
        range: { from, to: now },
        zone: 'UTC',
      })
      const column = (name: string) => frame.fields.find((field) => field.name === name)?.values ?? []
      const left = new Map(column('service').map((id, i) => [id, column('budgetLeft')[i]]))
      for (const one of services) {
        const slow = slowly(all, one)
        const fast = left.get(one.id)
        if (slow === null) expect(fast).toBeNull()
        else expect(fast).toBeCloseTo(slow, 6)
      }
      expect(left.get('quiet')).toBe(1)
      expect(column('health').every((score) => typeof score === 'number')).toBe(true)
      expect(frame.meta?.facts?.[0]).toMatchObject({ kpi: 'scorecard', assumes: { minutes: 1 } })
    }),
    { numRuns: 60 },
  )
})
