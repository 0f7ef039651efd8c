import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useFormat } from '#web/i18n/format.ts'
import { useLanguage, useText } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { colorOf, markColor } from './colors.ts'
import { layBars } from './lay-bars.ts'
import type { BarsLayout } from './lay-bars.ts'
import { moveCursor } from './move-cursor.ts'
import type { ChartOptions } from './options.ts'
import type { NamesShape } from './series.ts'
import { labelOf } from './summarize.ts'
import { Tooltip } from './Tooltip.tsx'
import type { TooltipRow } from './Tooltip.tsx'
import styles from './chart.module.css'

const Bars = lazy(() => import('./RechartsBars.tsx'))

interface NamesChartProps {
  readonly shape: NamesShape
  readonly options: ChartOptions
  readonly size: { readonly width: number; readonly height: number }
  readonly title: string
  readonly summary: string
}

/** Names and values around the bars. */
function BarWords({ layout: { shape, bars, lying, slot, plot } }: { readonly layout: BarsLayout }) {
  const text = useText()
  return bars.map(({ name: given, value, end }, i) => {
    const name = labelOf({ name: given }, text)
    const mark = shape.marks[i]
    const middle = (i + 0.5) * slot - 8
    const nameAt = lying
      ? { top: middle, insetInlineStart: 0, maxInlineSize: plot.start - 10 }
      : { top: plot.top + plot.height + 3, insetInlineStart: i * slot + 2, inlineSize: slot - 4, justifyContent: 'center' }
    const valueAt = lying
      ? { top: middle, insetInlineStart: end + 8 }
      : { top: end - 17, insetInlineStart: i * slot, inlineSize: slot, justifyContent: 'center' }
    return (
      <div key={`${i} ${name}`} aria-hidden>
        <span className={styles['barName']} title={name} style={nameAt}>
          {mark && <StatusMark mark={mark} size={11} silent />}
          <span dir="auto">{name}</span>
        </span>
        <span className={styles['barValue']} style={valueAt}>
          <bdi>{value}</bdi>
        </span>
      </div>
    )
  })
}

/** Keys lying bars are walked with; the others keep their meaning. */
const downwards: Readonly<Record<string, string>> = {
  ArrowDown: 'ArrowRight',
  ArrowUp: 'ArrowLeft',
  ArrowLeft: '',
  ArrowRight: '',
  PageDown: 'PageUp',
  PageUp: 'PageDown',
}

/** A bar per name. */
export function NamesChart({ shape: given, options, size, title, summary }: NamesChartProps) {
  const text = useText()
  const format = useFormat()
  const rtl = useLanguage().dir === 'rtl'
  const [chosen, setAt] = useState<number | undefined>()
  const root = useRef<HTMLDivElement>(null)
  const layout = useMemo(() => layBars(given, options, size, format), [given, options, size, format])
  const { shape, on, lying, slot, plot } = layout
  const { series, names, marks } = shape
  const at = chosen === undefined || chosen >= names.length ? undefined : chosen
  const colors = useMemo(() => on.map((s) => colorOf(s, series)), [on, series])
  const cells = useMemo(() => (on.length === 1 && marks.some(Boolean) ? marks.map((m) => (m ? markColor(m) : undefined)) : undefined), [on, marks])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && at === undefined) return
    const key = lying ? (downwards[event.key] ?? event.key) : event.key
    const to = event.key === 'Escape' ? undefined : moveCursor(at ?? -1, key, { rows: names.length, px: Number.POSITIVE_INFINITY })
    if (to === undefined && event.key !== 'Escape') return
    event.preventDefault()
    setAt(to)
  }
  const onPointerMove = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const along = lying ? event.clientY - box.top : rtl ? box.right - event.clientX : event.clientX - box.left
    setAt(Math.max(0, Math.floor(along / slot)))
  }
  const rows: readonly TooltipRow[] =
    at === undefined
      ? []
      : on.map((s) => ({
          key: s.name,
          name: labelOf(s, text) || title,
          value: format.value(s.values[at] ?? null, s.unit),
          color: cells?.[at] ?? colorOf(s, series),
          mark: s.mark,
        }))
  const box = at === undefined ? undefined : root.current?.getBoundingClientRect()
  const middle = at === undefined ? 0 : (at + 0.5) * slot
  return (
    <div
      ref={root}
      className={styles['bars']}
      role="slider"
      tabIndex={0}
      aria-label={title}
      aria-orientation={lying ? 'vertical' : 'horizontal'}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, names.length - 1)}
      aria-valuenow={at ?? 0}
      aria-valuetext={
        at === undefined
          ? summary
          : `${labelOf({ name: names[at] ?? '' }, text)}: ${rows.map((r) => (rows.length > 1 ? `${r.name} ${r.value}` : r.value)).join(', ')}`
      }
      style={{ blockSize: size.height }}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setAt(undefined)}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && setAt((now) => now ?? 0)}
      onBlur={() => setAt(undefined)}
    >
      <div
        className={styles['marks']}
        style={{ insetInlineStart: plot.start, top: plot.top, width: plot.width, height: plot.height }}
        data-turned={rtl || undefined}
        aria-hidden
      >
        <Suspense>
          <Bars shape={shape} lying={lying} width={plot.width} height={plot.height} values={layout.ends} colors={colors} cells={cells} />
        </Suspense>
      </div>
      {!lying && <i className={styles['floor']} style={{ top: plot.top + plot.height }} />}
      <BarWords layout={layout} />
      {layout.left > 0 && <span className={styles['barsMore']}>{text('chart.more', { n: layout.left })}</span>}
      {at !== undefined && box && (
        <Tooltip
          at={lying ? { x: box.left + box.width / 2, y: box.top + middle } : { x: rtl ? box.right - middle : box.left + middle, y: box.top + plot.top }}
          head={labelOf({ name: names[at] ?? '' }, text)}
          rows={rows}
        />
      )}
    </div>
  )
}
