import * as z from 'zod/mini'
import type { Field, Frame } from '#contract/frame.ts'
import { columnOf, pickRows } from '../columns.ts'
import { defineLens } from '../lens.ts'
import { fieldWithRole, numberFields, rowCount, timeField } from '../shapes.ts'
import { orderRows } from '../sort.ts'

const TopN = z.object({
  by: z.string(),
  n: z._default(z.int().check(z.gte(1), z.lte(10_000)), 10),
  order: z._default(z.enum(['highest', 'lowest']), 'highest'),
})

const meant = (frame: Frame): Field | undefined => {
  const value = fieldWithRole(frame, 'value')
  return value?.type === 'number' ? value : numberFields(frame)[0]
}

/** The rows with the highest or lowest numbers, best first; rows without a number come last. */
export const topN = defineLens({
  name: 'topN',
  from: 'table',
  to: 'table',
  whole: true,
  weight: 0.6,
  params: TopN,
  fit: (frame) => {
    const by = meant(frame)
    if (!by) return { refused: 'needsNumber' }
    return timeField(frame) ? { refused: 'needsLabel' } : { params: { by: by.name, n: 10, order: 'highest' as const } }
  },
  apply: (frame, { by, n, order }) => {
    const field = columnOf(frame, by)
    if (field?.type !== 'number') return { refused: 'needsNumber' }
    if (rowCount(frame) === 0) return frame
    return pickRows(frame, orderRows(frame, [{ field: field.name, desc: order === 'highest' }]).slice(0, n))
  },
})
