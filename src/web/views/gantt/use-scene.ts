import { useMemo } from 'react'
import { timeTicks } from '#core/time/ticks.ts'
import type { ViewProps } from '../view.ts'
import { arrowsIn } from './arrows.ts'
import type { Scene } from './draw.ts'
import type { Ink } from './ink.ts'
import type { GanttOptions } from './options.ts'
import { contentHeight, placeLanes } from './place.ts'
import type { Plan } from './shape.ts'
import { useTimeWindow } from './use-window.ts'
import type { TimeWindow } from './use-window.ts'
import { firstWindow } from './window.ts'

export const axisHeight = 20
const noteHeight = 16
/** Column of names: 108 px, more in wide drawings where names need it, less in narrow ones. */
const labelWidth = { usual: 108, share: 0.22, narrowShare: 0.34, most: 200, perLetter: 6.4, air: 14 } as const
/** Room to the right of the plot; wider where lanes scroll, for the scroll bar. */
const rightRoom = { still: 10, scrolling: 16 } as const
/** Pixels a time label needs, with air. */
const perTick = 46

const defaultMetrics = { lane: 26, bar: 14 } as const

export interface GanttScene {
  readonly scene: Scene
  readonly time: TimeWindow
}

function nameColumn(plan: Plan, width: number): number {
  const longest = plan.lanes.reduce((most, lane) => Math.max(most, lane.label.length), 0)
  const needed = Math.min(Math.ceil(longest * labelWidth.perLetter + labelWidth.air), labelWidth.most, Math.round(width * labelWidth.share))
  return Math.min(Math.max(labelWidth.usual, needed), Math.round(width * labelWidth.narrowShare))
}

/** Everything that has to be known to draw: lanes placed, time window, ticks, arrows; worked out again only where it changed. */
export function useScene(props: ViewProps<GanttOptions>, plan: Plan, ink: Ink | undefined, scrollTop: number, held: number | undefined): GanttScene {
  const { size, range, now, zone, options } = props
  const base = useMemo(() => firstWindow(range, now, options.ahead), [range, now, options.ahead])
  const time = useTimeWindow(base, plan.extent)
  const metrics = ink?.metrics ?? defaultMetrics
  const placement = useMemo(() => placeLanes(plan.lanes, metrics), [plan.lanes, metrics])
  const height = Math.max(1, size.height - axisHeight - (plan.skipped > 0 ? noteHeight : 0))
  const left = useMemo(() => nameColumn(plan, size.width), [plan, size.width])
  const right = contentHeight(placement) > height ? rightRoom.scrolling : rightRoom.still
  const width = Math.max(1, size.width - left - right)
  const { from, to } = time.shown
  const view = useMemo(() => ({ from, to, width }), [from, to, width])
  const ticks = useMemo(() => timeTicks({ from, to }, zone, Math.max(2, Math.min(8, Math.floor(width / perTick)))), [from, to, zone, width])
  const arrows = useMemo(
    () => (options.arrows ? arrowsIn(plan, placement, view, { top: scrollTop, height }, held) : []),
    [options.arrows, plan, placement, view, scrollTop, height, held],
  )
  const scene = useMemo(
    () => ({ plan, placement, view, ticks, arrows, width: size.width, height, left, scrollTop, text: options.text, now }),
    [plan, placement, view, ticks, arrows, size.width, height, left, scrollTop, options.text, now],
  )
  return { scene, time }
}
