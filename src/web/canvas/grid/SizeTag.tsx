import { useStore } from 'zustand'
import type { Place } from '#contract/dashboard.ts'
import { useText } from '../../i18n/text.ts'
import { mirrored } from './cells.ts'
import type { Columns } from './cells.ts'
import type { Hands } from './hands.ts'
import { boxOf } from './metrics.ts'
import type { Metrics } from './metrics.ts'
import styles from './SectionGrid.module.css'

export interface SizeTagProps {
  readonly id: string
  readonly places: readonly Place[]
  readonly hands: Hands
  readonly columns: Columns
  readonly width: number
  readonly metrics: Metrics
}

/** Columns and rows of the selected widget, at its upper edge. While it is dragged, the landing place says them. */
export function SizeTag({ id, places, hands, columns, width, metrics }: SizeTagProps) {
  const text = useText()
  const dragged = useStore(hands, ({ hand }) => hand?.id === id && hand.by === 'pointer')
  const place = places.find((p) => p.id === id)
  if (!place || dragged) return null
  const box = boxOf({ ...place, x: mirrored(place.x, place.w, columns) }, width, columns.cols, metrics)
  return (
    <div className={styles['tagPlace']} aria-hidden style={{ transform: `translate(${box.left}px, ${box.top}px)`, width: box.width }}>
      <span className={styles['tag']}>{text('canvas.size', { w: place.w, h: place.h })}</span>
    </div>
  )
}
