import type { ObservationKind } from '#contract/observation.ts'
import type { TimeRange } from '#contract/time.ts'
import { day } from '../time/duration.ts'
import { availabilityOf, isMajor, uptimeOf } from './availability.ts'
import { conflictsOf } from './conflicts.ts'
import { lengthOf, union } from './intervals.ts'
import { impactOf, counts, isWork, labelled, momentOf } from './moments.ts'
import type { Reading } from './number.ts'
import { atRisk, certificateMs, due, isOpenAt, pastDue, unowned } from './open.ts'
import { sloPeriodMs, attainment, budgetLeft, burnRate, sum } from './slo.ts'
import type { KpiSource, ServiceFacts } from './source.ts'

/** A number that is read off what goes on now, or off services, instead of off parts. */
export interface CurrentDefinition {
  readonly unit: string
  readonly better: 'higher' | 'lower'
  readonly target?: number
  /** Can be read off an earlier range as well, so it has a period before. */
  readonly ranged?: true
  /** What has to have been reported for it. */
  readonly needs: readonly ObservationKind[]
  /** Needs somebody who counts requests. */
  readonly requests?: true
  read(source: KpiSource, range: TimeRange): Promise<Reading>
}

const counted = (n: number): Reading => ({ value: n, n })

async function uptimes(source: KpiSource, range: TimeRange) {
  const [incidents, changes, services] = await Promise.all([source.during('incident', range), source.during('change', range), source.services()])
  const [ofIncidents, ofChanges] = [Map.groupBy(incidents, (i) => i.service), Map.groupBy(changes, (c) => c.service)]
  return services.map((service) => ({ service, uptime: uptimeOf(ofIncidents.get(service.id) ?? [], ofChanges.get(service.id) ?? [], range, source.now) }))
}
export { uptimes as uptimesOf }

/** Services with an objective and requests that are counted. */
export async function promised(source: KpiSource): Promise<readonly (ServiceFacts & { readonly objective: number })[]> {
  if (!source.requests) return []
  return (await source.services()).flatMap((s) => (s.objective === null ? [] : [{ ...s, objective: s.objective }]))
}

/** Minutes in which a service that faces customers had a major incident, by cause of the incident; moments with several count for the first. */
export async function minutesLost(
  source: KpiSource,
  range: TimeRange,
): Promise<{ readonly total: number; readonly n: number; readonly byCause: ReadonlyMap<string, number> }> {
  const [incidents, services] = await Promise.all([source.during('incident', range), source.services()])
  const facing = new Set(services.filter((s) => s.tier === 1 || s.tier === null).map((s) => s.id))
  const major = incidents.filter((i) => isMajor(i) && counts(i) && facing.has(i.service ?? '')).toSorted((a, b) => impactOf(a) - impactOf(b))
  const byCause = new Map<string, number>()
  const past = { from: range.from, to: Math.min(range.to, source.now) }
  for (const own of Map.groupBy(major, (i) => i.service).values()) {
    let covered = Number.NEGATIVE_INFINITY
    for (const i of own) {
      const stretch = { from: Math.max(impactOf(i), covered), to: i.endedAt ?? source.now }
      const minutes = past.to > past.from ? lengthOf(union([stretch], past)) / 60_000 : 0
      const cause = labelled(i, 'cause')
      byCause.set(cause, (byCause.get(cause) ?? 0) + minutes)
      covered = Math.max(covered, stretch.to)
    }
  }
  return { total: [...byCause.values()].reduce((a, b) => a + b, 0), n: major.length, byCause }
}

const openOf = async (source: KpiSource, kind: ObservationKind) => (await source.open(kind)).filter((o) => isOpenAt(o, source.now))
const pressing = new Set(['critical', 'high'])

