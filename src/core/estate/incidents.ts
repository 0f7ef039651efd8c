import { chance } from './chance.ts'
import type { Chance } from './chance.ts'
import type { Cause, Change, Impact, Incident } from './happenings.ts'
import { localTime } from './local-time.ts'
import { zoneOf } from './load.ts'
import { minute, numbers, volume, week } from './numbers.ts'
import type { Size } from './numbers.ts'
import { serviceById, services } from './services.ts'
import type { Edge } from './services.ts'

/** The frozen moment tests and screenshots use: Wednesday 14 October 2026, 10:07 UTC, with one SEV2 open. */
export const frozenNow = Date.UTC(2026, 9, 14, 10, 7)
const storyStart = Date.UTC(2026, 9, 14, 8, 53)

const symptoms = ['errors above limit', 'slow answers', 'time-outs', 'queue grows', 'no answers', 'wrong answers'] as const

const causeAt = (unit: number): Exclude<Cause, 'change'> => {
  const rest = 1 - numbers.causes.change
  if (unit * rest < numbers.causes.capacity) return 'capacity'
  if (unit * rest < numbers.causes.capacity + numbers.causes.dependency) return 'dependency'
  return unit * rest < numbers.causes.capacity + numbers.causes.dependency + numbers.causes.network ? 'network' : 'other'
}

/** The root and its callers up to three hops: each hop 20 to 90 s later and 0.5 to 0.8 of the caller's share. */
export function impactsOf(seed: number, edges: readonly Edge[], root: string, incidentId: string): readonly Impact[] {
  const draw = chance(seed, 'impact', incidentId)
  const found = new Map<string, Impact>([[root, { service: root, weight: 1, delayMs: 0 }]])
  let front: readonly Impact[] = [{ service: root, weight: 1, delayMs: 0 }]
  for (let hop = 1; hop <= 3; hop += 1) {
    const next: Impact[] = []
    for (const reached of front) {
      for (const edge of edges) {
        if (edge.to !== reached.service || edge.seen === 'declared' || found.has(edge.from)) continue
        const lane = found.size
        const impact = {
          service: edge.from,
          weight: reached.weight * (0.5 + 0.3 * draw.unit(hop, lane)) * edge.share,
          delayMs: reached.delayMs + Math.round((20 + 70 * draw.unit(hop, lane + 500)) * 1000),
        }
        if (impact.weight < 0.03) continue
        found.set(edge.from, impact)
        next.push(impact)
      }
    }
    front = next
  }
  return [...found.values()]
}

interface Seedling {
  readonly id: string
  readonly sev: Incident['sev']
  readonly root: string
  readonly cause: Cause
  readonly startedAt: number
  readonly changeId?: string
}

function grow(seed: number, edges: readonly Edge[], it: Seedling, draw: Chance, n: number): Incident {
  const service = serviceById(it.root) ?? services[0]
  if (!service) throw new RangeError('the estate has no services')
  const local = localTime(zoneOf(service.site), it.startedAt)
  const night = local.hour < 7 || local.hour >= 20
  const [ackMedian, ackSigma] = night ? numbers.acknowledge.night : numbers.acknowledge.day
  const detected = it.startedAt + draw.logNormal(n, numbers.detect[0], numbers.detect[1], 20) * minute
  const acknowledged = detected + draw.logNormal(n, ackMedian, ackSigma, 21) * minute
  const resolve = draw.logNormal(n, numbers.resolve[it.sev - 1] ?? 60, numbers.resolveSigma, 22) * minute
  const auto = it.sev === 5 && draw.unit(n, 23) < numbers.autoRemediated[1]
  return {
    id: it.id,
    sev: it.sev,
    service: it.root,
    site: service.site,
    team: service.team,
    cause: it.cause,
    changeId: it.changeId,
    title: `${it.root}: ${draw.pick(n, symptoms, 24)}`,
    startedAt: Math.round(it.startedAt),
    detectedAt: Math.round(detected),
    acknowledgedAt: Math.round(acknowledged),
    resolvedAt: Math.round(Math.max(acknowledged + minute, it.startedAt + resolve)),
    auto,
    reportedByUsers: draw.unit(n, 25) < 0.12,
    reopened: draw.unit(n, 26) < numbers.reopened,
    impacts: impactsOf(seed, edges, it.root, it.id),
  }
}

/** Poisson by inversion; `mean` stays small. */
function poisson(mean: number, unit: number): number {
  let p = Math.exp(-mean)
  let sum = p
  let n = 0
  while (unit > sum && n < 500) {
    n += 1
    p *= mean / n
    sum += p
  }
  return n
}

