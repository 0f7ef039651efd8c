import type { Frame } from '#contract/frame.ts'
import { shapesOf } from '#core/frame/shapes.ts'
import type { Fit } from '../view.ts'

const scores = { scalar: 0.2, series: 0.45, edges: 0.6, intervals: 0.9, table: 0.85 } as const

/** Anything with columns is a grid; samples over time read better as a chart. */
export function acceptsGrid(frame: Frame): Fit {
  const [first] = shapesOf(frame)
  return frame.fields.length === 0 || first === undefined ? { refused: 'needsRows' } : { score: scores[first] }
}
