import type { Field, Frame } from '#contract/frame.ts'
import { numberFields } from '#core/frame/shapes.ts'

/** The numbers meant to be drawn: those with the role, where any has it. Others stand beside them in a table. */
export function measured(frame: Frame): readonly Field[] {
  const numbers = numberFields(frame)
  const values = numbers.filter((f) => f.role === 'value')
  return values.length > 0 ? values : numbers
}
