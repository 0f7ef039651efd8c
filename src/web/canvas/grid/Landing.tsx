import { useStore } from 'zustand'
import { useText } from '../../i18n/text.ts'
import { mirrored } from './cells.ts'
import type { Columns } from './cells.ts'
import type { Hands } from './hands.ts'
import { boxOf } from './metrics.ts'
import type { Metrics } from './metrics.ts'
import styles from './SectionGrid.module.css'

export interface LandingProps {
  readonly section: string
  readonly hands: Hands
  readonly columns: Columns
  readonly width: number
  readonly metrics: Metrics
}

/** Where the widget in the hand will come to rest. */
export function Landing({ section, hands, columns, width, metrics }: LandingProps) {
  const text = useText()
  const place = useStore(hands, ({ hand }) => {
    if (!hand || hand.by === 'keys') return undefined
    if (hand.over) return hand.over.section === section ? hand.over.wanted : undefined
    return hand.section === section ? hand.at : undefined
  })
  if (!place) return null
  const { left, top, width: w, height } = boxOf({ ...place, x: mirrored(place.x, place.w, columns) }, width, columns.cols, metrics)
  return (
    <div className={styles['landing']} aria-hidden style={{ transform: `translate(${left}px, ${top}px)`, width: w, height }}>
      <span>{text('canvas.dropsHere', { w: place.w, h: place.h })}</span>
    </div>
  )
}
