import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { observationKinds } from '#contract/observation.ts'
import type { Observation } from '#contract/observation.ts'
import { severities } from '#contract/severity.ts'
import { createEstate } from '../estate/estate.ts'
import { frozenNow } from '../estate/incidents.ts'
import { observationsOf } from '../estate/observe.ts'
import { bucketEdges } from '../time/grain.ts'
import { uptimeOf } from './availability.ts'
import { conflictsOf } from './conflicts.ts'
import { definitionOf, hoursAssumed, kpis, metricsOf } from './definitions.ts'
import type { Kpi } from './definitions.ts'
import { drivers, drivenBy, healthScore } from './health.ts'
import { readingOf, trendOf } from './number.ts'
import { ageClasses, ageing } from './open.ts'
import { partsOf } from './part.ts'
import { readPhrase, writePhrase } from './phrase.ts'
import { changeOf, classError, merge, partsIn, rollUp, slotMs } from './roll-up.ts'
import { attainment, budgetLeft, burnRate, burnRules, burnsOf, burnThreshold } from './slo.ts'
import { quantile } from './spread.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const t0 = Date.UTC(2026, 8, 1)
const range = { from: t0, to: t0 + 7 * day }

const some: fc.Arbitrary<Observation> = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom(...observationKinds),
    severity: fc.constantFrom(...severities),
    status: fc.constantFrom('open', 'resolved', 'failed', 'succeeded', 'timed-out', 'cancelled', 'merged', 'scheduled'),
    startedAt: fc.integer({ min: t0 - 2 * day, max: t0 + 8 * day }),
    lasts: fc.option(fc.integer({ min: 0, max: 3 * day }), { nil: null }),
    after: fc.record({
      detectedAt: fc.integer({ min: -10 * minute, max: hour }),
      acknowledgedAt: fc.integer({ min: -10 * minute, max: 5 * hour }),
      dueAt: fc.integer({ min: 0, max: 2 * day }),
    }),
    told: fc.subarray(['detectedAt', 'acknowledgedAt', 'dueAt'] as const),
    impactBefore: fc.option(fc.integer({ min: 0, max: hour }), { nil: null }),
    manual: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
    events: fc.option(fc.integer({ min: 1, max: 900 }), { nil: null }),
    linked: fc.boolean(),
    auto: fc.boolean(),
    service: fc.constantFrom('pay', 'cart'),
  })
  .map(({ lasts, after, told, impactBefore, manual, events, linked, auto, ...it }) => ({
    ...it,
    source: 's',
    title: `job ${it.service}`,
    endedAt: lasts === null ? null : it.startedAt + lasts,
    updatedAt: it.startedAt,
    depends: linked ? ['incident:1'] : [],
    ...(auto && { owner: 'automation' }),
    labels: {
      ...Object.fromEntries(told.map((name) => [name, String(it.startedAt + after[name])])),
      ...(impactBefore !== null && { impactAt: new Date(it.startedAt - impactBefore).toISOString() }),
      ...(manual !== null && { manualMinutes: String(manual) }),
      ...(events !== null && { events: String(events) }),
      ...(auto && { automation: 'job' }),
    },
  }))
const many = fc.array(some, { maxLength: 40 })

