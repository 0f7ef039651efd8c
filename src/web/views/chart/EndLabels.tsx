import { memo } from 'react'
import type { Drawing } from './plan-drawing.ts'
import { loneRows } from './end-labels.ts'
import type { EndLabel } from './end-labels.ts'
import { xPx, yPx } from './plot-layout.ts'
import type { PlotLayout } from './plot-layout.ts'
import styles from './chart.module.css'

interface EndLabelsProps {
  readonly labels: readonly EndLabel[]
  /** Value and, for two series, name, as written. */
  readonly words: readonly { readonly value: string; readonly name: string | undefined }[]
  readonly colors: readonly string[]
  readonly drawing: Drawing
  readonly layout: PlotLayout
  readonly gutter: boolean
  readonly size: { readonly width: number; readonly height: number }
}

/** The last value where the line ends, and samples too lonely to make a line. */
export const EndLabels = memo(function EndLabels({ labels, words, colors, drawing, layout, gutter, size }: EndLabelsProps) {
  const { plot, values } = layout
  // Denser than pixels, nothing stands alone.
  const isLine = (drawing.draw === 'line' || drawing.draw === 'area') && drawing.x.length <= 2 * plot.width
  return (
    <svg className={styles['axes']} width={size.width} height={size.height} aria-hidden>
      {isLine &&
        drawing.series.map((s, i) =>
          loneRows(s.values).map((row) => (
            <circle
              key={`${s.name} ${row}`}
              cx={plot.left + xPx(drawing.x[row] ?? 0, drawing.domain, plot.width)}
              cy={plot.top + yPx(s.values[row] ?? 0, values, plot.height)}
              r={1.6}
              fill={colors[i]}
            />
          )),
        )}
      {labels.map(({ index, x, y, labelY, plotY }) => {
        const word = words[index]
        // In the plot the label stands before its point, clear of the line; in the gutter right behind it.
        const at = gutter ? { x: plot.left + plot.width + 10, y: labelY, textAnchor: 'start' as const } : { x: x - 12, y: plotY, textAnchor: 'end' as const }
        return (
          <g key={index}>
            <circle cx={x} cy={y} r={3.5} fill={colors[index]} className={styles['end']} />
            <text {...at} className={styles['endLabel']}>
              {word?.value}
              {word?.name && <tspan className={styles['endName']}> {word.name}</tspan>}
            </text>
          </g>
        )
      })}
    </svg>
  )
})
