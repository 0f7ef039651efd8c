import { useMemo } from 'react'
import type { Landing } from '#contract/landing.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { useZone } from '#web/url/zone.ts'
import { useFrameEdges } from './use-frame-edges.ts'
import { WatchEdge } from './WatchEdge.tsx'
import styles from './Watch.module.css'

type Ribbon = NonNullable<Landing['watch']>

interface WatchProps {
  readonly watch: Ribbon | undefined
  /** When the oldest open critical began. */
  readonly burning: number | undefined
  /** Whether the page's range is known: before, there is no frame. */
  readonly isTimed: boolean
}

/** Height of a bar against the tallest, by the root: one burst does not flatten the day. */
const share = (n: number, most: number): number => Math.sqrt(n / most)

/** Without shifts the hours of the day stand below, four of them. */
function marksOf(
  { from, stepMs, counts, shifts }: Ribbon,
  hour: (at: number) => string,
): readonly { readonly at: number; readonly time: string; readonly name: string }[] {
  const end = from + counts.length * stepMs
  if (shifts.length > 0) return shifts.map(({ at, name }) => ({ at, time: hour(at), name }))
  const six = 6 * 3_600_000
  const first = Math.ceil(from / six) * six
  return [0, 1, 2, 3]
    .map((i) => first + i * six)
    .filter((at) => at < end)
    .map((at) => ({ at, time: hour(at), name: '' }))
}

/** The ribbon of the last 24 hours. Its frame is the page's range: drag it or its edges, or move the edges by keys. Time runs left to right everywhere. */
export function Watch({ watch, burning, isTimed }: WatchProps) {
  return (
    <div className={styles['watch']} dir="ltr">
      {watch ? <Drawn watch={watch} burning={burning} isTimed={isTimed} /> : <div className={styles['ground']} />}
    </div>
  )
}

function Drawn({ watch, burning, isTimed }: WatchProps & { readonly watch: Ribbon }) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const { from, stepMs, counts, critical } = watch
  const bars = counts.length
  const frame = useFrameEdges({ from, stepMs, bars })
  const hour = (at: number): string => format.time(at, zone)
  const marks = useMemo(() => marksOf(watch, (at) => format.time(at, zone)), [watch, format, zone])
  const most = Math.max(1, ...counts)
  const all = counts.reduce((sum, n) => sum + n, 0)
  const worst = critical.reduce((sum, n) => sum + n, 0)
  const edges = isTimed ? frame.edges : undefined
  const place = (bar: number): string => `${(bar / bars) * 100}%`
  // Only bars since what burns now began have colour: what is over needs nobody.
  const firstBurning = burning === undefined ? bars : Math.floor((burning - from) / stepMs)
  return (
    <>
      <span className={styles['caption']}>{text('home.watch')}</span>
      <div className={styles['ground']} ref={frame.ground} onPointerDown={frame.grab}>
        {edges && <div className={styles['frame']} style={{ left: place(edges.from), width: place(edges.to - edges.from) }} />}
        <svg
          viewBox={`0 0 ${bars} 40`}
          preserveAspectRatio="none"
          className={styles['bars']}
          role="img"
          aria-label={text('home.watchSummary', { n: all, critical: worst })}
        >
          {counts.map((n, i) => {
            const height = Math.max(n > 0 ? 1.6 : 0.8, share(n, most) * 40)
            const isRed = i >= firstBurning && n > 0
            const isIn = edges !== undefined && i >= edges.from && i < edges.to
            return (
              // A bar is its quarter of an hour.
              <rect
                key={from + i * stepMs}
                x={i + 0.14}
                y={40 - height}
                width={0.72}
                height={height}
                className={isRed ? styles['red'] : isIn ? styles['in'] : styles['out']}
              />
            )
          })}
        </svg>
        {edges && (
          <>
            <WatchEdge
              label={text('home.watchFrom')}
              at={edges.from}
              least={0}
              most={edges.to - 1}
              place={place(edges.from)}
              said={hour(from + edges.from * stepMs)}
              onMove={(at) => frame.move('from', at)}
            />
            <WatchEdge
              label={text('home.watchTo')}
              at={edges.to}
              least={edges.from + 1}
              most={bars}
              place={place(edges.to)}
              said={edges.to === bars ? text('home.watchNow') : hour(from + edges.to * stepMs)}
              onMove={(at) => frame.move('to', at)}
            />
          </>
        )}
      </div>
      <div className={styles['marks']} aria-hidden>
        {marks.map(({ at, time, name }) => (
          <span
            key={at}
            className={styles['mark']}
            style={{ left: place((at - from) / stepMs) }}
            data-edge={at - from < 12 * stepMs ? 'start' : from + bars * stepMs - at < 12 * stepMs ? 'end' : undefined}
          >
            {time}
            {name !== '' && <span className={styles['shift']}> {name}</span>}
          </span>
        ))}
      </div>
    </>
  )
}
