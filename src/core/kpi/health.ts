/** Levels of a part of the health of a service, and what each is worth (0 to 100). */
export const levelScores = { normal: 100, low: 70, medium: 50, high: 30, critical: 0 } as const
export type HealthLevel = keyof typeof levelScores

export const drivers = ['budget', 'burn', 'incidents', 'alerts', 'changes', 'automation'] as const
export type Driver = (typeof drivers)[number]

/** 0 to 10 weigh; 11: critical there is critical for the whole. */
export const importance: Readonly<Record<Driver, number>> = { budget: 8, burn: 7, incidents: 11, alerts: 5, changes: 3, automation: 1 }

export interface Driven {
  readonly driver: Driver
  readonly level: HealthLevel
}

/** What one number amounts to: the first level whose limit it stays within. Absent numbers drive nothing. */
function levelFor(value: number, limits: readonly [low: number, medium: number, high: number, critical: number], worse: 'above' | 'below'): HealthLevel {
  const beyond = (limit: number): boolean => (worse === 'above' ? value >= limit : value <= limit)
  const [low, medium, high, critical] = limits
  if (beyond(critical)) return 'critical'
  if (beyond(high)) return 'high'
  if (beyond(medium)) return 'medium'
  return beyond(low) ? 'low' : 'normal'
}

/** What is known of a service; null where there is nothing to know it from. */
export interface Vital {
  readonly budgetLeft: number | null
  readonly burn: number | null
  /** Open incidents by how bad the worst is: 0 critical to 4 low; null for none open. */
  readonly worstIncident: number | null
  readonly openCriticalAlerts: number
  readonly changeSuccess: number | null
  readonly automationSuccess: number | null
}

const incidentLevels: readonly HealthLevel[] = ['critical', 'high', 'medium', 'low', 'normal']

export function drivenBy(vital: Vital): readonly Driven[] {
  const { budgetLeft, burn, worstIncident, openCriticalAlerts, changeSuccess, automationSuccess } = vital
  return [
    ...(budgetLeft === null ? [] : [{ driver: 'budget' as const, level: levelFor(budgetLeft, [0.5, 0.25, 0, -0.5], 'below') }]),
    ...(burn === null ? [] : [{ driver: 'burn' as const, level: levelFor(burn, [1, 3, 6, 14.4], 'above') }]),
    { driver: 'incidents', level: worstIncident === null ? 'normal' : (incidentLevels[worstIncident] ?? 'normal') },
    { driver: 'alerts', level: levelFor(openCriticalAlerts, [1, 2, 4, 8], 'above') },
    ...(changeSuccess === null ? [] : [{ driver: 'changes' as const, level: levelFor(changeSuccess, [0.95, 0.85, 0.7, 0.5], 'below') }]),
    ...(automationSuccess === null ? [] : [{ driver: 'automation' as const, level: levelFor(automationSuccess, [0.85, 0.7, 0.5, 0.3], 'below') }]),
  ]
}

/** Σ importance x score / Σ importance, 0 to 100; 0 when something of the highest importance is critical. Null for nothing known. */
export function healthScore(driven: readonly Driven[]): number | null {
  if (driven.some((d) => importance[d.driver] > 10 && d.level === 'critical')) return 0
  const weight = driven.reduce((sum, d) => sum + importance[d.driver], 0)
  return weight > 0 ? driven.reduce((sum, d) => sum + importance[d.driver] * levelScores[d.level], 0) / weight : null
}

/** What costs the most points, worst first; what is normal costs none. */
export const draggedBy = (driven: readonly Driven[]): readonly Driven[] =>
  driven
    .filter((d) => d.level !== 'normal')
    .toSorted((a, b) => importance[b.driver] * (100 - levelScores[b.level]) - importance[a.driver] * (100 - levelScores[a.level]))
