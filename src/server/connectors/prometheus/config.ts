import * as z from 'zod/mini'
import { MeasureSpec } from '#contract/query.ts'
import { addressShape, wholeCredentials } from '../http-address.ts'
import { inLanguage } from '../query-text.ts'

const Expr = z.string().check(z.minLength(1), z.maxLength(10_000))

/**
 * A measure in this installation's own PromQL. `$__match` stands for the matchers, `$__by` for the label names to group by,
 * `$__rate` for a rate window; `labels` says which label carries a dimension, e.g. {"mount": "mountpoint"}.
 */
export const Override = z.strictObject({
  expr: Expr,
  labels: z._default(z.record(z.string(), z.string().check(z.regex(/^[a-zA-Z_]\w*$/))), {}),
})
export type Override = z.infer<typeof Override>

export const Config = z
  .strictObject({
    ...addressShape,
    /** How often the source scrapes: samples are never asked for closer than this. */
    minStepMs: z._default(z.int().check(z.gte(1000), z.lte(3_600_000)), 15_000),
    /** Series or rows kept of one answer. */
    maxSeries: z._default(z.int().check(z.gte(1), z.lte(5000)), 500),
    measures: z._default(z.record(z.string().check(z.maxLength(100)), z.union([Expr, Override])), {}),
  })
  .check(wholeCredentials)
export type Config = z.infer<typeof Config>

export const PromqlSpec = z.object({
  kind: z.literal('promql'),
  /** May hold `${variable}`, `$__rate`, `$__range` and `$__step`. */
  expr: inLanguage(Expr, 'promql'),
  /** range: samples over the time range. instant: one row per series at its end. */
  mode: z._default(z.enum(['range', 'instant']), 'range'),
  /** Name of each series, e.g. `{{instance}} {{mode}}`. */
  legend: z.optional(z.string().check(z.maxLength(500))),
  /** At least this far apart. */
  stepMs: z.optional(z.int().check(z.gte(1000), z.lte(31 * 86_400_000))),
  /** Unit of the values, where the metric's name does not tell. */
  unit: z.optional(z.string().check(z.maxLength(40))),
})
export type PromqlSpec = z.infer<typeof PromqlSpec>

export const Spec = z.union([
  PromqlSpec,
  /** Alerts the server itself holds pending or firing, without grouping, silences or inhibition. */
  z.object({ kind: z.literal('alerts') }),
  /** Alerting and recording rules with their health. */
  z.object({ kind: z.literal('rules') }),
  z.object({ ...MeasureSpec.shape, kind: z.literal('measure') }),
])
export type Spec = z.infer<typeof Spec>
export type Measured = Extract<Spec, { kind: 'measure' }>
