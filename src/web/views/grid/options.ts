import * as z from 'zod/mini'

const FieldName = z.string().check(z.maxLength(400))

/** How a column is written; `auto` follows type, role and unit. */
export const writings = ['auto', 'text', 'number', 'bar', 'moment', 'age', 'lasting', 'mark', 'link'] as const
export type Writing = (typeof writings)[number]

/** What a reader wants to see of one column: some text, some values, or a range of numbers. */
export const ColumnFilter = z.object({
  field: FieldName,
  text: z.optional(z.string().check(z.maxLength(200))),
  values: z.optional(z.array(z.string()).check(z.maxLength(500))),
  min: z.optional(z.number()),
  max: z.optional(z.number()),
})
export type ColumnFilter = z.infer<typeof ColumnFilter>

export const ColumnChoice = z.object({
  field: FieldName,
  title: z.optional(z.string().check(z.maxLength(100))),
  unit: z.optional(z.string().check(z.maxLength(20))),
  as: z._default(z.enum(writings), 'auto'),
})

/** Lists name columns by field, so that a name can be anything. */
export const GridOptions = z.object({
  /** Severity as a mark before the first column, without a column of its own. */
  foldMark: z._default(z.boolean(), true),
  /** Bars beside ratios and percentages. */
  bars: z._default(z.boolean(), false),
  sort: z._default(z.array(z.object({ field: FieldName, desc: z._default(z.boolean(), false) })).check(z.maxLength(8)), []),
  filters: z._default(z.array(ColumnFilter).check(z.maxLength(50)), []),
  /** Absent: ids, links and other columns for machines are hidden. */
  hidden: z.optional(z.array(FieldName)),
  /** Columns that stay at the start while the others scroll. */
  pinned: z._default(z.array(FieldName).check(z.maxLength(10)), []),
  widths: z._default(z.array(z.object({ field: FieldName, px: z.int().check(z.gte(24), z.lte(2000)) })), []),
  columns: z._default(z.array(ColumnChoice), []),
})
export type GridOptions = z.infer<typeof GridOptions>
