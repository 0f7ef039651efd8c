import { useText } from '#web/i18n/text.ts'
import { lanesIn } from './place.ts'
import type { Placement } from './place.ts'
import type { Plan } from './shape.ts'
import styles from './Gantt.module.css'

export interface LaneLabelsProps {
  readonly plan: Plan
  readonly placement: Placement
  readonly width: number
  readonly scrollTop: number
  readonly height: number
}

/** Names of the lanes in sight. The drawing is silent for assistive technology; its bars are spoken and tabled elsewhere. */
export function LaneLabels({ plan, placement, width, scrollTop, height }: LaneLabelsProps) {
  const text = useText()
  const [from, to] = lanesIn(placement, scrollTop, height)
  return plan.lanes.slice(from, to).map((lane, i) => {
    const top = placement.tops[from + i] ?? 0
    const name = lane.label || text('view.gantt.noLane')
    return (
      <div key={lane.label} className={styles['lane']} style={{ top, height: placement.metrics.lane, width: width - 8 }} title={name} aria-hidden>
        <bdi className="hp-cut">{name}</bdi>
        {lane.crowded > 0 && (
          <span className={styles['crowded']} title={text('view.gantt.crowded', { count: lane.crowded })}>
            +{lane.crowded}
          </span>
        )}
      </div>
    )
  })
}
