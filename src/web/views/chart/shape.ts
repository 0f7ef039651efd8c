import type { Frame } from '#contract/frame.ts'
import { numberFields, rowCount, timeField } from '#core/frame/shapes.ts'
import type { ChartOptions } from './options.ts'
import { hasNumber } from './series.ts'
import type { ChartShape, Slots } from './series.ts'
import { shapeNames } from './shape-names.ts'
import { shapePairs } from './shape-pairs.ts'
import { shapeSeries } from './shape-series.ts'

/** What to draw. Never throws: an answer without numbers that can be drawn is `nothing`. */
export function shapeChart(frame: Frame, options: ChartOptions, slots: Slots = new Map()): ChartShape {
  const numbers = numberFields(frame)
  if (numbers.length === 0 || rowCount(frame) === 0) return { kind: 'nothing' }
  const shape = timeField(frame)
    ? shapeSeries(frame, options, slots)
    : numbers.length > 1 && (options.type === 'scatter' || (options.type === 'auto' && !frame.fields.some((f) => f.type === 'string')))
      ? shapePairs(frame, options, slots)
      : shapeNames(frame, options, slots)
  return shape.kind !== 'nothing' && shape.series.some((s) => hasNumber(s.values)) ? shape : { kind: 'nothing' }
}
