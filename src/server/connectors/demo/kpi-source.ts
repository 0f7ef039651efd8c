import type { Observation, ObservationKind } from '#contract/observation.ts'
import { observationKinds } from '#contract/observation.ts'
import type { Estate, Span } from '#core/estate/estate.ts'
import { numbers, week } from '#core/estate/numbers.ts'
import { observationsOf } from '#core/estate/observe.ts'
import { requestsOf } from '#core/estate/requests.ts'
import { partsOf } from '#core/kpi/part.ts'
import type { Part } from '#core/kpi/part.ts'
import type { KpiSource, ServiceFacts } from '#core/kpi/source.ts'
import { fits } from './event-frame.ts'

/** After so many weeks everything that began is over, so what it adds up to stays. */
const settledWeeks = 3
const settled = new WeakMap<Estate, Map<string, readonly Part[]>>()

/** Parts of what began in one week. */
function partsOfWeek(estate: Estate, kind: ObservationKind, index: number, now: number): readonly Part[] {
  const span = { from: index * week, to: (index + 1) * week }
  const make = (): readonly Part[] =>
    observationsOf(estate, kind, span, now)
      .filter((o) => o.startedAt >= span.from && o.startedAt < span.to)
      .flatMap(partsOf)
  if (kind === 'finding' || (index + settledWeeks) * week > now) return make()
  const known = settled.get(estate) ?? new Map<string, readonly Part[]>()
  settled.set(estate, known)
  const key = `${kind}|${index}`
  const parts = known.get(key) ?? make()
  if (known.size > 400) known.clear()
  known.set(key, parts)
  return parts
}

type Match = Readonly<Record<string, readonly string[]>>

const partFits = (part: Part, match: Match): boolean =>
  Object.entries(match).every(([name, values]) => values.length === 0 || values.includes('') || values.includes(String(part[name as keyof Part] ?? '')))

const objectiveOf = (tier: 1 | 2 | 3): number => numbers.objectives[tier]

function servicesOf(estate: Estate, match: Match): readonly ServiceFacts[] {
  const callees = Map.groupBy(estate.edges, (e) => e.from)
  return estate.services
    .map(({ id, team, site, tier, capability = '' }): ServiceFacts & { readonly source: string } => ({
      id,
      team,
      site,
      tier,
      capability,
      objective: objectiveOf(tier),
      dependsOn: (callees.get(id) ?? []).map((e) => e.to),
      source: 'demo',
    }))
    .filter((s) =>
      Object.entries(match).every(([name, values]) => {
        const own: Readonly<Record<string, string | undefined>> = { service: s.id, team: s.team, site: s.site, tier: String(s.tier), source: s.source }
        return values.length === 0 || values.includes('') || !(name in own) || values.includes(own[name] ?? '')
      }),
    )
}

/** The estate as a place KPIs are computed from: the same code as for what was really reported, on exact parts. */
export function demoKpis(estate: Estate, now: number, match: Match): KpiSource {
  const services = servicesOf(estate, match)
  const visible = new Set(services.map((s) => s.id))
  const found = (kind: ObservationKind, span: Span): readonly Observation[] => observationsOf(estate, kind, span, now).filter((o) => fits(o, match))
  return {
    now,
    error: 0,
    demo: true,
    async parts(metrics, cuts) {
      const range = { from: cuts[0] ?? 0, to: cuts.at(-1) ?? 0 }
      const wanted = new Set(metrics)
      const kinds = observationKinds.filter((kind) => metrics.some((m) => m.startsWith(`${kind}.`)))
      const first = Math.floor(range.from / week) - settledWeeks
      const last = Math.floor(Math.min(range.to, now) / week)
      const weeks = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
      return kinds
        .flatMap((kind) => weeks.flatMap((index) => partsOfWeek(estate, kind, index, now)))
        .filter((p) => wanted.has(p.metric) && p.at >= range.from && p.at < range.to && p.at <= now && partFits(p, match))
    },
    open: async (kind) => found(kind, { from: now - 1, to: now + 1 }).filter((o) => o.endedAt === null),
    during: async (kind, range) => found(kind, range),
    services: async () => services,
    requests: (service, range) =>
      visible.has(service) ? requestsOf(estate, service, { from: range.from, to: Math.min(range.to, now) }) : { valid: 0, failed: 0 },
  }
}
