import * as z from 'zod/mini'
import { addressShape, wholeCredentials } from '../http-address.ts'

const Expr = z.string().check(z.minLength(1), z.maxLength(10_000))

export const Config = z
  .strictObject({
    ...addressShape,
    /** Lines kept of one answer. */
    maxLines: z._default(z.int().check(z.gte(1), z.lte(5000)), 1000),
    /** Series or rows kept of one answer. */
    maxSeries: z._default(z.int().check(z.gte(1), z.lte(5000)), 500),
    minStepMs: z._default(z.int().check(z.gte(1000), z.lte(3_600_000)), 10_000),
  })
  .check(wholeCredentials)
export type Config = z.infer<typeof Config>

export const LogsSpec = z.object({
  kind: z.literal('logs'),
  /** LogQL that answers with lines, e.g. `{app="pay"} |= "error"`. May hold `${variable}`. */
  expr: Expr,
})
export type LogsSpec = z.infer<typeof LogsSpec>

export const CountsSpec = z.object({
  kind: z.literal('counts'),
  /** LogQL that answers with numbers, e.g. `sum by (app) (count_over_time({env="prod"}[$__step]))`. */
  expr: Expr,
  mode: z._default(z.enum(['range', 'instant']), 'range'),
  legend: z.optional(z.string().check(z.maxLength(500))),
  unit: z.optional(z.string().check(z.maxLength(40))),
})
export type CountsSpec = z.infer<typeof CountsSpec>

export const Spec = z.union([LogsSpec, CountsSpec])
export type Spec = z.infer<typeof Spec>