/** The numbers again, written down from their definitions one observation at a time, sharing nothing with the code under test. */
function slowly(kpi: Kpi, all: readonly Observation[]): number | null {
  const counted = all.filter((o) => !['merged', 'cancelled'].includes(o.status))
  const inside = (at: number | null | undefined): at is number => typeof at === 'number' && at >= range.from && at < range.to
  const label = (o: Observation, name: string): number | undefined =>
    o.labels[name] === undefined ? undefined : Number.isNaN(Number(o.labels[name])) ? Date.parse(o.labels[name]) : Number(o.labels[name])
  const of = (kind: string): readonly Observation[] => counted.filter((o) => o.kind === kind)
  const middle = (values: readonly number[]): number | null => {
    if (values.length === 0) return null
    const s = [...values].sort((a, b) => a - b) // oxlint-disable-line no-array-sort
    return s.length % 2 === 1 ? (s[(s.length - 1) / 2] ?? null) : ((s[s.length / 2 - 1] ?? 0) + (s[s.length / 2] ?? 0)) / 2
  }
  const ratio = (a: number, b: number): number | null => (b === 0 ? null : a / b)
  const impact = (o: Observation): number => label(o, 'impactAt') ?? o.startedAt
  const lasted = (pairs: readonly (readonly [number, number | null | undefined])[]): readonly number[] =>
    pairs.flatMap(([from, to]) => (inside(to) && to >= from ? [(to - from) / 1000] : []))
  const begun = (kind: string): readonly Observation[] => of(kind).filter((o) => inside(o.startedAt))
  const ended = (kind: string): readonly Observation[] => of(kind).filter((o) => inside(o.endedAt))
  const real = (kind: string): readonly Observation[] => ended(kind).filter((o) => o.status !== 'scheduled')
  const bad = (o: Observation): boolean => ['failed', 'timed-out'].includes(o.status)
  const resolved = of('incident').filter((o) => inside(o.endedAt) && o.endedAt >= impact(o))
  const saved = real('run').filter((o) => !bad(o))
  switch (kpi) {
    case 'timeToDetect':
      return middle(lasted(of('incident').map((o) => [impact(o), label(o, 'detectedAt')])))
    case 'timeToAcknowledge':
      return middle(lasted(of('incident').map((o) => [label(o, 'detectedAt') ?? o.startedAt, label(o, 'acknowledgedAt')])))
    case 'timeToResolve':
      return middle(lasted(of('incident').map((o) => [impact(o), o.endedAt])))
    case 'incidentsOpened':
      return begun('incident').length
    case 'alertsOpened':
      return begun('alert').length
    case 'eventCompression': {
      const part = ratio(
        begun('alert').length,
        begun('alert').reduce((sum, o) => sum + (label(o, 'events') ?? 1), 0),
      )
      return part === null ? null : 1 - part
    }
    case 'alertCompression': {
      const part = ratio(begun('incident').length, begun('alert').length)
      return part === null ? null : 1 - part
    }
    case 'correlation':
      return ratio(begun('alert').filter((o) => o.depends.length > 0).length, begun('alert').length)
    case 'automationSuccess':
      return ratio(saved.length, real('run').length)
    case 'automationCoverage':
      return ratio(begun('alert').filter((o) => o.labels['automation'] !== undefined).length, begun('alert').length)
    case 'autoRemediated':
      return ratio(ended('incident').filter((o) => o.owner === 'automation').length, resolved.length)
    case 'hoursSaved': {
      if (saved.length === 0) return null
      const minutes = saved.flatMap((o) => label(o, 'manualMinutes') ?? []).reduce((sum, m) => sum + m - hoursAssumed.loopMinutes, 0)
      return minutes / 60 - hoursAssumed.upkeepHoursPerWeek
    }
    case 'changeSuccess':
      return ratio(real('change').filter((o) => !bad(o)).length, real('change').length)
    case 'changesClosed':
      return real('change').length
    case 'ticketsOpened':
      return begun('ticket').length
    case 'ticketsResolved':
      return ended('ticket').length
    case 'ticketTime':
      return middle(lasted(of('ticket').map((o) => [o.startedAt, o.endedAt])))
    case 'slaBreached':
      return ratio(ended('ticket').filter((o) => (o.endedAt ?? 0) > (label(o, 'dueAt') ?? Number.POSITIVE_INFINITY)).length, ended('ticket').length)
    case 'findingsOpened':
      return begun('finding').length
    case 'findingsClosed':
      return ended('finding').length
    default:
      return kpi satisfies never
  }
}

