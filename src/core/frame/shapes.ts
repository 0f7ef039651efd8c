import type { Field, FieldRole, Frame } from '#contract/frame.ts'

/**
 * What a frame *is*. Every frame is a table; the other shapes follow from field types and roles alone, so a view never
 * guesses: series = a time column and at least one number column; intervals = a start column; edges = source and target;
 * scalar = exactly one number.
 */
export const shapeNames = ['table', 'series', 'intervals', 'edges', 'scalar'] as const
export type Shape = (typeof shapeNames)[number]

export const rowCount = (frame: Frame): number => frame.fields[0]?.values.length ?? 0
export const fieldWithRole = (frame: Frame, role: FieldRole): Field | undefined => frame.fields.find((f) => f.role === role)
export const fieldNamed = (frame: Frame, name: string): Field | undefined => frame.fields.find((f) => f.name === name)
export const numberFields = (frame: Frame): readonly Field[] => frame.fields.filter((f) => f.type === 'number')

/** The column samples are ordered by, if the frame is over time. */
export const timeField = (frame: Frame): Field | undefined => frame.fields.find((f) => f.type === 'time' && f.role === 'time')

const isSeries = (frame: Frame): boolean => timeField(frame) !== undefined && numberFields(frame).length > 0
const isIntervals = (frame: Frame): boolean => fieldWithRole(frame, 'start')?.type === 'time'
const isEdges = (frame: Frame): boolean => fieldWithRole(frame, 'source') !== undefined && fieldWithRole(frame, 'target') !== undefined
const isScalar = (frame: Frame): boolean => rowCount(frame) === 1 && numberFields(frame).length === 1 && timeField(frame) === undefined

/** Every shape the frame has, most telling first; `table` is always last. */
export function shapesOf(frame: Frame): readonly Shape[] {
  const found: Shape[] = []
  if (isScalar(frame)) found.push('scalar')
  if (isSeries(frame)) found.push('series')
  if (isEdges(frame)) found.push('edges')
  if (isIntervals(frame)) found.push('intervals')
  found.push('table')
  return found
}
