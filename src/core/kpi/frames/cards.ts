import type { Observation } from '#contract/observation.ts'
import type { TimeRange } from '#contract/time.ts'
import { severities } from '#contract/severity.ts'
import { day } from '../../time/duration.ts'
import { uptimesOf } from '../current.ts'
import { draggedBy, drivenBy, healthScore, importance } from '../health.ts'
import type { Driven, Vital } from '../health.ts'
import { readingOf } from '../number.ts'
import { isOpenAt } from '../open.ts'
import { writePhrase } from '../phrase.ts'
import { attainment, budgetLeft, burnRate } from '../slo.ts'
import type { Requests } from '../slo.ts'
import type { KpiSource, ServiceFacts } from '../source.ts'
import { aligned, back } from './context.ts'

/** How a service is, and what makes it so. */
export interface Card {
  readonly service: ServiceFacts
  readonly vital: Vital
  readonly driven: readonly Driven[]
  readonly score: number | null
  readonly sli: number | null
  readonly incidents: number
  readonly medianToResolve: number | null
}

const scorePeriodMs = 30 * day
const rank = (o: Observation): number => severities.findIndex((s) => s === o.severity)

type Counted = (service: ServiceFacts) => Requests | undefined

/**
 * What a promise is held against in a stretch: requests where they are counted; else the agreed time and of it what was lost to major
 * incidents, in milliseconds.
 */
async function countedIn(source: KpiSource, range: TimeRange): Promise<Counted> {
  if (source.requests) return ({ id, objective }) => (objective === null ? undefined : source.requests?.(id, range))
  const uptimes = new Map((await uptimesOf(source, range)).map(({ service, uptime }) => [service.id, uptime]))
  return ({ id, objective }) => {
    const uptime = uptimes.get(id)
    return objective === null || !uptime ? undefined : { valid: uptime.agreedMs, failed: uptime.downMs }
  }
}

/** Is each service effective: health, objective, incidents, changes, automation, over the last 30 days. Worst first. */
export async function cardsOf(source: KpiSource): Promise<readonly Card[]> {
  const range = aligned(back(source, scorePeriodMs))
  const [services, incidents, alerts, inPeriod, inHour, parts] = await Promise.all([
    source.services(),
    source.open('incident'),
    source.open('alert'),
    countedIn(source, range),
    countedIn(source, back(source, 3_600_000)),
    source.parts(
      ['incident.opened', 'incident.resolved', 'change.succeeded', 'change.failed', 'run.succeeded', 'run.failed'],
      [range.from, range.to],
      ['service'],
    ),
  ])
  const own = Map.groupBy(parts, (p) => p.service)
  return services
    .map((service): Card => {
      const mine = own.get(service.id) ?? []
      const open = incidents.filter((i) => i.service === service.id && isOpenAt(i, source.now))
      const { objective } = service
      const [counted, lately] = [inPeriod(service), inHour(service)]
      const vital: Vital = {
        budgetLeft: counted && objective !== null ? budgetLeft(counted, objective) : null,
        burn: lately && objective !== null ? burnRate(lately, objective) : null,
        worstIncident: open.length > 0 ? Math.min(...open.map(rank)) : null,
        openCriticalAlerts: alerts.filter((a) => a.service === service.id && a.severity === 'critical' && isOpenAt(a, source.now)).length,
        changeSuccess: readingOf('changeSuccess', mine, range).value,
        automationSuccess: readingOf('automationSuccess', mine, range).value,
      }
      const driven = drivenBy(vital)
      return {
        service,
        vital,
        driven,
        score: healthScore(driven),
        sli: counted ? attainment(counted) : null,
        incidents: readingOf('incidentsOpened', mine, range).value ?? 0,
        medianToResolve: readingOf('timeToResolve', mine, range).value,
      }
    })
    .toSorted((a, b) => (a.score ?? 101) - (b.score ?? 101) || (a.service.tier ?? 9) - (b.service.tier ?? 9) || (a.service.id < b.service.id ? -1 : 1))
}

/** The sentence of what drags a service down most. */
export function dragOf({ driven, vital }: Card): string {
  const [worst] = draggedBy(driven)
  if (!worst) return 'kpi.drag.none'
  const args = {
    budget: { left: vital.budgetLeft ?? 0 },
    burn: { rate: Math.round((vital.burn ?? 0) * 10) / 10 },
    incidents: { severity: severities[vital.worstIncident ?? 0] ?? 'critical' },
    alerts: { n: vital.openCriticalAlerts },
    changes: { success: vital.changeSuccess ?? 0 },
    automation: { success: vital.automationSuccess ?? 0 },
  }[worst.driver]
  return writePhrase({ key: `kpi.drag.${worst.driver}`, args })
}

/** Only what needs a person is marked: a service that is well has no mark. */
export function markOf({ score, driven }: Card): string | null {
  if (score !== null && score < 40) return 'critical'
  const strained = driven.some((d) => d.level === 'critical' || (d.level === 'high' && importance[d.driver] > 5))
  return strained || (score !== null && score < 75) ? 'warning' : null
}
