import * as z from 'zod/mini'

export const chartTypes = ['auto', 'line', 'area', 'stacked', 'bar', 'stackedBar', 'pie', 'scatter'] as const
export type ChartType = (typeof chartTypes)[number]

export const ChartOptions = z.object({
  /** `auto`: lines over time, bars over names. */
  type: z._default(z.enum(chartTypes), 'auto'),
  /** `auto`: from three series on. */
  legend: z._default(z.enum(['auto', 'shown', 'hidden']), 'auto'),
  curve: z._default(z.enum(['straight', 'smooth', 'step']), 'straight'),
  /** Bars over names lie down, so that names can be read; over time they always stand. */
  bars: z._default(z.enum(['lying', 'standing']), 'lying'),
  /** Ends of the value axis; absent ends follow the numbers. */
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  /** Overrides the unit of the answer. */
  unit: z.optional(z.string().check(z.maxLength(20))),
  /** `ramp`: series follow one another, as ages do, and so do their colours. */
  colors: z._default(z.enum(['apart', 'ramp']), 'apart'),
  /** Whether bars over names have the colour of their status, where they have one. */
  status: z._default(z.boolean(), true),
  /** Series switched off in the legend, by name. */
  off: z._default(z.array(z.string()), []),
})
export type ChartOptions = z.infer<typeof ChartOptions>
