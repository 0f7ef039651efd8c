import { useId, useRef } from 'react'
import type { TimeRange } from '#contract/time.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { useAnnounce } from '#web/ui/Announcer.tsx'
import { colorOf } from './colors.ts'
import type { Drawing } from './plan-drawing.ts'
import { xPx, yPx } from './plot-layout.ts'
import type { PlotLayout } from './plot-layout.ts'
import { nearestPoint } from './read-series.ts'
import type { Series, XyShape } from './series.ts'
import { labelOf } from './summarize.ts'
import { Tooltip } from './Tooltip.tsx'
import type { TooltipRow } from './Tooltip.tsx'
import { useCursor } from './use-cursor.ts'
import type { Span } from './move-cursor.ts'
import styles from './chart.module.css'

interface PlotCursorProps {
  readonly shape: XyShape
  readonly drawing: Drawing
  readonly layout: PlotLayout
  readonly title: string
  readonly summary: string
  readonly zone: string
  readonly onRange?: ((range: TimeRange) => void) | undefined
}

/** Values of the series at a row, the biggest first, gaps last. */
function rowsAt(
  series: readonly Series[],
  row: number,
  words: { readonly label: (s: Series) => string; readonly value: (v: number | null, s: Series) => string },
): readonly TooltipRow[] {
  const rank = (s: Series): number => s.values[row] ?? Number.NEGATIVE_INFINITY
  return series
    .filter((s) => !s.off)
    .toSorted((a, b) => rank(b) - rank(a))
    .map((s) => ({ key: s.name, name: words.label(s), value: words.value(s.values[row] ?? null, s), color: colorOf(s, series), mark: s.mark }))
}

/** Feels for pointer and keys over the plot: cursor line, tooltip and selection. Draws nothing of the chart anew. */
export function PlotCursor({ shape, drawing, layout, title, summary, zone, onRange }: PlotCursorProps) {
  const text = useText()
  const format = useFormat()
  const announce = useAnnounce()
  const sense = useRef<HTMLDivElement>(null)
  const described = useId()
  const { plot, values } = layout
  const bars = drawing.draw === 'bar' || drawing.draw === 'stackedBar'
  // A bar may stand for several rows; its tooltip is about the one it shows. Lines are read from the exact answer.
  const read = bars ? drawing : shape
  const spanOf = drawing.domain[1] - drawing.domain[0]
  const moment = (at: number): string =>
    shape.time ? (spanOf > 86_400_000 ? format.time(at, zone, spanOf) : format.moment(at, zone)) : `${shape.xName} ${format.value(at, shape.xUnit)}`
  const tell = (span: Span): void => {
    announce(text('chart.selected', { from: moment(Math.min(span.from, span.to)), to: moment(Math.max(span.from, span.to)) }))
  }
  const pick = shape.time
    ? undefined
    : (px: { readonly x: number; readonly y: number }) =>
        nearestPoint(shape, px, (x, y) => ({ x: xPx(x, drawing.domain, plot.width), y: yPx(y, values, plot.height) }))
  const cursor = useCursor({ x: read.x, domain: drawing.domain, width: plot.width, pick, onRange: shape.time ? onRange : undefined, onSpan: tell })
  const { row, span, px } = cursor

  const series = shape.names ? read.series.filter((s) => row !== undefined && (s.values[row] ?? null) !== null) : read.series
  const rows = row === undefined ? [] : rowsAt(series, row, { label: (s) => labelOf(s, text), value: (v, s) => format.value(v, s.unit) })
  const named = row === undefined ? '' : (shape.names?.[row] ?? '')
  const head = row === undefined ? '' : [named, moment(read.x[row] ?? 0)].filter(Boolean).join(', ')
  const box = row === undefined ? undefined : sense.current?.getBoundingClientRect()
  const top = rows[0] && row !== undefined ? topPx(drawing, shape, layout, row) : 0
  const px2 = (at: number): number => xPx(at, drawing.domain, plot.width)
  return (
    <>
      {px !== undefined && px >= 0 && px <= plot.width && (
        <svg className={styles['axes']} width="100%" height="100%" aria-hidden>
          {!bars && shape.time && <path d={`M${plot.left + px} ${plot.top}v${plot.height}`} className={styles['cursor']} />}
          {!bars &&
            read.series.map((s) => {
              const v = row === undefined || s.off ? null : ((s.top ?? s.values)[row] ?? null)
              const y = v === null ? -1 : yPx(v, values, plot.height)
              return y < 0 || y > plot.height || s.slot === 'other' ? null : (
                <circle key={s.name} cx={plot.left + px} cy={plot.top + y} r={3.5} fill={colorOf(s, read.series)} className={styles['end']} />
              )
            })}
        </svg>
      )}
      <div
        ref={sense}
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-describedby={described}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, read.x.length - 1)}
        aria-valuenow={row ?? Math.max(0, read.x.length - 1)}
        aria-valuetext={row === undefined ? summary : `${head}: ${rows.map((r) => `${r.name} ${r.value}`).join(', ')}`}
        className={styles['sense']}
        style={{ left: plot.left, top: plot.top, width: plot.width, height: plot.height }}
        {...cursor.handlers}
      >
        {span && <span className={styles['selection']} style={{ left: px2(Math.min(span.from, span.to)), width: Math.abs(px2(span.to) - px2(span.from)) }} />}
      </div>
      <p id={described} className="hp-hidden">
        {summary} {text(onRange && shape.time ? 'chart.keysZoom' : 'chart.keys')}
      </p>
      {row !== undefined && px !== undefined && box && (
        <Tooltip at={{ x: box.left + Math.max(0, Math.min(plot.width, px)), y: box.top + top }} head={head} rows={rows} />
      )}
    </>
  )
}

/** Height at which the tooltip points: the highest of what is drawn at the row. */
function topPx(drawing: Drawing, shape: XyShape, { values, plot }: PlotLayout, row: number): number {
  const source = drawing.draw === 'bar' || drawing.draw === 'stackedBar' ? drawing.series : shape.series
  const highest = source.reduce((high, s) => (s.off ? high : Math.max(high, (s.top ?? s.values)[row] ?? Number.NEGATIVE_INFINITY)), Number.NEGATIVE_INFINITY)
  return Number.isFinite(highest) ? Math.max(0, Math.min(plot.height, yPx(highest, values, plot.height))) : plot.height / 2
}
