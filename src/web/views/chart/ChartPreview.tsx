import { useMemo } from 'react'
import type { ViewProps } from '../view.ts'
import { colorOf } from './colors.ts'
import { fitBars } from './fit-bars.ts'
import type { ChartOptions } from './options.ts'
import { pieParts } from './pie-parts.ts'
import { planDrawing } from './plan-drawing.ts'
import { xPx, yPx } from './plot-layout.ts'
import { extent } from './read-series.ts'
import { shapeChart } from './shape.ts'
import type { NamesShape, Values, XyShape } from './series.ts'
import { valueAxis } from './value-axis.ts'
import styles from './chart.module.css'

interface Small {
  readonly width: number
  readonly height: number
}

/** Path of a line; gaps begin anew. */
function pathOf(values: Values, point: (row: number, value: number) => string): string {
  let drawn = false
  return values
    .map((v, row) => {
      const joined = drawn
      drawn = v !== null
      return v === null ? '' : `${joined ? 'L' : 'M'}${point(row, v)}`
    })
    .join('')
}

function SmallLines({ shape, range, width, height }: Small & { readonly shape: XyShape; readonly range: ViewProps<ChartOptions>['range'] }) {
  const drawing = planDrawing(shape, range, width * 2, 'recharts')
  const [low, high] = extent(drawing.series) ?? [0, 1]
  const bars = drawing.draw === 'bar' || drawing.draw === 'stackedBar'
  const values = valueAxis(low, high, { unit: shape.unit, baseline: drawing.draw !== 'line' && drawing.draw !== 'scatter', most: 3 })
  const x = (row: number): string => xPx(drawing.x[row] ?? 0, drawing.domain, width).toFixed(1)
  const y = (v: number): number => yPx(v, values, height)
  const bar = Math.max(1, (width / drawing.x.length) * 0.7)
  return (
    <>
      {values.ticks.map((t) => (
        <path key={t} d={`M0 ${y(t)}H${width}`} className={styles['gridline']} />
      ))}
      {drawing.series.toReversed().map((s) => {
        const color = colorOf(s, shape.series)
        const top = s.top ?? s.values
        if (bars || drawing.draw === 'scatter')
          return top.map((v, row) =>
            v === null ? null : bars ? (
              <rect
                key={`${s.name} ${row}`}
                x={Number(x(row)) - bar / 2}
                y={y(v)}
                width={bar}
                height={Math.max(0.5, Math.abs(y(s.low?.[row] ?? Math.max(0, values.from)) - y(v)))}
                fill={color}
              />
            ) : (
              <circle key={`${s.name} ${row}`} cx={x(row)} cy={y(v)} r={1.4} fill={color} />
            ),
          )
        const line = pathOf(top, (row, v) => `${x(row)} ${y(v).toFixed(1)}`)
        return <path key={s.name} d={line} fill="none" stroke={color} strokeWidth={1.4} strokeLinejoin="round" />
      })}
    </>
  )
}

function SmallBars({ shape: given, width, height }: Small & { readonly shape: NamesShape }) {
  const { shape } = fitBars(given, Math.max(1, Math.floor(height / 12)))
  const on = shape.series.filter((s) => !s.off)
  const [, high] = extent(on) ?? [0, 1]
  const slot = height / Math.max(1, shape.names.length)
  const bar = Math.min(14, slot * 0.7) / (shape.draw === 'stackedBar' ? 1 : Math.max(1, on.length))
  const px = (v: number): number => (Math.max(0, v) / (high || 1)) * width
  return on.map((s, i) =>
    s.values.map((v, row) => {
      const low = s.low?.[row] ?? 0
      const y = (row + 0.5) * slot - bar / 2 + (s.low ? 0 : (i - (on.length - 1) / 2) * bar)
      return (
        <rect
          key={`${s.name} ${shape.names[row]}`}
          x={px(low)}
          y={y}
          width={Math.max(1, px((v ?? 0) + low) - px(low))}
          height={bar}
          rx={1.5}
          fill={colorOf(s, shape.series)}
        />
      )
    }),
  )
}

function SmallPie({ shape, width, height }: Small & { readonly shape: NamesShape }) {
  const r = Math.min(width, height) / 2 - 6
  const around = 2 * Math.PI * r
  let passed = 0
  return pieParts(shape).map((p) => {
    const offset = -passed * around
    passed += p.share
    return (
      <circle
        key={p.name}
        cx={width / 2}
        cy={height / 2}
        r={r}
        fill="none"
        stroke={p.color}
        strokeWidth={10}
        strokeDasharray={`${p.share * around} ${around}`}
        strokeDashoffset={offset}
        transform={`rotate(-90 ${width / 2} ${height / 2})`}
      />
    )
  })
}

/** A still, small picture without words, drawn without any library. */
export function ChartPreview({ frame, options, size, range }: ViewProps<ChartOptions>) {
  const shape = useMemo(() => shapeChart(frame, options), [frame, options])
  const { width, height } = size
  return (
    <svg width={width} height={height} className={styles['preview']} aria-hidden>
      {shape.kind === 'xy' && <SmallLines shape={shape} range={range} width={width} height={height} />}
      {shape.kind === 'names' && shape.draw !== 'pie' && <SmallBars shape={shape} width={width} height={height} />}
      {shape.kind === 'names' && shape.draw === 'pie' && <SmallPie shape={shape} width={width} height={height} />}
    </svg>
  )
}