export const current = {
  openMajor: { unit: 'count', better: 'lower', needs: ['incident'], read: async (s) => counted((await openOf(s, 'incident')).filter(isMajor).length) },
  openIncidents: { unit: 'count', better: 'lower', needs: ['incident'], read: async (s) => counted((await openOf(s, 'incident')).length) },
  openAlerts: { unit: 'count', better: 'lower', needs: ['alert'], read: async (s) => counted((await openOf(s, 'alert')).length) },
  unownedAlerts: { unit: 'count', better: 'lower', needs: ['alert'], read: async (s) => counted(unowned(await s.open('alert'), s.now).length) },
  oldestUnowned: {
    unit: 's',
    better: 'lower',
    needs: ['alert'],
    async read(s) {
      const open = unowned(await s.open('alert'), s.now)
      return open.length > 0 ? { value: (s.now - Math.min(...open.map((o) => o.startedAt))) / 1000, n: open.length } : { value: null, n: 0 }
    },
  },
  openTickets: { unit: 'count', better: 'lower', needs: ['ticket'], read: async (s) => counted((await openOf(s, 'ticket')).length) },
  slaAtRisk: { unit: 'count', better: 'lower', needs: ['ticket'], read: async (s) => counted(atRisk(await s.open('ticket'), s.now).length) },
  ticketsPastDue: { unit: 'count', better: 'lower', needs: ['ticket'], read: async (s) => counted(pastDue(await s.open('ticket'), s.now).length) },
  findingsOpen: {
    unit: 'count',
    better: 'lower',
    needs: ['finding'],
    read: async (s) => counted((await openOf(s, 'finding')).filter(isWork).length),
  },
  findingsPastSla: {
    unit: 'count',
    better: 'lower',
    target: 0,
    needs: ['finding'],
    read: async (s) => counted(pastDue(await s.open('finding'), s.now).filter((d) => isWork(d.it)).length),
  },
  criticalPastSla: {
    unit: 'count',
    better: 'lower',
    target: 0,
    needs: ['finding'],
    read: async (s) => counted(pastDue(await s.open('finding'), s.now).filter((d) => pressing.has(d.it.severity) && isWork(d.it)).length),
  },
  certificatesSoon: {
    unit: 'count',
    better: 'lower',
    target: 0,
    needs: ['finding'],
    read: async (s) => counted(due(await s.open('finding'), s.now).filter((d) => !isWork(d.it) && d.leftMs < certificateMs).length),
  },
  changesToday: {
    unit: 'count',
    better: 'lower',
    needs: ['change'],
    read: async (s) => counted((await s.during('change', { from: s.now, to: s.now + day })).filter(counts).length),
  },
  conflictsAhead: {
    unit: 'count',
    better: 'lower',
    target: 0,
    needs: ['change'],
    read: async (s) => counted(conflictsOf(await s.during('change', { from: s.now, to: s.now + 7 * day })).length),
  },
  changeConflicts: {
    unit: 'count',
    better: 'lower',
    ranged: true,
    needs: ['change'],
    read: async (s, range) => counted(conflictsOf(await s.during('change', range)).length),
  },
  changesOverdue: {
    unit: 'count',
    better: 'lower',
    target: 0,
    needs: ['change'],
    async read(s) {
      const open = await s.during('change', { from: s.now - 30 * day, to: s.now })
      return counted(open.filter((c) => c.endedAt === null && counts(c) && (momentOf(c, 'plannedEnd') ?? Number.POSITIVE_INFINITY) < s.now).length)
    },
  },
  emergencyShare: {
    unit: 'ratio',
    better: 'lower',
    target: 0.1,
    ranged: true,
    needs: ['change'],
    async read(s, range) {
      const begun = (await s.during('change', range)).filter((c) => counts(c) && c.startedAt >= range.from && c.startedAt < range.to)
      return begun.length > 0
        ? { value: begun.filter((c) => labelled(c, 'type') === 'emergency').length / begun.length, n: begun.length }
        : { value: null, n: 0 }
    },
  },
  majorIncidents: {
    unit: 'count',
    better: 'lower',
    ranged: true,
    needs: ['incident'],
    async read(s, range) {
      const began = (await s.during('incident', range)).filter((i) => isMajor(i) && counts(i) && i.startedAt >= range.from && i.startedAt < range.to)
      return counted(began.length)
    },
  },
  availability: {
    unit: 'ratio',
    better: 'higher',
    target: 0.999,
    ranged: true,
    needs: ['incident'],
    async read(s, range) {
      const all = await uptimes(s, range)
      return { value: availabilityOf(all.map((u) => u.uptime)), n: all.length }
    },
  },
  availabilityRequests: {
    unit: 'ratio',
    better: 'higher',
    target: 0.999,
    ranged: true,
    needs: [],
    requests: true,
    async read(s, range) {
      const all = (await promised(s)).filter((x) => x.tier === 1)
      const total = sum(all.map((x) => s.requests?.(x.id, range) ?? { valid: 0, failed: 0 }))
      return { value: attainment(total), n: all.length }
    },
  },
  minutesLost: {
    unit: 'min',
    better: 'lower',
    ranged: true,
    needs: ['incident'],
    async read(s, range) {
      const { total, n } = await minutesLost(s, range)
      return { value: total, n }
    },
  },
  budgetsLow: {
    unit: 'count',
    better: 'lower',
    target: 0,
    needs: [],
    requests: true,
    async read(s) {
      const all = await promised(s)
      const lefts = all.map((x) => budgetLeft(s.requests?.(x.id, { from: s.now - sloPeriodMs, to: s.now }) ?? { valid: 0, failed: 0 }, x.objective))
      return { value: all.length > 0 ? lefts.filter((left) => left !== null && left < 0.25).length : null, n: all.length }
    },
  },
  worstBurn: {
    unit: '×',
    better: 'lower',
    target: 1,
    needs: [],
    requests: true,
    async read(s) {
      const all = await promised(s)
      const rates = all.flatMap((x) => burnRate(s.requests?.(x.id, { from: s.now - 3_600_000, to: s.now }) ?? { valid: 0, failed: 0 }, x.objective) ?? [])
      return rates.length > 0 ? { value: Math.max(...rates), n: rates.length } : { value: null, n: 0 }
    },
  },
} as const satisfies Readonly<Record<string, CurrentDefinition>>

export type Current = keyof typeof current
export const isCurrent = (name: string): name is Current => Object.hasOwn(current, name)
export const currentOf = (name: Current): CurrentDefinition => current[name]
