import type { Cell, Field, FieldRole, Frame, FrameMeta } from '#contract/frame.ts'
import { fieldNamed, fieldWithRole } from './shapes.ts'

/** A column by its name, else by its role: a ready-made widget says `severity` whatever the source calls it. */
export const columnOf = (frame: Frame, reference: string): Field | undefined =>
  fieldNamed(frame, reference) ?? frame.fields.find((f) => f.role !== undefined && f.role === reference)

const machineRoles = new Set<FieldRole | undefined>(['id', 'link', 'depends'])

/** Columns rows can be grouped by: words and yes/no, but no ids, links or lists. */
export const categories = (frame: Frame): readonly Field[] =>
  frame.fields.filter((f) => (f.type === 'string' || f.type === 'boolean') && !machineRoles.has(f.role))

/** How many different values there are, nothing (null, empty) aside; counting stops at `most`. */
export function distinct(field: Field, most = Number.POSITIVE_INFINITY): number {
  const seen = new Set<Cell>()
  for (const v of field.values) {
    if (v !== null && v !== '') seen.add(v)
    if (seen.size >= most) break
  }
  return seen.size
}

/** The column that says when a row began: an interval's start, else a sample's time, else any time. */
export const beginning = (frame: Frame): Field | undefined => {
  const found = fieldWithRole(frame, 'start') ?? fieldWithRole(frame, 'time') ?? frame.fields.find((f) => f.type === 'time')
  return found?.type === 'time' ? found : undefined
}

/** What an answer made from another one still says about itself; the distance between samples is no longer true. */
export function carried({ meta }: Frame): { readonly meta?: FrameMeta } {
  if (!meta) return {}
  const { stepMs: _, ...rest } = meta
  return { meta: rest }
}

/** The frame with only these rows, in this order. */
export const pickRows = (frame: Frame, rows: readonly number[] | Uint32Array): Frame => ({
  ...frame,
  fields: frame.fields.map((f) => {
    const values: Cell[] = Array.from({ length: rows.length })
    for (let i = 0; i < rows.length; i += 1) values[i] = f.values[rows[i] ?? -1] ?? null
    return { ...f, values }
  }),
})

export const isNumber = (v: Cell | undefined): v is number => typeof v === 'number' && !Number.isNaN(v)