describe.each(kpis)('%s', (kpi) => {
  const near = (a: number | null, b: number | null): void => {
    if (a === null || b === null) expect(a).toBe(b)
    else expect(a).toBeCloseTo(b, 6)
  }

  test('is what its definition says, one observation at a time', () => {
    fc.assert(fc.property(many, (all) => near(readingOf(kpi, all.flatMap(partsOf), range).value, slowly(kpi, all))))
  })

  test('is the same from roll-ups: counts and shares exactly, times within the stated error', () => {
    fc.assert(
      fc.property(many, (all) => {
        const exact = readingOf(kpi, all.flatMap(partsOf), range)
        const rolled = readingOf(kpi, partsIn(rollUp(all)), range)
        expect(rolled.n).toBe(exact.n)
        if (definitionOf(kpi).how.kind !== 'times') return near(rolled.value, exact.value)
        for (const [a, b] of [
          [rolled.value, exact.value],
          [rolled.p90 ?? null, exact.p90 ?? null],
        ] as const) {
          if (a === null || b === null) expect(a).toBe(b)
          else expect(Math.abs(a - b)).toBeLessThanOrEqual(b * classError + 1e-9)
        }
      }),
    )
  })

  test('over the days of a zone adds up to the same observations', () => {
    const edges = bucketEdges(range, '1d', 'Asia/Kolkata')
    fc.assert(
      fc.property(many, (all) => {
        const parts = all.flatMap(partsOf)
        const whole = { from: edges[0] ?? 0, to: edges.at(-1) ?? 0 }
        const n = trendOf(kpi, parts, edges).reduce((sum, r) => sum + r.n, 0)
        if (definitionOf(kpi).how.kind !== 'share' || metricsOf(definitionOf(kpi)).length > 0) expect(n).toBe(readingOf(kpi, parts, whole).n)
      }),
    )
  })

  test('on the estate is what a month of its observations says', () => {
    const estate = createEstate(7, 'small')
    const span = { from: frozenNow - 7 * day, to: frozenNow }
    const shifted = observationKinds
      .flatMap((kind) => observationsOf(estate, kind, span, frozenNow))
      .map((o) => {
        const by = range.to - span.to
        const labels = Object.fromEntries(Object.entries(o.labels).map(([k, v]) => [k, /At$|^planned/.test(k) ? String(Number(v) + by) : v]))
        return { ...o, labels, startedAt: o.startedAt + by, endedAt: o.endedAt === null ? null : o.endedAt + by }
      })
    expect(shifted.length).toBeGreaterThan(100)
    near(readingOf(kpi, shifted.flatMap(partsOf), range).value, slowly(kpi, shifted))
  })
})

test('nothing to divide by is no data, neither nothing nor everything', () => {
  const shares = kpis.filter((kpi) => definitionOf(kpi).how.kind !== 'count')
  for (const kpi of shares) expect(readingOf(kpi, [], range)).toEqual({ value: null, n: 0 })
})

describe('roll-ups', () => {
  test('merge in any order and forget without a trace', () => {
    fc.assert(
      fc.property(many, many, many, (a, b, c) => {
        const all = merge(rollUp(a), rollUp(b), rollUp(c))
        const key = (rows: typeof all): string => JSON.stringify(rows.map((r) => JSON.stringify(r)).toSorted())
        expect(key(merge(rollUp(c), merge(rollUp(b), rollUp(a))))).toBe(key(all))
        expect(key(merge(rollUp([...a, ...b, ...c])))).toBe(key(all))
        expect(merge(all, changeOf([...a, ...b, ...c], []))).toEqual([])
      }),
    )
  })
  test('stand on half hours', () => {
    fc.assert(
      fc.property(many, (all) => {
        expect(rollUp(all).every((r) => r.slot % slotMs === 0)).toBe(true)
      }),
    )
  })
})

test('a weighted quantile is the quantile of everything written out', () => {
  const weighted = fc.array(fc.record({ value: fc.integer({ min: 0, max: 50 }), n: fc.integer({ min: 0, max: 5 }) }), { minLength: 1 })
  fc.assert(
    fc.property(weighted, fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
      const flat = values.flatMap(({ value, n }) => Array.from({ length: n }, () => value)).toSorted((a, b) => a - b)
      const rank = q * (flat.length - 1)
      const low = flat[Math.floor(rank)]
      const high = flat[Math.ceil(rank)]
      const expected = low === undefined || high === undefined ? undefined : low + (high - low) * (rank - Math.floor(rank))
      const found = quantile(values, q)
      if (expected === undefined) expect(found).toBeUndefined()
      else expect(found).toBeCloseTo(expected, 9)
    }),
  )
})

test('availability is what looking at every minute says', () => {
  const minutes = fc.array(fc.record({ from: fc.integer({ min: -60, max: 600 }), lasts: fc.integer({ min: 0, max: 200 }), agreed: fc.boolean() }), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(minutes, (all) => {
      const make = (kind: 'incident' | 'change', it: { from: number; lasts: number }, labels: Record<string, string>): Observation => ({
        id: `${kind}${it.from}`,
        kind,
        source: 's',
        title: '',
        severity: 'critical',
        status: 'closed',
        startedAt: t0 + it.from * minute,
        endedAt: t0 + (it.from + it.lasts) * minute,
        updatedAt: 0,
        depends: [],
        labels,
      })
      const incidents = all.filter((it) => !it.agreed)
      const maintenance = all.filter((it) => it.agreed)
      const within = { from: t0, to: t0 + 480 * minute }
      const found = uptimeOf(
        incidents.map((it) => make('incident', it, {})),
        maintenance.map((it) => make('change', it, { downtime: 'agreed' })),
        within,
        within.to,
      )
      const covers = (list: readonly { from: number; lasts: number }[], m: number): boolean => list.some((it) => m >= it.from && m < it.from + it.lasts)
      const every = Array.from({ length: 480 }, (_, m) => m)
      expect(found.agreedMs / minute).toBe(every.filter((m) => !covers(maintenance, m)).length)
      expect(found.downMs / minute).toBe(every.filter((m) => !covers(maintenance, m) && covers(incidents, m)).length)
    }),
  )
})

