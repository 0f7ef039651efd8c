import type { Frame } from '#contract/frame.ts'
import { numberFields, rowCount, timeField } from '#core/frame/shapes.ts'
import type { Fit } from '../view.ts'

/** Samples over time fit best, then names with numbers, then pairs of numbers. */
export function acceptsChart(frame: Frame): Fit {
  const numbers = numberFields(frame)
  if (numbers.length === 0) return { refused: 'needsNumber' }
  if (timeField(frame)) return { score: 0.95 }
  if (frame.fields.some((f) => f.type === 'string')) return { score: rowCount(frame) > 1 ? 0.65 : 0.3 }
  if (numbers.length === 1) return { refused: rowCount(frame) > 1 ? 'needsLabel' : 'needsTime' }
  return rowCount(frame) > 1 ? { score: 0.6 } : { refused: 'needsTime' }
}
