import { useFormat } from '#web/i18n/format.ts'
import { NowLine } from '#web/ui/NowLine.tsx'
import { xOf } from './window.ts'
import type { TimeView } from './window.ts'
import styles from './Gantt.module.css'

const labelWidth = 34
const pennant = 12

const isRight = (view: TimeView, x: number): boolean => x + pennant + labelWidth <= view.width + 10

/** Plot pixels the now label covers; hours there keep silent. */
export function nowLabelRoom(view: TimeView, now: number): readonly [from: number, to: number] {
  const x = xOf(view, now)
  return isRight(view, x) ? [x - 4, x + pennant + labelWidth] : [x - labelWidth - 8, x + pennant]
}

interface NowOverlayProps {
  readonly view: TimeView
  readonly left: number
  readonly now: number
  readonly zone: string
  readonly width: number
  readonly height: number
}

/** The now line with pennant and time, over axis and lanes. */
export function NowOverlay({ view, left, now, zone, width, height }: NowOverlayProps) {
  const format = useFormat()
  const x = xOf(view, now)
  const right = isRight(view, x)
  return (
    <svg className={styles['overlay']} width={width} height={height} aria-hidden>
      <NowLine x={left + x} y={4} height={Math.max(0, height - 4)} />
      <text className={styles['nowLabel']} x={left + (right ? x + pennant : x - 6)} y={12} textAnchor={right ? 'start' : 'end'}>
        {format.time(now, zone)}
      </text>
    </svg>
  )
}
