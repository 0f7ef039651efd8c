import { useId, useMemo, useRef, useState } from 'react'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { useCalm } from '#web/ui/use-calm.ts'
import { coarse, useMedia } from '#web/ui/use-media.ts'
import type { ViewProps } from '../view.ts'
import { ChartPreview } from './ChartPreview.tsx'
import { ChartTable } from './ChartTable.tsx'
import { Legend } from './Legend.tsx'
import { NamesChart } from './NamesChart.tsx'
import type { ChartOptions } from './options.ts'
import { PieChart } from './PieChart.tsx'
import { takeSlots } from './series.ts'
import type { ChartShape, Series, Slots } from './series.ts'
import { shapeChart } from './shape.ts'
import { summarize } from './summarize.ts'
import { XyChart } from './XyChart.tsx'
import styles from './chart.module.css'

/** Height of the row with the legend: under a finger its buttons are larger (look.md 4). */
const legendPx = { mouse: 26, finger: 44 } as const
/** What the button in the corner covers of the time labels, where it stands all the time. */
const cornerPx = 44
/** Below this height the legend would leave nothing to look at. */
const legendFrom = 110

/** The shape of the answer with colours that stay: what was seen once keeps its number. */
function useShape({ frame }: ViewProps<ChartOptions>, options: ChartOptions): ChartShape {
  const slots = useRef<Slots>(new Map())
  return useMemo(() => {
    const shape = shapeChart(frame, options, slots.current)
    if (shape.kind !== 'nothing')
      slots.current = takeSlots(
        slots.current,
        shape.series.filter((s) => !s.members).map((s) => s.name),
      )
    return shape
  }, [frame, options])
}

/** Series switched off live in the options; where nobody keeps those, here. */
function useOff({ options, onOptions }: ViewProps<ChartOptions>): readonly [ChartOptions, (off: readonly string[]) => void] {
  const stamp = options.off.join('\n')
  const [own, setOwn] = useState({ stamp, off: options.off })
  if (own.stamp !== stamp) setOwn({ stamp, off: options.off })
  const off = own.stamp === stamp ? own.off : options.off
  const shown = useMemo(() => ({ ...options, off }), [options, off])
  const change = (next: readonly string[]): void => {
    setOwn({ stamp, off: [...next] })
    onOptions?.({ off: [...next] })
  }
  return [shown, change]
}

const wantsLegend = (series: readonly Series[], options: ChartOptions, height: number): boolean =>
  options.legend !== 'hidden' && series.length > 0 && height >= legendFrom && (options.legend === 'shown' || series.length > 2)

function FullChart(props: ViewProps<ChartOptions>) {
  const { size, title, zone } = props
  const text = useText()
  const format = useFormat()
  const isTouch = useMedia(coarse)
  const described = useId()
  const [asTable, setAsTable] = useState(false)
  const [options, setOff] = useOff(props)
  const shape = useShape(props, options)
  const told = useCalm(shape, options)
  const summary = useMemo(() => summarize(told, { text, format, zone }), [told, text, format, zone])
  if (shape.kind === 'nothing') return <p className={styles['nothing']}>{text('chart.sum.nothing')}</p>
  const isPie = shape.kind === 'names' && shape.draw === 'pie'
  const bars = (shape.kind === 'names' || shape.draw === 'stackedBar' || shape.draw === 'bar') && shape.series.length === 2
  const legend = !isPie && (wantsLegend(shape.series, options, size.height) || (bars && options.legend === 'auto' && size.height >= legendFrom))
  const top = legend || asTable ? legendPx[isTouch ? 'finger' : 'mouse'] : 0
  const inner = { width: size.width, height: Math.max(20, size.height - top) }
  const drawn =
    shape.kind === 'xy' ? (
      <XyChart view={props} shape={shape} options={options} size={inner} summary={summary} corner={isTouch && top === 0 ? cornerPx : 0} />
    ) : isPie ? (
      <PieChart shape={shape} size={inner} title={title} />
    ) : (
      <NamesChart shape={shape} options={options} size={inner} title={title} summary={summary} />
    )
  const toggle = (
    <IconButton
      icon={asTable ? 'line' : 'grid'}
      size="small"
      label={text(asTable ? 'chart.asChart' : 'chart.asTable')}
      pressed={asTable}
      className={styles['asTable']}
      onClick={() => setAsTable(!asTable)}
    />
  )
  return (
    <figure className={styles['chart']} aria-label={title} aria-describedby={described}>
      {top > 0 ? (
        <div className={styles['top']} style={{ minBlockSize: top }}>
          {legend && !asTable ? <Legend series={shape.series} off={options.off} onOff={setOff} width={size.width - 40} /> : <span style={{ flex: 1 }} />}
          {toggle}
        </div>
      ) : (
        <div className={styles['corner']}>{toggle}</div>
      )}
      {asTable ? <ChartTable shape={shape} title={title} zone={zone} height={inner.height} /> : drawn}
      <figcaption id={described} className="hp-hidden">
        {summary}
      </figcaption>
    </figure>
  )
}

/** Numbers as lines, areas, bars, parts or points. */
export default function ChartView(props: ViewProps<ChartOptions>) {
  return props.mode === 'preview' ? <ChartPreview {...props} /> : <FullChart {...props} />
}
