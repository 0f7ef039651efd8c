import type { Mark } from '#contract/severity.ts'
import { otherColor, seriesColor, seriesColors } from '#web/ui/series-color.ts'
import { markColor } from './colors.ts'
import { otherName } from './group-series.ts'
import type { NamesShape } from './series.ts'

export interface PiePart {
  readonly name: string
  readonly value: number
  /** Part of the whole, 0 to 1. */
  readonly share: number
  readonly color: string
  readonly mark?: Mark | undefined
  readonly members?: number | undefined
}

/** Parts of a whole, largest first; below nothing there is no part. Beyond eight the smallest are one. */
export function pieParts(shape: NamesShape): readonly PiePart[] {
  const values = shape.series[0]?.values ?? []
  const all = shape.names
    .map((name, i) => ({ name, value: values[i] ?? 0, mark: shape.marks[i], slot: i }))
    .filter((p) => p.value > 0)
    .toSorted((a, b) => b.value - a.value)
  const kept = all.length > seriesColors + 1 ? all.slice(0, seriesColors) : all
  const rest = all.slice(kept.length)
  const whole = all.reduce((sum, p) => sum + p.value, 0)
  // Colours follow the order of the answer, not the size, so that a part keeps its colour while it grows.
  const colors = new Map(kept.toSorted((a, b) => a.slot - b.slot).map((p, i) => [p.name, i < seriesColors ? seriesColor(i) : otherColor]))
  const parts = kept.map((p): PiePart => ({
    name: p.name,
    value: p.value,
    share: p.value / whole,
    mark: p.mark,
    color: p.mark ? markColor(p.mark) : (colors.get(p.name) ?? otherColor),
  }))
  const sum = rest.reduce((total, p) => total + p.value, 0)
  return rest.length === 0 ? parts : [...parts, { name: otherName, value: sum, share: sum / whole, color: otherColor, members: rest.length }]
}
