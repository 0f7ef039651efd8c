import type { Format } from '#web/i18n/format.ts'
import { timeTicks } from '#core/time/ticks.ts'
import type { Threshold } from '#contract/dashboard.ts'
import type { ChartOptions } from './options.ts'
import type { Drawing } from './plan-drawing.ts'
import { extent } from './read-series.ts'
import { valueAxis } from './value-axis.ts'
import type { ValueAxis } from './value-axis.ts'

export interface Rect {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
export interface Tick {
  readonly at: number
  readonly label: string
}

export interface PlotLayout {
  /** Where the marks are, within the chart. */
  readonly plot: Rect
  readonly values: ValueAxis
  readonly valueTicks: readonly Tick[]
  readonly xTicks: readonly Tick[]
}

export interface LayoutAsk {
  readonly size: { readonly width: number; readonly height: number }
  readonly drawing: Drawing
  readonly options: ChartOptions
  readonly thresholds: readonly Threshold[]
  readonly unit: string
  readonly time: boolean
  readonly xUnit: string
  readonly zone: string
  readonly format: Format
  /** Room at the end for the names of two series. */
  readonly gutter: number
  /** Room at the end of the row of time labels that is taken. */
  readonly corner: number
}

const charPx = 6.3
/** Half of the widest character of a centred label. */
const halfCharPx = charPx / 2
const bottomPx = 20
const topPx = 10
/** Units that change with the number and so belong to every tick; others are told beside the title and in the tooltip. */
const tickUnits = new Set(['ratio', 'percent', 'bytes', 'bytes/s', 's', 'ms'])

/** Units that change with size: nothing of them is just nothing. */
const scaling = new Set(['bytes', 'bytes/s', 's', 'ms'])

/** Limits belong to the picture unless they would press the numbers flat. */
function withLimits([low, high]: readonly [number, number], thresholds: readonly Threshold[]): readonly [number, number] {
  const span = high - low || Math.abs(high) || 1
  const near = thresholds.map((t) => t.value).filter((v) => v > low - span * 0.6 && v < high + span * 0.6)
  return [Math.min(low, ...near), Math.max(high, ...near)]
}

/** Same digits on every label: 0, 0.5, 1.0 reads worse than 0.0, 0.5, 1.0. */
function labels(ticks: readonly number[], unit: string, format: Format): readonly Tick[] {
  const shown = tickUnits.has(unit) ? unit : ''
  const step = Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0))
  const scaled = unit === 'ratio' ? step * 100 : step
  const places = scaled > 0 ? Math.max(0, Math.min(6, -Math.floor(Math.log10(scaled) + 1e-9))) : undefined
  const fits = places !== undefined && Number.isInteger(Number((scaled * 10 ** places).toPrecision(9)))
  // "0 s" beside "200 ms" would be two units on one axis.
  const scales = scaling.has(unit)
  return ticks.map((at) => ({ at, label: format.value(at, scales && at === 0 ? '' : shown, fits && !scales ? places : undefined) }))
}

function xTicksOf({ drawing, time, xUnit, zone, format }: LayoutAsk, width: number): readonly Tick[] {
  const [from, to] = drawing.domain
  if (!time) {
    const { ticks } = valueAxis(from, to, { unit: xUnit, baseline: false, min: from, max: to, most: Math.max(1, Math.min(6, Math.floor(width / 70))) })
    return labels(ticks, xUnit, format)
  }
  // Times of day are shorter than dates; six are enough at any width.
  const room = to - from > 86_400_000 || to - from < 360_000 ? 66 : 50
  const at = timeTicks({ from: Math.ceil(from), to: Math.floor(to) }, zone, Math.max(1, Math.min(6, Math.floor(width / room))))
  const step = (at[1] ?? to) - (at[0] ?? from)
  return at.map((t) => ({ at: t, label: format.tick(t, zone, step) }))
}

/** Geometry of axes and plot. Everything depends only on numbers and size, so nothing jumps between two equal answers. */
export function layOut(ask: LayoutAsk): PlotLayout {
  const { size, drawing, options, thresholds, unit, format, gutter, corner } = ask
  const [low, high] = withLimits(extent(drawing.series) ?? [0, 1], thresholds)
  const height = Math.max(10, size.height - topPx - bottomPx)
  const values = valueAxis(low, high, {
    unit,
    baseline: drawing.draw !== 'line' && drawing.draw !== 'scatter',
    min: options.min,
    max: options.max,
    most: Math.max(1, Math.min(5, Math.floor(height / 26))),
  })
  const valueTicks = labels(values.ticks, unit, format)
  const left = Math.ceil(Math.max(2, ...valueTicks.map((t) => t.label.length)) * charPx) + 8
  const width = Math.max(10, size.width - left - 8 - gutter)
  const endOf = (t: Tick): number => left + xPx(t.at, drawing.domain, width) + t.label.length * halfCharPx
  const xTicks = xTicksOf(ask, width).filter((t) => corner === 0 || endOf(t) <= size.width - corner)
  return { plot: { left, top: topPx, width, height }, values, valueTicks, xTicks }
}

/** Pixel of a value or moment inside the plot. */
export const xPx = (at: number, [from, to]: readonly [number, number], width: number): number => ((at - from) / (to - from)) * width
export const yPx = (value: number, { from, to }: Pick<ValueAxis, 'from' | 'to'>, height: number): number => height - ((value - from) / (to - from)) * height
