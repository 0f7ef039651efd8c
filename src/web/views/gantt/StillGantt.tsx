import { useMemo, useRef } from 'react'
import { timeTicks } from '#core/time/ticks.ts'
import { NowLine } from '#web/ui/NowLine.tsx'
import type { ViewProps } from '../view.ts'
import { Canvas } from './Canvas.tsx'
import { useInk } from './ink.ts'
import type { GanttOptions } from './options.ts'
import { contentHeight, placeLanes } from './place.ts'
import { planOf } from './shape.ts'
import { firstWindow, xOf } from './window.ts'
import styles from './Gantt.module.css'

const top = 14
/** A lane must be this high to be told from the next; further lanes are left out of the small picture. */
const leastLane = 7

/** A still picture of the Gantt: no names, no words, no stops. */
export function StillGantt({ frame, options, size, range, now, zone, title }: ViewProps<GanttOptions>) {
  const ref = useRef<HTMLElement>(null)
  const ink = useInk(ref)
  const full = useMemo(() => planOf(frame, options, now), [frame, options, now])
  const scene = useMemo(() => {
    const height = Math.max(1, size.height - top)
    const lanes = full.lanes.slice(0, Math.max(1, Math.floor(height / leastLane)))
    const tracks = lanes.reduce((sum, lane) => sum + Math.max(1, lane.tracks.length), 0)
    const lane = Math.min(26, Math.max(leastLane, height / Math.max(1, tracks)))
    const bar = Math.max(4, Math.min(12, Math.floor(lane - 2.5)))
    const plan = { ...full, lanes }
    const placement = placeLanes(lanes, { lane, bar })
    const view = { ...firstWindow(range, now, options.ahead), width: Math.max(1, size.width) }
    const ticks = timeTicks(view, zone, 5)
    const drawn = Math.min(height, contentHeight(placement))
    return { plan, placement, view, ticks, arrows: [], width: view.width, height: drawn, left: 0, scrollTop: 0, text: false, now }
  }, [full, size.width, size.height, range, now, zone, options.ahead])
  const x = xOf(scene.view, now)
  return (
    <figure ref={ref} className={styles['still']} dir="ltr" aria-label={title} style={{ width: size.width, height: size.height, paddingTop: top }}>
      <Canvas scene={scene} ink={ink} />
      {x >= 0 && x <= size.width && (
        <svg className={styles['overlay']} width={size.width} height={top + scene.height} aria-hidden>
          <NowLine x={x} y={1} height={top + scene.height - 1} />
        </svg>
      )}
    </figure>
  )
}
