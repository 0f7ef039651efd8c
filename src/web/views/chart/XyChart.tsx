import { useMemo } from 'react'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import type { ViewProps } from '../view.ts'
import { Axes } from './Axes.tsx'
import { colorOf } from './colors.ts'
import { endLabels } from './end-labels.ts'
import { EndLabels } from './EndLabels.tsx'
import type { ChartOptions } from './options.ts'
import { engineFor, planDrawing } from './plan-drawing.ts'
import { layOut } from './plot-layout.ts'
import { PlotCursor } from './PlotCursor.tsx'
import type { XyShape } from './series.ts'
import { labelOf } from './summarize.ts'
import { useEngine } from './use-engine.ts'
import { useFast } from './use-fast.ts'
import styles from './chart.module.css'

interface XyChartProps {
  readonly view: ViewProps<ChartOptions>
  readonly shape: XyShape
  readonly options: ChartOptions
  readonly size: { readonly width: number; readonly height: number }
  readonly summary: string
  /** Pixels at the end of the time labels that something else covers. */
  readonly corner: number
}

/** Two series have their names beside their ends where there is room; from three on there is a legend. */
const gutterPx = (names: readonly string[], width: number): number =>
  names.length === 2 && width >= 360 ? Math.min(130, Math.max(...names.map((n) => n.length)) * 6.4 + 62) : 0

/** Numbers over time (or over numbers): axes, limits, last values and cursor are ours, the marks are drawn by SVG or canvas. */
export function XyChart({ view, shape, options, size, summary, corner }: XyChartProps) {
  const { range, zone, thresholds, title, onRange, now, everyMs } = view
  const format = useFormat()
  const text = useText()
  const fast = useFast(now, everyMs)
  const lines = shape.draw === 'line' || shape.draw === 'area' || shape.draw === 'stacked'
  const on = useMemo(() => shape.series.filter((s) => !s.off), [shape])
  const names = useMemo(() => on.map((s) => labelOf(s, text)), [on, text])
  const gutter = lines && options.legend !== 'shown' ? gutterPx(names, size.width) : 0
  const { from, to } = range
  // Left axis and margins take some 50 pixels; the exact number does not matter for thinning out.
  const width = Math.max(40, size.width - 50 - gutter)
  const wanted = useMemo(() => engineFor(shape, { from, to }, width, fast), [shape, from, to, width, fast])
  const drawer = useEngine(wanted)
  const engine = drawer?.engine ?? wanted
  const drawing = useMemo(() => planDrawing(shape, { from, to }, width, engine), [shape, from, to, width, engine])
  const layout = useMemo(
    () => layOut({ size, drawing, options, thresholds, unit: shape.unit, time: shape.time, xUnit: shape.xUnit, zone, format, gutter, corner }),
    [size, drawing, options, thresholds, shape, zone, format, gutter, corner],
  )
  const colors = useMemo(() => drawing.series.map((s) => colorOf(s, shape.series)), [drawing, shape])
  const labels = useMemo(() => endLabels(drawing, layout), [drawing, layout])
  const taken = useMemo(() => labels.map((l) => (gutter > 0 ? l.labelY : l.plotY)), [labels, gutter])
  const words =
    labels.length === 0
      ? []
      : drawing.series.map((s, i) => ({
          value: format.value(labels.find((l) => l.index === i)?.value, s.unit),
          name: drawing.series.length > 1 ? names[i] : undefined,
        }))
  const { plot, values } = layout
  const ends = useMemo(() => [values.from, values.to] as const, [values])
  return (
    <div className={styles['plot']} style={{ inlineSize: size.width, blockSize: size.height }}>
      <Axes layout={layout} domain={drawing.domain} thresholds={thresholds} unit={shape.unit} size={size} taken={taken} gutter={gutter > 0} />
      <div className={styles['marks']} style={{ left: plot.left, top: plot.top, width: plot.width, height: plot.height }} aria-hidden>
        {drawer && <drawer.Marks drawing={drawing} curve={options.curve} width={plot.width} height={plot.height} values={ends} colors={colors} />}
      </div>
      <EndLabels labels={labels} words={words} colors={colors} drawing={drawing} layout={layout} gutter={gutter > 0} size={size} />
      <PlotCursor shape={shape} drawing={drawing} layout={layout} title={title} summary={summary} zone={zone} onRange={onRange} />
    </div>
  )
}
