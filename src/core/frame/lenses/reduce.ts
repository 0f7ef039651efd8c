import * as z from 'zod/mini'
import type { Field, Frame } from '#contract/frame.ts'
import { carried, columnOf } from '../columns.ts'
import { defineLens } from '../lens.ts'
import { reduceCells, reductions } from '../reduction.ts'
import { numberFields, rowCount, timeField } from '../shapes.ts'

const Reduce = z.object({
  how: z.enum(reductions),
  /** One column; without it every number column takes part. */
  field: z.optional(z.string()),
  /** How several columns become one. */
  across: z._default(z.enum(['sum', 'mean', 'min', 'max']), 'sum'),
})

/** Shares, durations and averages of several things are averaged; amounts are added up. */
const averaged = new Set(['percent', 'ratio', 's', 'ms'])

const sharedUnit = (fields: readonly Field[]): string | undefined => (fields.every((f) => f.unit === fields[0]?.unit) ? fields[0]?.unit : undefined)

/** An answer as one number: the latest sample, an average, or how many rows there are. */
export const reduce = defineLens({
  name: 'reduce',
  from: 'table',
  to: 'scalar',
  whole: true,
  weight: 0.85,
  params: Reduce,
  fit: (frame) => {
    const fields = numberFields(frame)
    if (timeField(frame) && fields.length > 0) {
      const across = averaged.has(sharedUnit(fields) ?? '') ? ('mean' as const) : ('sum' as const)
      return { params: { how: 'last' as const, across } }
    }
    return { params: { how: 'count' as const, across: 'sum' as const } }
  },
  apply: (frame: Frame, { how, field, across }) => {
    const chosen = field === undefined ? undefined : columnOf(frame, field)
    if (field !== undefined && !chosen) return { refused: 'needsNumber' }
    const rows = how === 'count' && !timeField(frame) && chosen?.type !== 'number'
    if (rows) {
      const values = [chosen ? chosen.values.filter((v) => v !== null && v !== '').length : rowCount(frame)]
      return { fields: [{ name: 'count', type: 'number', role: 'value', unit: 'count', values }], ...carried(frame) }
    }
    const fields = chosen ? [chosen] : numberFields(frame)
    if (fields.length === 0 || fields.some((f) => f.type !== 'number')) return { refused: 'needsNumber' }
    const each = fields.map((f) => reduceCells(f.values, how))
    const unit = how === 'count' ? 'count' : sharedUnit(fields)
    const only = fields.length === 1 ? fields[0] : undefined
    return {
      fields: [
        {
          name: only?.name ?? how,
          type: 'number',
          role: 'value',
          ...(unit !== undefined && { unit }),
          ...(only?.labels && { labels: only.labels }),
          values: [only ? (each[0] ?? null) : reduceCells(each, how === 'count' ? 'sum' : across)],
        },
      ],
      ...carried(frame),
    }
  },
})
