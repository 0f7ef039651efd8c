import type { TimeRange } from '#contract/time.ts'
import { week } from '../time/duration.ts'
import { bucketOf } from '../time/grain.ts'
import { definitionOf, hoursAssumed } from './definitions.ts'
import type { Definition, Kpi } from './definitions.ts'
import type { Metric, Part } from './part.ts'
import { spreadOf } from './spread.ts'

/** A number with what it comes from. `value` is null where there was nothing to divide by: no data, neither 0 nor 100 %. */
export interface Reading {
  readonly value: number | null
  /** Of times only. */
  readonly p90?: number | undefined
  readonly n: number
}

const nothing: Reading = { value: null, n: 0 }

const sumOf = (parts: readonly Part[], of: readonly Metric[], by: 'n' | 'value' = 'n'): number =>
  parts.reduce((sum, p) => (of.includes(p.metric) ? sum + (by === 'n' ? p.n : p.n * (p.value ?? 0)) : sum), 0)

/** Σ (manual minutes − minutes in the loop) / 60 − upkeep for the length of the range; `share` of the manual minutes is believed. */
export function hoursSaved(parts: readonly Part[], range: TimeRange, share = 1): number {
  const minutes = parts.reduce(
    (sum, p) => (p.metric === 'run.succeeded' && p.value !== null ? sum + p.n * (p.value * share - hoursAssumed.loopMinutes) : sum),
    0,
  )
  return minutes / 60 - (hoursAssumed.upkeepHoursPerWeek * (range.to - range.from)) / week
}

function byDefinition({ how }: Definition, parts: readonly Part[], range: TimeRange): Reading {
  switch (how.kind) {
    case 'times': {
      const spread = spreadOf(parts.flatMap(({ metric, value, n }) => (metric === how.of && value !== null ? [{ value, n }] : [])))
      return spread ? { value: spread.median, p90: spread.p90, n: spread.n } : nothing
    }
    case 'share': {
      const whole = sumOf(parts, how.whole, how.wholeBy)
      if (whole === 0) return nothing
      const share = sumOf(parts, how.part) / whole
      return { value: how.rest ? 1 - share : share, n: whole }
    }
    case 'count': {
      const n = sumOf(parts, how.of)
      return { value: n, n }
    }
    case 'hours': {
      const n = sumOf(parts, [how.of])
      return n === 0 ? nothing : { value: hoursSaved(parts, range), n }
    }
    default:
      return how satisfies never
  }
}

/** A number over the parts that count in [from, to). */
export const readingOf = (kpi: Kpi, parts: readonly Part[], range: TimeRange): Reading =>
  byDefinition(
    definitionOf(kpi),
    parts.filter((p) => p.at >= range.from && p.at < range.to),
    range,
  )

/** The same number in each stretch between two edges (epoch ms, rising). */
export function trendOf(kpi: Kpi, parts: readonly Part[], edges: readonly number[]): readonly Reading[] {
  const buckets: Part[][] = edges.slice(1).map(() => [])
  for (const part of parts) buckets[bucketOf(edges, part.at)]?.push(part)
  const definition = definitionOf(kpi)
  return buckets.map((own, i) => byDefinition(definition, own, { from: edges[i] ?? 0, to: edges[i + 1] ?? 0 }))
}
