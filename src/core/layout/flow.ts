import type { Place } from '#contract/dashboard.ts'
import { byPosition, fitCell, readingOrder, sameCell, Skyline } from './grid.ts'

/** The first list when both place the same things in the same order, so that nothing is drawn again for nothing. */
const settled = (before: readonly Place[], after: readonly Place[]): readonly Place[] =>
  before.length === after.length && before.every((p, i) => p === after[i]) ? before : after

const lift = (place: Place, y: number): Place => (place.y === y ? place : { ...place, y })

/**
 * Lets everything float up: row by row, each place rises until it rests on something. Nothing overlaps, nothing leaves
 * the columns, the order is kept, and the answer does not depend on the order of the list. Sorting aside it is linear.
 */
export function flow(places: readonly Place[], columns: number): readonly Place[] {
  const skyline = new Skyline(columns)
  const flowed = readingOrder(places.map((p) => fitCell(p, columns))).map((place) => {
    const risen = lift(place, skyline.top(place.x, place.w))
    skyline.fill(risen)
    return risen
  })
  return settled(places, flowed.toSorted(byPosition))
}

/**
 * Where things go when one of them is put somewhere: it gets its cell (moved inside the columns), what is in the way goes
 * below it, what can rise rises. Only lifting everything up can move it from that cell. An unknown id is added.
 */
export function place(places: readonly Place[], moved: Place, columns: number): readonly Place[] {
  const before = places.find((p) => p.id === moved.id)
  const target = fitCell({ ...before, ...moved }, columns)
  const held = before && sameCell(before, target) ? before : target
  const foot = held.y + held.h
  const skyline = new Skyline(columns)
  const others = readingOrder(places.filter((p) => p.id !== moved.id).map((p) => fitCell(p, columns))).map((other) => {
    const top = skyline.top(other.x, other.w)
    const crosses = other.x < held.x + held.w && held.x < other.x + other.w && top < foot && top + other.h > held.y
    const put = lift(other, crosses ? foot : top)
    skyline.fill(put)
    return put
  })
  return settled(places, flow([...others, held], columns))
}

/** Cells that do not overlap stay; of those that do, the one further down goes below the other. */
function apart(held: readonly Place[], columns: number): readonly Place[] {
  const skyline = new Skyline(columns)
  return readingOrder(held.map((p) => fitCell(p, columns))).map((p) => {
    const put = lift(p, Math.max(p.y, skyline.top(p.x, p.w)))
    skyline.fill(put)
    return put
  })
}

/** First row from `top` on at which something of that height and width crosses none of the held cells. */
function below(held: readonly Place[], { x, w, h }: Place, top: number): number {
  // In reading order: passing one leads to those further down only.
  return held.reduce((y, p) => (x < p.x + p.w && p.x < x + w && y < p.y + p.h && y + h > p.y ? p.y + p.h : y), top)
}

/**
 * `place` for several at once: each gets its cell, all others go around them. Only lifting everything up can move one of them,
 * so none is ever pushed down by what is not among them. Unknown ids are added.
 */
export function placeAll(places: readonly Place[], held: readonly Place[], columns: number): readonly Place[] {
  if (held.length === 0) return places
  const known = new Map(places.map((p) => [p.id, p]))
  const ids = new Set(held.map((p) => p.id))
  const fixed = apart(
    held.map((p) => ({ ...known.get(p.id), ...p })),
    columns,
  ).map((p) => {
    const before = known.get(p.id)
    return before && sameCell(before, p) ? before : p
  })
  const skyline = new Skyline(columns)
  const others = readingOrder(places.filter((p) => !ids.has(p.id)).map((p) => fitCell(p, columns))).map((other) => {
    const put = lift(other, below(fixed, other, skyline.top(other.x, other.w)))
    skyline.fill(put)
    return put
  })
  return settled(places, flow([...others, ...fixed], columns))
}

/** The list without one place, the rest risen. */
export const without = (places: readonly Place[], id: string, columns: number): readonly Place[] => {
  const rest = places.filter((p) => p.id !== id)
  return rest.length === places.length ? places : flow(rest, columns)
}
