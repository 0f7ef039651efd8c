import type { Bar, Plan } from './shape.ts'

/** A step of the keyboard through bars. */
export type Move = 'before' | 'after' | 'above' | 'below' | 'first' | 'last' | 'top' | 'bottom'

const moves: Readonly<Record<string, Move>> = { ArrowLeft: 'before', ArrowRight: 'after', ArrowUp: 'above', ArrowDown: 'below', Home: 'first', End: 'last' }

/** The move a key stands for; with Ctrl, Home and End go to the first and last lane. Time runs left to right in every language. */
export function moveOf(key: string, ctrl: boolean): Move | undefined {
  if (ctrl) return key === 'Home' ? 'top' : key === 'End' ? 'bottom' : undefined
  return moves[key]
}

/** The bar of a lane nearest in time to `bar`: the one it overlaps most, else the one with the smallest gap. */
function nearest(plan: Plan, lane: number, bar: Bar): number | undefined {
  const gap = (i: number): number => {
    const other = plan.bars[i]
    if (!other) return Infinity
    return Math.max(other.start, bar.start) - Math.min(other.end, bar.end)
  }
  return plan.lanes[lane]?.order.reduce<number | undefined>((best, i) => (best === undefined || gap(i) < gap(best) ? i : best), undefined)
}

/** Index of the bar a move leads to; the same bar where there is no further one. */
export function barAfter(plan: Plan, from: number, move: Move): number {
  const bar = plan.bars[from]
  if (!bar) return from
  const order = plan.lanes[bar.lane]?.order ?? []
  const last = plan.lanes.length - 1
  switch (move) {
    case 'before':
      return order[bar.place - 1] ?? from
    case 'after':
      return order[bar.place + 1] ?? from
    case 'first':
      return order[0] ?? from
    case 'last':
      return order.at(-1) ?? from
    case 'above':
      return bar.lane > 0 ? (nearest(plan, bar.lane - 1, bar) ?? from) : from
    case 'below':
      return bar.lane < last ? (nearest(plan, bar.lane + 1, bar) ?? from) : from
    case 'top':
      return nearest(plan, 0, bar) ?? from
    case 'bottom':
      return nearest(plan, last, bar) ?? from
    default:
      return move satisfies never
  }
}

/** Where the keyboard enters: the worst running bar inside the window, else the first inside it, else the first of all. */
export function entryBar(plan: Plan, window: { readonly from: number; readonly to: number }, rank: (bar: Bar) => number): number | undefined {
  let best: number | undefined
  let bestRank = -Infinity
  for (const [i, bar] of plan.bars.entries()) {
    if (bar.end < window.from || bar.start > window.to) continue
    const value = rank(bar) + (bar.running ? 10 : 0)
    if (value > bestRank) [best, bestRank] = [i, value]
  }
  return best ?? (plan.bars.length > 0 ? 0 : undefined)
}
