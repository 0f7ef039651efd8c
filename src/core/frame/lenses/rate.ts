import * as z from 'zod/mini'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import { isNumber } from '../columns.ts'
import { defineLens } from '../lens.ts'
import { numberFields, timeField } from '../shapes.ts'

const Rate = z.object({
  per: z._default(z.enum(['s', 'min', 'h']), 's'),
  /** A counter only grows: a fall is a restart from zero, not a negative rate. */
  counter: z._default(z.boolean(), false),
})

const perSeconds = { s: 1, min: 60, h: 3600 } as const

/** A counter grows and starts again now and then: never negative, and at most one fall in twenty steps. */
function isCounter(field: Field): boolean {
  if (field.unit === 'percent' || field.unit === 'ratio') return false
  let steps = 0
  let falls = 0
  let rises = 0
  let before: number | undefined
  for (const v of field.values) {
    if (!isNumber(v)) continue
    if (v < 0) return false
    if (before !== undefined) {
      steps += 1
      if (v < before) falls += 1
      if (v > before) rises += 1
    }
    before = v
  }
  return rises > 0 && falls * 20 <= steps
}

const unitPer = (unit: string | undefined, per: 's' | 'min' | 'h'): string => {
  const base = unit === undefined || unit === 'count' ? '' : unit
  return `${base}/${per}`
}

/** Change to the sample before; null at the start and beside a gap, so that a gap stays a gap. */
function rates(values: readonly Cell[], times: readonly Cell[], counter: boolean, seconds: number): readonly Cell[] {
  return values.map((v, i) => {
    const before = i > 0 ? values[i - 1] : null
    const passed = (Number(times[i]) - Number(times[i - 1])) / 1000
    if (typeof v !== 'number' || typeof before !== 'number' || !(passed > 0)) return null
    const change = counter && v < before ? v : v - before
    return (change / passed) * seconds
  })
}

/** How fast each series changes, per second, minute or hour. */
export const rate = defineLens({
  name: 'rate',
  from: 'series',
  to: 'series',
  whole: false,
  weight: 0.5,
  params: Rate,
  fit: (frame) => {
    const series = numberFields(frame)
    if (!timeField(frame)) return { refused: 'needsTime' }
    return series.length === 0 ? { refused: 'needsNumber' } : { params: { per: 's' as const, counter: series.every(isCounter) } }
  },
  apply: (frame: Frame, { per, counter }) => {
    const time = timeField(frame)
    if (!time) return { refused: 'needsTime' }
    return {
      ...frame,
      fields: frame.fields.map((f) =>
        f.type === 'number' ? { ...f, unit: unitPer(f.unit, per), values: rates(f.values, time.values, counter, perSeconds[per]) } : f,
      ),
    }
  },
})
