import { memo } from 'react'
import type { Threshold } from '#contract/dashboard.ts'
import { useFormat } from '#web/i18n/format.ts'
import { limitLabel } from './end-labels.ts'
import { xPx, yPx } from './plot-layout.ts'
import type { PlotLayout } from './plot-layout.ts'
import styles from './chart.module.css'

interface AxesProps {
  readonly layout: PlotLayout
  readonly domain: readonly [number, number]
  readonly thresholds: readonly Threshold[]
  readonly unit: string
  readonly size: { readonly width: number; readonly height: number }
  /** Baselines of labels that already stand at the end of the plot. */
  readonly taken: readonly number[]
  /** There is room behind the plot: limits are labelled there too. */
  readonly gutter: boolean
}

/** Gridlines, labels and limits. The value axis has no line of its own. */
export const Axes = memo(function Axes({ layout, domain, thresholds, unit, size, taken, gutter }: AxesProps) {
  const format = useFormat()
  const { plot, values, valueTicks, xTicks } = layout
  const y = (v: number): number => plot.top + yPx(v, values, plot.height)
  const x = (at: number): number => plot.left + xPx(at, domain, plot.width)
  const end = plot.left + plot.width
  return (
    <svg className={styles['axes']} width={size.width} height={size.height} aria-hidden>
      {valueTicks.map((t) => (
        <g key={t.at}>
          <path d={`M${plot.left} ${y(t.at)}H${end}`} className={t.at === 0 && values.from < 0 ? styles['zero'] : styles['gridline']} />
          <text x={plot.left - 8} y={y(t.at) + 4} textAnchor="end">
            {t.label}
          </text>
        </g>
      ))}
      {xTicks.map((t) => (
        <text key={t.at} x={Math.min(x(t.at), size.width - t.label.length * 3)} y={size.height - 4} textAnchor="middle">
          {t.label}
        </text>
      ))}
      {thresholds
        .filter((t) => t.value >= values.from && t.value <= values.to)
        .map((t) => {
          const at = y(t.value)
          const label = limitLabel(at, taken, gutter)
          const labelX = label.place === 'gutter' ? end + 10 : label.place === 'end' ? end : plot.left + 2
          return (
            <g key={`${t.when} ${t.value}`}>
              <path d={`M${plot.left} ${at}H${end}`} className={styles['limit']} />
              <text className={styles['limitLabel']} x={labelX} y={label.y} textAnchor={label.place === 'end' ? 'end' : 'start'}>
                {t.label || format.value(t.value, unit)}
              </text>
            </g>
          )
        })}
    </svg>
  )
})
