import type { HTMLAttributes } from 'react'
import { localAt } from '#core/time/zone.ts'
import { useFormat } from '#web/i18n/format.ts'
import type { Brush } from './use-pointer.ts'
import { xOf } from './window.ts'
import type { TimeView } from './window.ts'
import styles from './Gantt.module.css'

const day = 86_400_000
/** Half a time label; two labels closer than this would touch. */
const halfLabel = 20

export interface TimeAxisProps {
  readonly view: TimeView
  readonly left: number
  readonly ticks: readonly number[]
  readonly zone: string
  /** Place of the now label in plot pixels, if it is shown. */
  readonly nowAt: readonly [from: number, to: number] | undefined
  readonly handlers: HTMLAttributes<HTMLElement>
}

/** Labels of the hours, in HTML so that they stay sharp and follow the text size. Dragging here marks a range. */
export function TimeAxis({ view, left, ticks, zone, nowAt, handlers }: TimeAxisProps) {
  const format = useFormat()
  const step = (ticks[1] ?? view.to) - (ticks[0] ?? view.from)
  const isMidnight = (at: number): boolean => localAt(at, zone) % day === 0
  const isFree = (x: number): boolean => x >= 0 && x <= view.width && (!nowAt || x + halfLabel < nowAt[0] || x - halfLabel > nowAt[1])
  return (
    <div className={styles['axis']} aria-hidden {...handlers}>
      {ticks.map((at) => {
        const x = xOf(view, at)
        if (!isFree(x)) return null
        return (
          <span key={at} className={styles['tick']} style={{ left: left + x }}>
            {format.tick(at, zone, step < day && isMidnight(at) ? day : step)}
          </span>
        )
      })}
    </div>
  )
}

/** The range being marked, over the whole height. */
export function BrushBand({ brush, view, left }: { readonly brush: Brush; readonly view: TimeView; readonly left: number }) {
  const format = useFormat()
  const from = Math.min(brush.anchor, brush.at)
  const to = Math.max(brush.anchor, brush.at)
  const x = xOf(view, from)
  return (
    <div className={styles['brush']} style={{ left: left + x, width: xOf(view, to) - x }} aria-hidden>
      <span>{format.duration(to - from)}</span>
    </div>
  )
}
