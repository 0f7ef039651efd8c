import { chance, round6 } from './chance.ts'
import type { Chance } from './chance.ts'
import { localTime } from './local-time.ts'
import { day, minute, numbers } from './numbers.ts'
import { sites } from './places.ts'
import type { Service } from './services.ts'

const bump = (x: number, centre: number, width: number): number => Math.max(0, 1 - ((x - centre) / width) ** 2) ** 2
const zones = new Map(sites.map((s) => [s.id, s.zone]))
export const zoneOf = (site: string): string => zones.get(site) ?? 'UTC'

/** Load over the local day, 1 at its mean: two office bumps with a lunch dip, an evening peak, or flat. */
export function dayCurve(shape: Service['shape'], localHour: number): number {
  if (shape === 'flat') return 1 + 0.06 * bump(localHour, 14, 9)
  if (shape === 'office') return 0.25 + 1.5 * (bump(localHour, 10, 4.5) + bump(localHour, 15, 4.5)) - numbers.lunchDip * 3 * bump(localHour, 12.6, 1.2)
  return 0.35 + 0.7 * bump(localHour, 12, 6) + 1.35 * bump(localHour, 20.2, 5)
}

/** Noise on the load: smooth between hashed knots at one minute, fifteen minutes and six hours. */
export function loadNoise(draw: Chance, at: number): number {
  const scales = [minute, 15 * minute, 360 * minute]
  return scales.reduce((sum, scale, i) => {
    const tick = Math.floor(at / scale)
    const part = at / scale - tick
    const smooth = draw.normal(tick, i * 1000) * (1 - part) + draw.normal(tick + 1, i * 1000) * part
    return sum + smooth * (numbers.loadNoise[i] ?? 0)
  }, 0)
}

const epoch = 1_767_225_600_000 // 1 January 2026: growth counts from here.

/** Requests per second a service would get at a moment if nothing were wrong. */
export function plannedRate(seed: number, service: Service, at: number): number {
  const draw = chance(seed, 'load', service.id)
  const [median, sigma] = numbers.baseRate[service.tier]
  const base = draw.logNormal(0, median, sigma)
  const local = localTime(zoneOf(service.site), at)
  const weekend = local.weekday >= 5 ? numbers.weekend[service.shape] : 1
  const growth = 1 + (numbers.growthPerYear * (at - epoch)) / (365 * day)
  return round6(Math.max(0.01, base * dayCurve(service.shape, local.hour) * weekend * growth * (1 + loadNoise(draw, at))))
}

/** Requests per second at which a service would be full. */
export function capacity(seed: number, service: Service, at: number): number {
  const draw = chance(seed, 'load', service.id)
  const [median, sigma] = numbers.baseRate[service.tier]
  const growth = 1 + (numbers.growthPerYear * (at - epoch)) / (365 * day)
  return draw.logNormal(0, median, sigma) * growth * (2.4 + 0.9 * draw.unit(3))
}

/** Latency in seconds at a load of `rho` of capacity: queueing makes the last tenth dear. */
export const latencyAt = (idle: number, rho: number): number => {
  const capped = Math.min(numbers.maxLoad, Math.max(0, rho))
  return idle * (1 + (numbers.queueing * capped) / (1 - capped))
}
