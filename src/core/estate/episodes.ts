import { chance } from './chance.ts'
import type { Chance } from './chance.ts'
import type { Episode, Incident } from './happenings.ts'
import { linkLossId } from './incidents.ts'
import { minute, numbers, volume, week } from './numbers.ts'
import type { Size } from './numbers.ts'
import { sites } from './places.ts'
import { serviceById, services } from './services.ts'

/** An alert rule: one condition on one service, as noisy as its rank. */
export interface Rule {
  readonly id: string
  readonly name: string
  readonly service: string
  readonly severity: Episode['severity']
  /** Cumulative share of the background episodes up to and including this rule. */
  readonly upTo: number
}

const conditions = [
  ['Error ratio above 5 %', 'critical'],
  ['Latency p95 above 1 s', 'warning'],
  ['Queue age above 90 s', 'warning'],
  ['Disk full in 3 days', 'warning'],
  ['Memory above 90 %', 'warning'],
  ['Replica lag above 10 s', 'info'],
  ['Pod restarts', 'info'],
  ['Certificate expires soon', 'warning'],
  ['Link loss above 2 %', 'warning'],
  ['Probe fails', 'critical'],
  ['Saturation above 85 %', 'warning'],
  ['Backup is late', 'info'],
  ['Clock drifts', 'info'],
] as const
const tools = ['prometheus', 'zabbix', 'cloud-watch'] as const

/** The 90 rules, noisiest first; Zipf makes a few of them give most of the noise. */
export function rulesOf(seed: number): readonly Rule[] {
  const weights = Array.from({ length: numbers.rules }, (_, rank) => 1 / (rank + 1) ** numbers.zipf)
  const total = weights.reduce((a, b) => a + b, 0)
  let sum = 0
  return weights.map((weight, rank) => {
    const draw = chance(seed, 'rule', String(rank))
    // Noise comes from unimportant things first: the noisiest rules are never the critical ones.
    const [name, severity] = draw.pick(0, rank < 12 ? conditions.filter(([, s]) => s !== 'critical') : conditions)
    sum += weight / total
    return { id: `rule-${rank + 1}`, name, severity, service: draw.pick(1, services).id, upTo: sum }
  })
}

function ruleAt(rules: readonly Rule[], unit: number): Rule {
  let low = 0
  let high = rules.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rules[middle]?.upTo ?? 1) > unit) high = middle
    else low = middle + 1
  }
  const rule = rules[low]
  if (!rule) throw new RangeError('the estate has no rules')
  return rule
}

interface Sprout {
  readonly key: string
  readonly rule: Rule
  readonly service: string
  readonly severity: Episode['severity']
  readonly startedAt: number
  readonly lastsMs: number
  readonly incidentId?: string
}

function grow(it: Sprout, draw: Chance, n: number): Episode {
  const service = serviceById(it.service)
  const site = service?.shared ? draw.pick(n, sites, 40).id : (service?.site ?? 'fra')
  const taken = it.severity !== 'info' && it.lastsMs > 6 * minute && draw.unit(n, 41) < 0.62
  return {
    id: it.key,
    rule: it.rule.id,
    name: it.rule.name,
    service: it.service,
    site,
    team: service?.team ?? 'noc',
    severity: it.severity,
    startedAt: Math.round(it.startedAt),
    endsAt: Math.round(it.startedAt + it.lastsMs),
    flapping: draw.unit(n, 42) < numbers.flapping,
    incidentId: it.incidentId,
    takenAt: taken ? Math.round(it.startedAt + (2 + 5 * draw.unit(n, 43)) * minute) : undefined,
    owner: taken ? `${service?.team ?? 'noc'}-${draw.int(n, 4, 44) + 1}` : undefined,
    lateMs: draw.unit(n, 45) < numbers.lateShare ? Math.round((2 + 6 * draw.unit(n, 46)) * minute) : 0,
    tool: draw.pick(n, tools, 47),
  }
}

const background = (size: Size, index: number, rules: readonly Rule[], draw: Chance): readonly Episode[] => {
  const count = Math.round(numbers.episodesPerWeek * volume[size])
  return Array.from({ length: count }, (_, n) => {
    const rule = ruleAt(rules, draw.unit(n, 1))
    const lastsMs = Math.max(minute, draw.logNormal(n, numbers.episodeMinutes[0], numbers.episodeMinutes[1], 2) * minute)
    return grow(
      { key: `ep-${index}-${n}`, rule, service: rule.service, severity: rule.severity, startedAt: index * week + draw.unit(n, 3) * week, lastsMs },
      draw,
      n,
    )
  })
}

/** The alerts an incident raises: on its root at once, on callers as the effect arrives. */
const fromIncident = (incident: Incident, rules: readonly Rule[], draw: Chance, from: number): readonly Episode[] => {
  if (incident.sev === 5 && incident.auto) return []
  return incident.impacts.slice(0, 12).flatMap((impact, k) => {
    if (impact.weight < 0.08) return []
    const n = from + k
    const severity = k === 0 && incident.sev <= 3 ? 'critical' : impact.weight > 0.25 ? 'warning' : 'info'
    const rule = rules.find((r) => r.severity === severity && r.service === impact.service) ?? rules.find((r) => r.severity === severity) ?? ruleAt(rules, 0)
    const startedAt = incident.startedAt + impact.delayMs + (1 + 2 * draw.unit(n, 5)) * minute
    const felt = incident.resolvedAt + impact.delayMs + 3 * minute * draw.unit(n, 6) - startedAt
    // A minor incident stays open for a day while its symptoms are long gone.
    const lastsMs = Math.max(minute, incident.sev >= 4 ? Math.min(felt, numbers.symptomMs) : felt)
    return [grow({ key: `ep-${incident.id}-${k}`, rule, service: impact.service, severity, startedAt, lastsMs, incidentId: incident.id }, draw, n)]
  })
}

/** A site loses its link: dozens of alerts in three minutes that belong to one incident. */
const bursts = (size: Size, index: number, rules: readonly Rule[], incidents: readonly Incident[], draw: Chance): readonly Episode[] => {
  const network = incidents.filter((i) => i.cause === 'network' && i.sev <= 4)
  const hit = network.filter((i, k) => i.id === linkLossId || draw.unit(k, 7) < numbers.burstsPerWeek)
  const [least, most] = numbers.burstAlerts
  return hit.flatMap((incident, k) => {
    const count = Math.round((least + draw.int(k, most - least, 8)) * Math.min(1, volume[size] * 2))
    return Array.from({ length: count }, (_, j) => {
      const n = 600_000 + k * 1000 + j
      const rule = ruleAt(rules, draw.unit(n, 9))
      const startedAt = incident.startedAt + draw.unit(n, 10) * 3 * minute
      const key = `ep-${index}-burst-${k}-${j}`
      const service = draw.pick(n, services, 11).id
      return grow(
        {
          key,
          rule,
          service,
          severity: rule.severity,
          startedAt,
          lastsMs: Math.max(minute, Math.min(numbers.symptomMs, incident.resolvedAt - startedAt)),
          incidentId: incident.id,
        },
        draw,
        n,
      )
    })
  })
}

/** Alert episodes that start in one week, in order of start. */
export function episodesInWeek(seed: number, size: Size, index: number, rules: readonly Rule[], incidents: readonly Incident[]): readonly Episode[] {
  const draw = chance(seed, 'episode', String(index))
  const raised = incidents.flatMap((incident, i) => fromIncident(incident, rules, draw, 700_000 + i * 20))
  const all = [...background(size, index, rules, draw), ...raised, ...bursts(size, index, rules, incidents, draw)]
  return all.toSorted((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1))
}
