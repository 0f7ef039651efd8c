import * as z from 'zod/mini'

export const reductions = ['last', 'mean', 'median', 'min', 'max', 'sum'] as const
export type Reduction = (typeof reductions)[number]

export const StatOptions = z.object({
  /** How many samples become one number. */
  reduce: z._default(z.enum(reductions), 'last'),
  /** Overrides the unit of the answer. */
  unit: z.optional(z.string().check(z.maxLength(20))),
  spark: z._default(z.boolean(), true),
  /** Drawn dotted into the sparkline and named in the facts. */
  target: z.optional(z.number()),
  /** Which way is good: colours the comparison. */
  better: z._default(z.enum(['neither', 'higher', 'lower']), 'neither'),
  /** Asks for the period before as well; the one view option that costs a second query. */
  compare: z._default(z.boolean(), false),
})
export type StatOptions = z.infer<typeof StatOptions>
