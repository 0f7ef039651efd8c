import type { Observation } from '#contract/observation.ts'
import { minute } from '../time/duration.ts'
import { bucketOf } from '../time/grain.ts'
import { dimensions, partsOf } from './part.ts'
import type { Dimension, Metric, Part } from './part.ts'

/**
 * Roll-ups: parts added up per half hour of UTC and dimension. Half an hour divides the day, week and month of every zone in use
 * but three (Kathmandu, Eucla, Chatham, which are a quarter of an hour off), so the days of any zone are sums of the same rows. A row
 * is a sum, so roll-ups merge by adding and forget by subtracting, in any order.
 */
export const slotMs = 30 * minute

/** Values of times are put into classes a fixed ratio apart: a quantile read from them is off by at most this much of itself. */
export const classError = 0.01
const growth = Math.log((1 + classError) / (1 - classError))

/** Metrics whose values are looked at one by one (medians); of the others only the sum counts. */
const timed: ReadonlySet<Metric> = new Set(['incident.detected', 'incident.acknowledged', 'incident.resolved', 'ticket.resolved'])

/** Classes below every other: what has no value, what only adds up, and a time of zero. */
const noClass = -1_000_000
const sumClass = -999_999
const zeroClass = -999_998

const classOf = (value: number): number => (value <= 0 ? zeroClass : Math.ceil(Math.log(value) / growth))
/** The value in a class that is nowhere further than `classError` of itself from the others. */
const valueOf = (cls: number): number => (cls === zeroClass ? 0 : Math.exp(cls * growth) * (1 - classError))

/** One row of a roll-up. `slot` is epoch ms; `sum` is that of the values. */
export interface RollUp extends Pick<Part, 'metric' | (typeof dimensions)[number]> {
  readonly slot: number
  readonly cls: number
  readonly n: number
  readonly sum: number
}

export const slotOf = (at: number): number => Math.floor(at / slotMs) * slotMs

const rowOf = (part: Part): RollUp => {
  const { metric, source, service, site, team, severity, split, n, value } = part
  const cls = value === null ? noClass : timed.has(metric) ? classOf(value) : sumClass
  return { metric, source, service, site, team, severity, split, slot: slotOf(part.at), cls, n, sum: (value ?? 0) * n }
}

/** What makes two rows one. */
export const rowKey = (row: RollUp): string => JSON.stringify([row.metric, row.slot, row.cls, ...dimensions.map((d) => row[d])])

/** Rows of one key made one; rows that came to nothing are gone. */
export function merge(...lists: readonly (readonly RollUp[])[]): readonly RollUp[] {
  const found = new Map<string, RollUp>()
  for (const list of lists) {
    for (const row of list) {
      const key = rowKey(row)
      const known = found.get(key)
      found.set(key, known ? { ...row, n: known.n + row.n, sum: known.sum + row.sum } : row)
    }
  }
  return [...found.values()].filter((row) => row.n !== 0)
}

/** What is not a whole number of seconds, minutes or events cannot be taken out of a sum without a trace: values are kept in whole thousandths. */
const exact = (row: RollUp): RollUp => ({ ...row, sum: Math.round(row.sum * 1000) })

export const rollUp = (observations: Iterable<Observation>): readonly RollUp[] =>
  merge([...observations].flatMap((o) => partsOf(o).map((p) => exact(rowOf(p)))))

const minus = (row: RollUp): RollUp => ({ ...row, n: -row.n, sum: -row.sum })

/** What a store has to add to its roll-ups when these observations take the place of those. */
export const changeOf = (before: readonly Observation[], after: readonly Observation[]): readonly RollUp[] => merge(rollUp(before).map(minus), rollUp(after))

export interface Sliced {
  readonly metrics: readonly Metric[]
  readonly cuts: readonly number[]
  readonly by: readonly Dimension[]
  readonly match: Readonly<Partial<Record<Dimension, readonly string[]>>>
}

/** Rows between boundaries, added up but for the dimensions asked for: what a database does by grouping. */
export function sliced(rows: Iterable<RollUp>, { metrics, cuts, by, match }: Sliced): readonly RollUp[] {
  const wanted = new Set(metrics)
  const fits = (row: RollUp): boolean => dimensions.every((d) => !match[d] || match[d].length === 0 || match[d].includes(row[d]))
  const found: RollUp[] = []
  for (const row of rows) {
    const stretch = wanted.has(row.metric) ? bucketOf(cuts, row.slot) : -1
    if (stretch < 0 || !fits(row)) continue
    const only = (d: Dimension): string => (by.includes(d) ? row[d] : '')
    const { metric, cls, n, sum } = row
    found.push({
      metric,
      cls,
      n,
      sum,
      slot: cuts[stretch] ?? row.slot,
      source: only('source'),
      service: only('service'),
      site: only('site'),
      team: only('team'),
      severity: only('severity'),
      split: only('split'),
    })
  }
  return merge(found)
}

/** Rows as parts again: what was in a class has its value, what only adds up has the mean. */
export const partsIn = (rows: readonly RollUp[]): readonly Part[] =>
  rows.map(({ slot, cls, sum, ...rest }) => ({
    ...rest,
    at: slot,
    value: cls === noClass ? null : cls === sumClass ? sum / 1000 / rest.n : valueOf(cls),
  }))
