import { day, hour, minute } from '../time/duration.ts'

/** Requests that were answered and those among them that failed. */
export interface Requests {
  readonly valid: number
  readonly failed: number
}

/** The window an objective is kept over. */
export const sloPeriodMs = 30 * day

/**
 * Two windows that both have to burn for an alarm (multi-window, multi-burn-rate). Threshold = budget share x period / long window;
 * the short window is about a twelfth of the long.
 */
export interface BurnRule {
  readonly id: '1h' | '6h' | '1d' | '3d'
  readonly severity: 'critical' | 'warning'
  readonly longMs: number
  readonly shortMs: number
  readonly budgetShare: number
}

export const burnRules: readonly BurnRule[] = [
  { id: '1h', severity: 'critical', longMs: hour, shortMs: 5 * minute, budgetShare: 0.02 },
  { id: '6h', severity: 'critical', longMs: 6 * hour, shortMs: 30 * minute, budgetShare: 0.05 },
  { id: '1d', severity: 'warning', longMs: day, shortMs: 2 * hour, budgetShare: 0.1 },
  { id: '3d', severity: 'warning', longMs: 3 * day, shortMs: 6 * hour, budgetShare: 0.1 },
]

/** Fewer requests than this in the short window say nothing. */
export const leastRequests = 100

export const burnThreshold = ({ budgetShare, longMs }: BurnRule, periodMs = sloPeriodMs): number => (budgetShare * periodMs) / longMs

/** Good over valid; null for no requests. */
export const attainment = ({ valid, failed }: Requests): number | null => (valid > 0 ? (valid - failed) / valid : null)

/** Part of the error budget that is left: 1 untouched, 0 used up, negative overspent. */
export function budgetLeft(requests: Requests, objective: number): number | null {
  const sli = attainment(requests)
  return sli === null || objective >= 1 ? null : 1 - (1 - sli) / (1 - objective)
}

/** How many times faster than allowed the budget is used up. */
export function burnRate(requests: Requests, objective: number): number | null {
  const sli = attainment(requests)
  return sli === null || objective >= 1 ? null : (1 - sli) / (1 - objective)
}

/** Milliseconds until the budget is gone at this pace; null when it is not shrinking, 0 when it is gone. */
export function exhaustedIn(left: number | null, burn: number | null, periodMs = sloPeriodMs): number | null {
  if (left === null || burn === null || burn <= 0) return null
  return left <= 0 ? 0 : (left * periodMs) / burn
}

export interface Burn {
  readonly rule: BurnRule
  readonly long: number | null
  readonly short: number | null
  readonly fires: boolean
}

/** Every rule on one service; `requests` answers for the stretch of a length that ends now. */
export const burnsOf = (objective: number, requests: (lengthMs: number) => Requests): readonly Burn[] =>
  burnRules.map((rule) => {
    const short = requests(rule.shortMs)
    const rates = { long: burnRate(requests(rule.longMs), objective), short: burnRate(short, objective) }
    const threshold = burnThreshold(rule)
    const fires = short.valid >= leastRequests && (rates.long ?? 0) >= threshold && (rates.short ?? 0) >= threshold
    return { rule, ...rates, fires }
  })

export const sum = (all: readonly Requests[]): Requests => ({
  valid: all.reduce((total, r) => total + r.valid, 0),
  failed: all.reduce((total, r) => total + r.failed, 0),
})
