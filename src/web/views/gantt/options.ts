import * as z from 'zod/mini'

/** What a reader may set about a Gantt; every value has a default. */
export const GanttOptions = z.object({
  /** Order of lanes: as the source gives them, by name, worst severity first, earliest first, or what goes on and comes next first. */
  order: z._default(z.enum(['given', 'name', 'worst', 'earliest', 'next']), 'given'),
  /** Overlapping bars of a lane get rows of their own; otherwise they lie on each other. */
  stack: z._default(z.boolean(), true),
  /** Words in and beside bars. */
  text: z._default(z.boolean(), true),
  /** Arrows from a row to what it waits for. */
  arrows: z._default(z.boolean(), true),
  /** Free time after now, in percent of the range, where the range ends at now: planned work shows there. */
  ahead: z._default(z.int().check(z.gte(0), z.lte(50)), 12),
})
export type GanttOptions = z.infer<typeof GanttOptions>
