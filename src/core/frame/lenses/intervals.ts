import * as z from 'zod/mini'
import type { Field, FieldRole, Frame } from '#contract/frame.ts'
import { categories, columnOf } from '../columns.ts'
import { defineLens } from '../lens.ts'
import { fieldWithRole } from '../shapes.ts'

const Intervals = z.object({
  start: z.string(),
  /** Without an end every row is a moment. */
  end: z.optional(z.string()),
  lane: z.optional(z.string()),
})

const startNames = /^(start|begin|from|open|creat|raise|fired|first)/i
const endNames = /(end|finish|until|till|^to$|close|resolve|stop|complete|last)/i

const times = (frame: Frame): readonly Field[] => frame.fields.filter((f) => f.type === 'time')

/** The role goes to this column and away from any other that had it. */
const withRole = (fields: readonly Field[], role: FieldRole, chosen: Field | undefined): readonly Field[] =>
  fields.map((f) => {
    if (f.name === chosen?.name) return { ...f, role }
    if (f.role !== role) return f
    const { role: _, ...plain } = f
    return plain
  })

/** Says which columns are start and end, for answers that do not say so themselves. Where only a moment is known, it is start and end. */
export const intervals = defineLens({
  name: 'intervals',
  from: 'table',
  to: 'intervals',
  whole: false,
  weight: 0.8,
  params: Intervals,
  fit: (frame) => {
    const all = times(frame)
    const sampled = frame.fields.every((f) => f.type === 'time' || f.type === 'number')
    const start = fieldWithRole(frame, 'start') ?? all.find((f) => startNames.test(f.name)) ?? all[0]
    if (!start || sampled) return { refused: 'needsStart' }
    const end = all.find((f) => f !== start && (f.role === 'end' || endNames.test(f.name)))
    const lane = fieldWithRole(frame, 'lane') ?? fieldWithRole(frame, 'title') ?? categories(frame)[0]
    return { params: { start: start.name, ...(end && { end: end.name }), ...(lane && { lane: lane.name }) } }
  },
  apply: (frame, params) => {
    const start = columnOf(frame, params.start)
    const end = params.end === undefined ? undefined : columnOf(frame, params.end)
    const lane = params.lane === undefined ? undefined : columnOf(frame, params.lane)
    if (start?.type !== 'time') return { refused: 'needsStart' }
    if (params.end !== undefined && end?.type !== 'time') return { refused: 'needsInterval' }
    const already = start.role === 'start' && end?.role === 'end' && (!lane || lane.role === 'lane')
    if (already) return frame
    const marked = withRole(withRole(frame.fields, 'start', start), 'end', end)
    const laned = lane && lane.role !== 'title' ? withRole(marked, 'lane', lane) : marked
    const moment: Field = { name: frame.fields.some((f) => f.name === 'end') ? 'end_' : 'end', type: 'time', role: 'end', values: start.values }
    return { ...frame, fields: end ? laned : [...laned, moment] }
  },
})
