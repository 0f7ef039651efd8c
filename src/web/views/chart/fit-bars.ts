import { severities } from '#contract/severity.ts'
import type { NamesShape, Series } from './series.ts'

export interface FittedBars {
  readonly shape: NamesShape
  /** Names there is no room for. */
  readonly left: number
}

const sizeOf = (series: readonly Series[], row: number): number => series.reduce((sum, s) => sum + (s.off ? 0 : Math.abs(s.values[row] ?? 0)), 0)

function pickNames(shape: NamesShape, rows: readonly number[]): NamesShape {
  const pick = <T>(values: readonly T[]): readonly T[] => rows.flatMap((row) => (row < values.length ? [values[row] as T] : []))
  return {
    ...shape,
    names: pick(shape.names),
    marks: pick(shape.marks),
    series: shape.series.map((s) => ({ ...s, values: pick(s.values), ...(s.low && { low: pick(s.low) }), ...(s.top && { top: pick(s.top) }) })),
  }
}

/** Names that are severities stand worst first, whatever order they came in. */
function bySeverity(shape: NamesShape): NamesShape {
  const ranks = shape.names.map((n) => severities.findIndex((s) => s === n.toLowerCase()))
  if (ranks.length === 0 || ranks.includes(-1)) return shape
  return pickNames(
    shape,
    ranks.map((_, i) => i).toSorted((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0)),
  )
}

/** The names there is room for: all in their order, or the largest, in their order, when there are too many. */
export function fitBars(given: NamesShape, room: number): FittedBars {
  const shape = bySeverity(given)
  const n = shape.names.length
  if (n <= room) return { shape, left: 0 }
  const rows = shape.names.map((_, row) => row).toSorted((a, b) => sizeOf(shape.series, b) - sizeOf(shape.series, a))
  const kept = rows.slice(0, Math.max(1, room)).toSorted((a, b) => a - b)
  return { shape: pickNames(shape, kept), left: n - kept.length }
}