const rootsFor = (sev: number): readonly string[] => services.filter((s) => (sev <= 2 ? s.tier <= 2 : sev === 5 || s.tier >= 1)).map((s) => s.id)

/** Incidents that start in one week: failed changes cause some (0 to 45 minutes later), the rest come by themselves. */
export function incidentsInWeek(seed: number, size: Size, index: number, edges: readonly Edge[], changes: readonly Change[]): readonly Incident[] {
  const draw = chance(seed, 'incident', String(index))
  const seedlings: Seedling[] = []
  const add = (it: Omit<Seedling, 'id'>): void => void seedlings.push({ ...it, id: `INC-${index % 1000}${String(seedlings.length).padStart(2, '0')}` })
  changes
    .filter((c) => c.failed)
    .forEach((c, i) => {
      if (draw.unit(i, 1) > 0.45) return
      const sev = draw.unit(i, 2) < 0.03 ? 1 : draw.unit(i, 2) < 0.15 ? 2 : draw.unit(i, 2) < 0.55 ? 3 : 4
      add({ sev, root: c.service, cause: 'change', changeId: c.id, startedAt: c.actualEnd + draw.unit(i, 3) * 45 * minute })
    })
  const perWeek = numbers.incidentsPerWeek
  const rates = [perWeek.sev1, perWeek.sev2, perWeek.sev3, perWeek.sev4].map((r) => r * (1 - numbers.causes.change))
  const all = [...rates, perWeek.sev5 * Math.min(1, volume[size] * 2)]
  all.forEach((rate, i) => {
    const sev = (i + 1) as Incident['sev'] // five rates, five severities
    const count = poisson(rate, draw.unit(i, 4))
    for (let k = 0; k < count; k += 1) {
      const tick = i * 1000 + k
      add({ sev, root: draw.pick(tick, rootsFor(sev), 5), cause: causeAt(draw.unit(tick, 6)), startedAt: index * week + draw.unit(tick, 7) * week })
    }
  })
  const grown = seedlings.map((it, n) => grow(seed, edges, it, draw, n))
  return [...grown, ...story(seed, edges, index)].toSorted((a, b) => a.startedAt - b.startedAt)
}

/** The incident every screenshot shows: card payments time out on the Wednesday of the frozen moment. */
function story(seed: number, edges: readonly Edge[], index: number): readonly Incident[] {
  if (Math.floor(storyStart / week) !== index) return []
  const id = 'INC-2036'
  return [
    {
      id,
      sev: 2,
      title: 'payment-router: card gateway time-outs',
      service: 'payment-router',
      site: 'fra',
      team: 'payments',
      cause: 'dependency',
      changeId: undefined,
      startedAt: storyStart,
      detectedAt: storyStart + 2 * minute,
      acknowledgedAt: storyStart + 6 * minute,
      resolvedAt: storyStart + 141 * minute,
      auto: false,
      reportedByUsers: false,
      reopened: false,
      impacts: impactsOf(seed, edges, 'payment-router', id),
    },
  ]
}

export const linkLossId = 'INC-9001'

/** A link loss made to happen at a moment: Warsaw's lines go down for an hour and a half. */
export const linkLoss = (seed: number, edges: readonly Edge[], at: number): Incident => ({
  id: linkLossId,
  sev: 1,
  title: 'wan: Warsaw lost its link',
  service: 'wan',
  site: 'waw',
  team: 'network',
  cause: 'network',
  changeId: undefined,
  startedAt: at,
  detectedAt: at + minute,
  acknowledgedAt: at + 4 * minute,
  resolvedAt: at + 90 * minute,
  auto: false,
  reportedByUsers: false,
  reopened: false,
  impacts: impactsOf(seed, edges, 'wan', linkLossId),
})

/** Strength of an incident at a moment on one of its services: ramp of 3 min, plateau, recovery of 6 min after the end. */
export function effectAt(incident: Incident, impact: Impact, at: number): number {
  const since = at - incident.startedAt - impact.delayMs
  const after = at - incident.resolvedAt - impact.delayMs
  if (since <= 0 || after >= 6 * minute) return 0
  const ramp = Math.min(1, since / (3 * minute))
  const fade = after > 0 ? 1 - after / (6 * minute) : 1
  const depth = [1, 0.8, 0.5, 0.3, 0.12][incident.sev - 1] ?? 0.1
  return impact.weight * depth * ramp * fade
}
