import uPlot from 'uplot'
import { barGap, fillOpacity, isArea, maxBar, slotGap, strokeWidth } from './marks.ts'
import type { MarksProps } from './marks.ts'
import type { Series, Values } from './series.ts'

/** Columns of a drawing as uPlot wants them; a filled range takes two, the upper edge first. */
export interface Plotted {
  readonly options: uPlot.Options
  readonly columns: uPlot.AlignedData
}

/** Same colour, given opacity, for a canvas. */
const faded = (color: string, opacity: number): string => `color-mix(in srgb, ${color} ${opacity * 100}%, transparent)`

function pathsOf(curve: MarksProps['curve']): uPlot.Series.PathBuilder | undefined {
  const { linear, spline, stepped } = uPlot.paths
  return curve === 'smooth' ? spline?.() : curve === 'step' ? stepped?.({ align: 1 }) : linear?.()
}

interface BarPlace {
  /** Which of how many stand side by side in a slot. */
  readonly of: number
  readonly at: number
  /** The column after this one is the lower edge. */
  readonly piled: boolean
  readonly step: number
}

/** Bars in the slots of the drawing, as the SVG chart places them. */
const barPaths =
  ({ of, at, piled, step }: BarPlace): uPlot.Series.PathBuilder =>
  (u, index) => {
    const path = new Path2D()
    const ratio = devicePixelRatio
    const xs = u.data[0]
    const tops = u.data[index] ?? []
    const lows = piled ? u.data[index + 1] : undefined
    const slot = Math.abs(u.valToPos(step, 'x', true) - u.valToPos(0, 'x', true))
    const room = slot * (1 - slotGap(slot / ratio))
    const width = Math.max(1, Math.min(maxBar * ratio, (room - (of - 1) * barGap * ratio) / of))
    const all = width * of + (of - 1) * barGap * ratio
    const zero = u.valToPos(Math.max(u.scales['y']?.min ?? 0, Math.min(u.scales['y']?.max ?? 0, 0)), 'y', true)
    tops.forEach((top, row) => {
      if (top === null || top === undefined) return
      const base = lows?.[row] ?? null
      const x = u.valToPos(xs[row] ?? 0, 'x', true) - all / 2 + at * (width + barGap * ratio)
      const y = u.valToPos(top, 'y', true)
      const foot = base === null ? zero : u.valToPos(base, 'y', true)
      path.roundRect(x, Math.min(y, foot), width, Math.max(0.5, Math.abs(foot - y) - (piled ? ratio : 0)), 2 * ratio)
    })
    return { stroke: null, fill: path, clip: null, flags: 1 }
  }

/** With more samples than pixels a line is a band of its own; thicker strokes would only cost, five times as much. */
const isDense = ({ drawing, width }: MarksProps): boolean => drawing.x.length > 2 * width

function seriesOf(s: Series, i: number, color: string, props: MarksProps): uPlot.Series {
  const { drawing, curve } = props
  const { draw, series, step } = drawing
  const points = { show: false }
  if (draw === 'scatter') return { stroke: color, points: { show: true, size: 6, width: 0, fill: faded(color, 0.75) }, paths: () => null }
  if (draw === 'bar' || draw === 'stackedBar') {
    const place = draw === 'bar' ? { of: series.length, at: i, piled: false } : { of: 1, at: 0, piled: s.low !== undefined }
    return { width: 0, fill: color, points, paths: barPaths({ ...place, step }) }
  }
  const paths = pathsOf(curve)
  const filled = isArea(s, draw) && !s.low
  return {
    stroke: color,
    width: isDense(props) ? Math.min(1, strokeWidth(s, draw)) : strokeWidth(s, draw),
    points,
    spanGaps: false,
    ...(filled && { fill: faded(color, fillOpacity(s, draw)) }),
    ...(paths && { paths }),
  }
}

/** Everything uPlot needs to draw only the marks: no axes, no legend, no cursor of its own. `resolve` turns tokens into colours. */
export function plotOf(props: MarksProps, resolve: (color: string) => string): Plotted {
  const { drawing, width, height, colors } = props
  const { draw, domain, x } = drawing
  const columns: Values[] = []
  const series: uPlot.Series[] = [{}]
  const bands: uPlot.Band[] = []
  // The canvas paints in order; the first series is the main one and comes last.
  const order = drawing.series.map((s, i) => ({ s, i }))
  for (const { s, i } of draw === 'stacked' || draw === 'bar' || draw === 'stackedBar' ? order : order.toReversed()) {
    const color = resolve(colors[i] ?? 'currentColor')
    columns.push(s.top ?? s.values)
    series.push(seriesOf(s, i, color, props))
    if (!s.low) continue
    columns.push(s.low)
    series.push({ width: 0, points: { show: false }, paths: () => null })
    if (draw !== 'stackedBar') bands.push({ series: [series.length - 2, series.length - 1], fill: faded(color, fillOpacity(s, draw)) })
  }
  const [low, high] = props.values
  const options: uPlot.Options = {
    width,
    height,
    padding: [0, 0, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: { x: { time: false, range: [...domain] }, y: { range: [low, high] } },
    series,
    bands,
  }
  // uPlot's type wants mutable arrays; it never writes to them.
  return { options, columns: [x, ...columns] as uPlot.AlignedData }
}

/** Whether a plot on the page can take the new columns, or has to be built anew. */
export function shapeKey(props: MarksProps): string {
  const { drawing, curve, colors } = props
  return [
    drawing.draw,
    curve,
    isDense(props),
    ...colors,
    ...drawing.series.map((s) => `${s.low ? 2 : 1}${s.slot}`),
    drawing.draw === 'bar' || drawing.draw === 'stackedBar' ? drawing.step : '',
  ].join()
}
