import type { Asset } from './assets.ts'
import { chance, round6 } from './chance.ts'
import type { Estate } from './estate.ts'
import { effectAt } from './incidents.ts'
import { capacity, dayCurve, latencyAt, plannedRate, zoneOf } from './load.ts'
import { localTime } from './local-time.ts'
import { day, minute, numbers, week } from './numbers.ts'
import { serviceById } from './services.ts'

/** Strength of everything that goes wrong on a service at a moment, 0 to 1. */
export function troubleAt(estate: Estate, service: string, at: number): number {
  let calm = 1
  for (const incident of estate.incidentsNear(at)) {
    if (at < incident.startedAt || at > incident.resolvedAt + 10 * minute) continue
    for (const impact of incident.impacts) if (impact.service === service) calm *= 1 - effectAt(incident, impact, at)
  }
  return 1 - calm
}

export interface ServiceReading {
  /** Requests per second. */
  readonly requestRate: number
  /** Part of them that failed, 0 to 1. */
  readonly errorRatio: number
  /** Seconds. */
  readonly latencyP95: number
  /** Load over capacity, 0 to 1. */
  readonly saturation: number
}

/** Golden signals of one service at a moment. Trouble takes callers away, makes errors and slows what is left. */
export function serviceAt(estate: Estate, id: string, at: number): ServiceReading {
  const service = serviceById(id)
  if (!service) return { requestRate: 0, errorRatio: 0, latencyP95: 0, saturation: 0 }
  const trouble = troubleAt(estate, id, at)
  const planned = plannedRate(estate.seed, service, at)
  const draw = chance(estate.seed, 'signals', id)
  const tick = Math.floor(at / minute)
  const saturation = Math.min(0.99, (planned / capacity(estate.seed, service, at)) * (1 + 0.9 * trouble))
  const [least, most] = numbers.backgroundErrors
  const clump = draw.unit(tick, 1) < 0.01 ? 0.004 * draw.unit(tick, 2) : 0
  return {
    requestRate: round6(planned * (1 - 0.35 * trouble)),
    errorRatio: round6(Math.min(0.98, least + (most - least) * draw.unit(Math.floor(tick / 5), 3) + clump + 0.28 * trouble)),
    latencyP95: round6(latencyAt(numbers.idleLatency[service.tier], saturation) * (1 + 7 * trouble) * (1 + 0.05 * draw.normal(tick, 4))),
    saturation: round6(saturation),
  }
}

export interface HostValues {
  /** Percent busy, 0 to 100. */
  readonly cpu: number
  /** Used part, 0 to 1. */
  readonly memory: number
  readonly load: number
  /** Used part of the data disk, 0 to 1: grows all week, cleaned on Sunday night. */
  readonly disk: number
  /** Bytes per second. */
  readonly networkIn: number
  readonly networkOut: number
}

const assetsById = new WeakMap<Estate, ReadonlyMap<string, Asset>>()
/** Looked up by name: a history of metrics asks a million times. */
function assetOf(estate: Estate, id: string): Asset | undefined {
  const known = assetsById.get(estate) ?? new Map(estate.assets.map((a) => [a.id, a]))
  assetsById.set(estate, known)
  return known.get(id)
}

/** Readings of one host: it works as hard as the service on it. */
export function hostAt(estate: Estate, id: string, at: number): HostValues {
  const asset = assetOf(estate, id)
  const draw = chance(estate.seed, 'host', id)
  const tick = Math.floor(at / minute)
  const signals = asset?.service ? serviceAt(estate, asset.service, at) : undefined
  const local = localTime(zoneOf(asset?.site ?? 'fra'), at)
  const busy = signals?.saturation ?? 0.2 * dayCurve('office', local.hour)
  const cpu = Math.min(100, Math.max(1, 100 * busy * (0.65 + 0.4 * draw.unit(0)) + 3 * draw.normal(tick)))
  const sinceClean = ((at - 3 * day) % week) / week
  return {
    cpu: round6(cpu),
    memory: round6(Math.min(0.99, 0.35 + 0.3 * draw.unit(1) + 0.15 * busy + 0.01 * draw.normal(tick, 1))),
    load: round6((cpu / 100) * (4 + 12 * draw.unit(2))),
    disk: round6(Math.min(0.99, 0.3 + 0.35 * draw.unit(3) + (0.08 + 0.22 * draw.unit(4)) * sinceClean)),
    networkIn: round6((signals?.requestRate ?? 20) * (900 + 3000 * draw.unit(5)) * (1 + 0.05 * draw.normal(tick, 2))),
    networkOut: round6((signals?.requestRate ?? 20) * (2500 + 9000 * draw.unit(6)) * (1 + 0.05 * draw.normal(tick, 3))),
  }
}

export interface CallReading {
  readonly from: string
  readonly to: string
  /** Calls per second. */
  readonly rate: number
  readonly errorRatio: number
  readonly latencyP95: number
  readonly seen: 'both' | 'declared' | 'traced'
}

/** Every dependency as it runs at a moment; edges that are only declared carry nothing. */
export function callsAt(estate: Estate, at: number): readonly CallReading[] {
  const signals = new Map<string, ServiceReading>()
  const of = (id: string): ServiceReading => {
    const found = signals.get(id) ?? serviceAt(estate, id, at)
    signals.set(id, found)
    return found
  }
  return estate.edges.map((edge) => {
    const from = of(edge.from)
    const to = of(edge.to)
    const rate = edge.seen === 'declared' ? 0 : round6(from.requestRate * edge.share)
    return { from: edge.from, to: edge.to, rate, errorRatio: edge.seen === 'declared' ? 0 : to.errorRatio, latencyP95: to.latencyP95, seen: edge.seen }
  })
}
