import type { TimeRange } from '#contract/time.ts'
import type { Series, XyShape } from './series.ts'

export interface BarSlots {
  /** Middle of each slot; a bar stands in the middle of its slot. */
  readonly x: readonly number[]
  readonly series: readonly Series[]
  readonly step: number
  readonly domain: readonly [number, number]
}

/** Narrower bars cannot be told apart; neighbours then share a slot and the higher one is shown. */
const leastPx = 3

const sizeOf = (series: readonly Series[], row: number): number => series.reduce((sum, s) => sum + (s.off ? 0 : Math.abs(s.values[row] ?? 0)), 0)

interface Slots {
  readonly step: number
  /** Middle of the first one. */
  readonly start: number
  readonly count: number
}

function slotsOf(shape: XyShape, range: TimeRange, width: number): Slots {
  const first = shape.x[0] ?? range.from
  const from = Math.min(range.from, first)
  const to = Math.max(range.to, shape.x.at(-1) ?? range.to)
  const apart = Math.max(1, Math.ceil(((to - from) / shape.step) * (leastPx / Math.max(1, width))))
  const step = shape.step * apart
  const start = first - Math.max(0, Math.floor((first - from) / step)) * step
  return { step, start, count: Math.max(1, Math.floor((to - start) / step + 1e-9) + 1) }
}

/** How many slots there are. */
export const slotCount = (shape: XyShape, range: TimeRange, width: number): number => slotsOf(shape, range, width).count

/**
 * Bars over time: equal slots over the whole range, one row in each. Where rows are closer than a bar can be drawn, a slot
 * shows the row that is highest in all, whole, so that a stack keeps its parts.
 */
export function barSlots(shape: XyShape, range: TimeRange, width: number): BarSlots {
  const { step, start, count } = slotsOf(shape, range, width)
  const rows = Array.from<number | undefined>({ length: count })
  shape.x.forEach((at, row) => {
    const slot = Math.min(count - 1, Math.max(0, Math.round((at - start) / step)))
    const held = rows[slot]
    if (held === undefined || sizeOf(shape.series, row) > sizeOf(shape.series, held)) rows[slot] = row
  })
  const pick = (values: Series['values']): Series['values'] => rows.map((row) => (row === undefined ? null : (values[row] ?? null)))
  return {
    x: rows.map((_, i) => start + i * step),
    step,
    domain: [start - step / 2, start + (count - 0.5) * step],
    series: shape.series.map((s) => ({ ...s, values: pick(s.values), ...(s.low && { low: pick(s.low) }), ...(s.top && { top: pick(s.top) }) })),
  }
}
