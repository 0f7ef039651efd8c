import type { Place } from '#contract/dashboard.ts'
import { flow, place, without } from './flow.ts'
import { sameCell } from './grid.ts'
import type { Size } from './grid.ts'

export type Move = 'left' | 'right' | 'up' | 'down' | 'wider' | 'narrower' | 'taller' | 'shorter'

const sideways = (a: Place, b: Place): boolean => a.x < b.x + b.w && b.x < a.x + a.w

function same(a: readonly Place[], b: readonly Place[]): boolean {
  const cells = new Map(b.map((p) => [p.id, p]))
  return a.every((p) => {
    const other = cells.get(p.id)
    return other !== undefined && sameCell(p, other)
  })
}

/** Rows worth trying, nearest first: one row further changes nothing as long as everything rises again. */
function rowsToTry(places: readonly Place[], it: Place, move: 'up' | 'down', columns: number): readonly number[] {
  const inTheWay = without(places, it.id, columns).filter((p) => sideways(p, it))
  return move === 'down'
    ? [...new Set(inTheWay.map((p) => p.y + p.h))].filter((y) => y > it.y).toSorted((a, b) => a - b)
    : [...new Set(inTheWay.map((p) => p.y))].filter((y) => y < it.y).toSorted((a, b) => b - a)
}

function target(it: Place, move: Exclude<Move, 'up' | 'down'>, columns: number, least: Size): Place {
  switch (move) {
    case 'left':
      return { ...it, x: it.x - 1 }
    case 'right':
      return { ...it, x: it.x + 1 }
    case 'wider':
      // At the far edge it grows towards the near one.
      return it.x + it.w < columns ? { ...it, w: it.w + 1 } : { ...it, x: Math.max(0, it.x - 1), w: Math.min(columns, it.w + 1) }
    case 'narrower':
      return { ...it, w: Math.max(Math.min(it.w, least.w), it.w - 1) }
    case 'taller':
      return { ...it, h: it.h + 1 }
    case 'shorter':
      return { ...it, h: Math.max(Math.min(it.h, least.h), it.h - 1) }
    default:
      return move satisfies never
  }
}

/**
 * One keyboard step. Sideways and sizes go by one cell; up and down go to the next row that makes a difference, past
 * the neighbour. The same list comes back when there is nowhere to go.
 */
export function step(places: readonly Place[], id: string, move: Move, columns: number, least: Size = { w: 1, h: 1 }): readonly Place[] {
  const now = flow(places, columns)
  const it = now.find((p) => p.id === id)
  if (!it) return places
  const tries = move === 'up' || move === 'down' ? rowsToTry(now, it, move, columns).map((y) => ({ ...it, y })) : [target(it, move, columns, least)]
  for (const to of tries) {
    const next = place(now, to, columns)
    if (!same(next, now)) return next
  }
  return places
}
