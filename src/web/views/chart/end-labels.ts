import type { Drawing } from './plan-drawing.ts'
import { xPx, yPx } from './plot-layout.ts'
import type { PlotLayout } from './plot-layout.ts'
import { lastNumber } from './read-series.ts'
import type { Values } from './series.ts'

/** The last value of a series as drawn, and where its label stands (baseline of the text). */
export interface EndLabel {
  readonly index: number
  readonly value: number
  readonly x: number
  readonly y: number
  readonly labelY: number
  /** Baseline where the text stands in the plot itself, before the point: clear of the line. */
  readonly plotY: number
}

const textPx = 14
/** How far before its point a label in the plot reaches. */
const reachPx = 64
/** Farther from its point a label would not be read as its. */
const farPx = 40

/** Above the stretch of line the label stands over, else below it; beside the point where the line is steep. */
function clearOf(
  values: Values,
  x: (row: number) => number,
  y: (value: number) => number,
  end: { readonly row: number; readonly x: number; readonly y: number },
): number {
  let [top, bottom] = [end.y, end.y]
  for (let row = end.row; row >= 0 && x(row) > end.x - reachPx; row -= 1) {
    const value = values[row] ?? null
    if (value === null) continue
    top = Math.min(top, y(value))
    bottom = Math.max(bottom, y(value))
  }
  if (end.y - top <= farPx && top - 5 >= 10) return top - 5
  return bottom - end.y <= farPx && top - 5 < 10 ? bottom + textPx : Math.max(10, end.y - 4)
}

/** Last points of one or two lines; labels that would touch move apart. */
export function endLabels(drawing: Drawing, { plot, values }: PlotLayout): readonly EndLabel[] {
  if (drawing.series.length > 2 || drawing.draw === 'scatter' || drawing.draw === 'bar' || drawing.draw === 'stackedBar') return []
  const found = drawing.series.flatMap((s, index): readonly EndLabel[] => {
    const last = lastNumber(s.top ?? s.values)
    const own = lastNumber(s.values)
    if (!last || !own || s.members) return []
    const xAt = (row: number): number => plot.left + xPx(drawing.x[row] ?? 0, drawing.domain, plot.width)
    const yAt = (value: number): number => plot.top + yPx(value, values, plot.height)
    const [x, y] = [xAt(last.row), yAt(last.value)]
    if (x < plot.left || y < plot.top - 1 || y > plot.top + plot.height + 1) return []
    return [{ index, value: own.value, x, y, labelY: y + 4, plotY: clearOf(s.top ?? s.values, xAt, yAt, { row: last.row, x, y }) }]
  })
  const [a, b] = found.toSorted((p, q) => p.y - q.y)
  if (!a || !b || b.labelY - a.labelY >= textPx) return found
  const middle = (a.labelY + b.labelY) / 2
  const spread = [
    { ...a, labelY: middle - textPx / 2 },
    { ...b, labelY: middle + textPx / 2 },
  ]
  return spread.toSorted((p, q) => p.index - q.index)
}

/**
 * Where a limit at height `at` is named: behind the plot, clear of the values that stand there; else above its line at the
 * end, or at the start when a value stands at the end.
 */
export function limitLabel(at: number, taken: readonly number[], gutter: boolean): { readonly place: 'gutter' | 'end' | 'start'; readonly y: number } {
  const clear = (y: number): boolean => taken.every((other) => Math.abs(other - y) >= textPx - 1)
  if (gutter) {
    const spots = [at + 4, ...taken.flatMap((y) => [y - textPx, y + textPx])].toSorted((a, b) => Math.abs(a - at - 4) - Math.abs(b - at - 4))
    return { place: 'gutter', y: spots.find(clear) ?? at + 4 }
  }
  const y = at - 5 < 10 ? at + 13 : at - 5
  return { place: clear(y) ? 'end' : 'start', y }
}

/** Rows of samples between two gaps: a line does not show them, a dot does. */
export function loneRows(values: Values, most = 200): readonly number[] {
  const lone: number[] = []
  for (let i = 0; i < values.length && lone.length <= most; i += 1) {
    const here = values[i] ?? null
    if (here !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null) lone.push(i)
  }
  return lone.length > most ? [] : lone
}