describe('objectives', () => {
  test('burn thresholds are those of the table', () => {
    expect(burnRules.map((rule) => Math.round(burnThreshold(rule) * 10) / 10)).toEqual([14.4, 6, 3, 1])
  })
  test('budget and burn follow from attainment, and no requests are no data', () => {
    expect(attainment({ valid: 0, failed: 0 })).toBeNull()
    expect(budgetLeft({ valid: 0, failed: 0 }, 0.999)).toBeNull()
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(0.9, 0.99, 0.999),
        (valid, share, objective) => {
          const requests = { valid, failed: Math.floor(valid * share) }
          expect(budgetLeft(requests, objective)).toBeCloseTo(1 - (burnRate(requests, objective) ?? 0), 9)
        },
      ),
    )
  })
  test('a rule fires when both windows burn and enough was asked', () => {
    const at = (valid: number, ratio: number) => () => ({ valid, failed: valid * ratio })
    expect(burnsOf(0.99, at(1000, 0.2)).map((b) => b.fires)).toEqual([true, true, true, true])
    expect(burnsOf(0.99, at(50, 0.2)).some((b) => b.fires)).toBe(false)
    expect(burnsOf(0.99, (ms) => ({ valid: 1000, failed: ms < hour ? 0 : 200 }))[0]?.fires).toBe(false)
  })
})

test('conflicts are what comparing all pairs says', () => {
  const change = (n: number, from: number, lasts: number, service: string): Observation => ({
    id: `c${n}`,
    kind: 'change',
    source: 's',
    title: '',
    severity: 'low',
    status: 'scheduled',
    startedAt: from,
    endedAt: from + lasts,
    updatedAt: 0,
    service,
    depends: [],
    labels: {},
  })
  const changes = fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 8 }), fc.constantFrom('a', 'b')), { maxLength: 12 })
  fc.assert(
    fc.property(changes, (drawn) => {
      const all = drawn.map(([from, lasts, service], n) => change(n, from, lasts, service))
      const slow = all.filter((c) => all.some((o) => o !== c && o.service === c.service && o.startedAt < (c.endedAt ?? 0) && c.startedAt < (o.endedAt ?? 0)))
      expect(conflictsOf(all).map((c) => c.change.id)).toEqual(slow.map((c) => c.id))
    }),
  )
})

test('ageing loses nothing that is open', () => {
  fc.assert(
    fc.property(many, (all) => {
      const now = range.to
      const rows = ageing(all, (o) => o.severity, now)
      const open = all.filter((o) => !['merged', 'cancelled'].includes(o.status) && o.startedAt <= now && (o.endedAt === null || o.endedAt > now))
      expect(rows.reduce((sum, r) => sum + r.total, 0)).toBe(open.length)
      for (const r of rows) expect(r.counts.reduce((a, b) => a + b, 0)).toBe(r.total)
      expect(rows.every((r) => r.counts.length === ageClasses.length)).toBe(true)
    }),
  )
})

test('a critical incident makes a service critical, whatever else is well', () => {
  const well = { budgetLeft: 1, burn: 0, worstIncident: null, openCriticalAlerts: 0, changeSuccess: 1, automationSuccess: 1 }
  expect(healthScore(drivenBy(well))).toBe(100)
  expect(healthScore(drivenBy({ ...well, worstIncident: 0 }))).toBe(0)
  expect(drivenBy(well).map((d) => d.driver)).toEqual([...drivers])
})

test('a phrase comes back as it was written', () => {
  const args = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,6}$/),
    fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    ),
  )
  fc.assert(
    fc.property(args, (it) => {
      expect(readPhrase(writePhrase({ key: 'kpi.drag.none', args: it }))).toEqual({ key: 'kpi.drag.none', args: { ...it } })
    }),
  )
})
