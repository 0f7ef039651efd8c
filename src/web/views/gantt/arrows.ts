import { barRect } from './place.ts'
import type { Placement, Rect } from './place.ts'
import type { Plan } from './shape.ts'
import type { TimeView } from './window.ts'

export type Point = readonly [x: number, y: number]

/** An elbow from the end of one bar to the start of another, in plot and content pixels; the last point is the arrow's tip. */
export interface Arrow {
  readonly from: number
  readonly to: number
  readonly points: readonly Point[]
}

const stub = 8
/** Least run into the bar; below it the arrow goes around. */
const leastRun = 4

/** From the end of `a` straight to the height of `b` and into its start; around when `b` starts before `a` ends. */
export function elbow(a: Rect, b: Rect): readonly Point[] {
  const down = b.y + b.height / 2 >= a.y + a.height / 2
  const isMoment = a.width === a.height
  const x1 = isMoment ? a.x + a.width / 2 : a.x + a.width - 1
  const y1 = down ? a.y + a.height : a.y
  const y2 = b.y + b.height / 2
  const tip = b.x - 1
  const level = Math.abs(a.y + a.height / 2 - y2) < 1
  if (level && tip - (a.x + a.width) >= 2)
    return [
      [a.x + a.width, y2],
      [tip, y2],
    ]
  if (!level && tip - x1 >= leastRun)
    return [
      [x1, y1],
      [x1, y2],
      [tip, y2],
    ]
  const between = level ? a.y + a.height + 5 : down ? b.y - 4 : b.y + b.height + 4
  return [
    [x1, level ? a.y + a.height : y1],
    [x1, between],
    [tip - stub, between],
    [tip - stub, y2],
    [tip, y2],
  ]
}

/** More arrows than this are a thicket: then only those of the bar in hand are drawn. */
const mostArrows = 160

/** Arrows that touch the window of `height` at `top`; `held` is the bar in hand, if any. */
export function arrowsIn(
  plan: Plan,
  placement: Placement,
  view: TimeView,
  window: { readonly top: number; readonly height: number },
  held?: number,
): readonly Arrow[] {
  const ofHeld = plan.links.filter((l) => l.from === held || l.to === held)
  const all = plan.links.length > mostArrows * 20 ? ofHeld : plan.links
  const arrows = all.flatMap(({ from, to }): readonly Arrow[] => {
    const a = barRect(plan, placement, view, from)
    const b = barRect(plan, placement, view, to)
    if (!a || !b || !touches(a, b, view.width, window)) return []
    return [{ from, to, points: elbow(a, b) }]
  })
  return arrows.length > mostArrows ? arrows.filter((x) => x.from === held || x.to === held) : arrows
}

function touches(a: Rect, b: Rect, width: number, window: { readonly top: number; readonly height: number }): boolean {
  const left = Math.min(a.x, b.x)
  const right = Math.max(a.x + a.width, b.x + b.width)
  const top = Math.min(a.y, b.y)
  const bottom = Math.max(a.y + a.height, b.y + b.height)
  return right > 0 && left < width && bottom > window.top && top < window.top + window.height
}

/** Whether any leg of the arrow passes through the rectangle. */
export const crosses = (arrow: Arrow, rect: Rect): boolean =>
  arrow.points.some(([x, y], i) => {
    const [px, py] = arrow.points[i - 1] ?? [x, y]
    return (
      Math.max(x, px) >= rect.x - 2 &&
      Math.min(x, px) <= rect.x + rect.width + 2 &&
      Math.max(y, py) >= rect.y - 1 &&
      Math.min(y, py) <= rect.y + rect.height + 1
    )
  })
