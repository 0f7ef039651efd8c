import type { MeasureSpec } from '#contract/query.ts'
import type { Estate } from '#core/estate/estate.ts'
import { hostAt, serviceAt } from '#core/estate/metrics.ts'
import type { HostValues, ServiceReading } from '#core/estate/metrics.ts'

/** Something with numbers: its labels and how it reads at a moment. */
export interface Entity {
  readonly labels: Readonly<Record<string, string>>
  readonly value: (at: number) => number
  /** Weight in a mean: requests per second for ratios and latencies. */
  readonly weight: (at: number) => number
}

/** How values of several entities become one. */
export type Merge = 'sum' | 'mean' | 'max'

interface Quantity {
  readonly merge: Merge
  readonly entities: (estate: Estate) => readonly Entity[]
}

const one = (): number => 1

const serviceQuantity = (pick: keyof ServiceReading, merge: Merge): Quantity => ({
  merge,
  entities: (estate) =>
    estate.services.map((s) => ({
      labels: { service: s.id, team: s.team, site: s.site, tier: String(s.tier) },
      value: (at) => serviceAt(estate, s.id, at)[pick],
      weight: (at) => serviceAt(estate, s.id, at).requestRate,
    })),
})

const hostQuantity = (pick: keyof HostValues, merge: Merge, extra: Readonly<Record<string, string>> = {}, scale = 1): Quantity => ({
  merge,
  entities: (estate) =>
    estate.assets
      .filter((a) => a.kind === 'host')
      .map((a) => ({
        labels: { instance: a.id, site: a.site, ...(a.service && { service: a.service }), ...extra },
        value: (at) => hostAt(estate, a.id, at)[pick] * scale,
        weight: one,
      })),
})

const memoryBytes = 64 * 2 ** 30
const diskBytes = 960e9

/** Every numeric measure of core/templates/measures.ts, read off the estate. */
export const quantities: Readonly<Record<string, Quantity>> = {
  'host.cpu': hostQuantity('cpu', 'mean'),
  'host.memory': hostQuantity('memory', 'mean'),
  'host.memoryBytes': hostQuantity('memory', 'sum', { use: 'used' }, memoryBytes),
  'host.load': hostQuantity('load', 'mean', { over: '1m' }),
  'host.disk': hostQuantity('disk', 'mean', { mount: '/' }),
  'host.diskBytes': hostQuantity('disk', 'sum', { mount: '/' }, diskBytes),
  'host.networkIn': hostQuantity('networkIn', 'sum', { device: 'eth0' }),
  'host.networkOut': hostQuantity('networkOut', 'sum', { device: 'eth0' }),
  'targets.up': {
    merge: 'sum',
    entities: (estate) =>
      estate.services.map((s) => ({
        labels: { instance: s.id, service: s.id, site: s.site, team: s.team },
        value: (at) => (serviceAt(estate, s.id, at).errorRatio > 0.5 ? 0 : 1),
        weight: one,
      })),
  },
  'service.requestRate': serviceQuantity('requestRate', 'sum'),
  'service.errorRatio': serviceQuantity('errorRatio', 'mean'),
  'service.latencyP95': serviceQuantity('latencyP95', 'mean'),
  'service.saturation': serviceQuantity('saturation', 'max'),
}

/** Entities whose labels are among the asked values; an empty list of values asks for nothing in particular. */
export const matching = (entities: readonly Entity[], match: MeasureSpec['match']): readonly Entity[] =>
  entities.filter((e) =>
    Object.entries(match).every(([name, wanted]) => {
      const values = typeof wanted === 'string' ? [wanted] : wanted
      return values.length === 0 || values.includes('') || values.includes(e.labels[name] ?? '')
    }),
  )

export interface Group {
  readonly labels: Readonly<Record<string, string>>
  readonly members: readonly Entity[]
}

/** Groups by the asked labels; no label means everything in one. */
export function grouped(entities: readonly Entity[], by: readonly string[]): readonly Group[] {
  const groups = new Map<string, { labels: Record<string, string>; members: Entity[] }>()
  for (const entity of entities) {
    const labels = Object.fromEntries(by.map((name) => [name, entity.labels[name] ?? '']))
    const key = JSON.stringify(labels)
    const group = groups.get(key) ?? { labels, members: [] }
    group.members.push(entity)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Value of a group at a moment. */
export function groupValue(group: Group, merge: Merge, at: number): number {
  if (merge === 'max') return Math.max(...group.members.map((m) => m.value(at)))
  if (merge === 'sum') return group.members.reduce((sum, m) => sum + m.value(at), 0)
  let total = 0
  let weights = 0
  for (const member of group.members) {
    const weight = member.weight(at)
    total += member.value(at) * weight
    weights += weight
  }
  return weights > 0 ? total / weights : 0
}
