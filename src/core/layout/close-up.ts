import type { Place } from '#contract/dashboard.ts'
import { flow } from './flow.ts'
import { readingOrder } from './grid.ts'

/** Places in rows of one top edge. */
const rowsOf = (places: readonly Place[]): readonly (readonly Place[])[] => [...Map.groupBy(readingOrder(places), (p) => p.y).values()]

/** The same things side by side, as wide together as the grid, each as wide among them as before. */
function widened(row: readonly Place[], columns: number): readonly Place[] {
  const total = row.reduce((sum, p) => sum + p.w, 0)
  let before = 0
  return row.map((p) => {
    const x = Math.round((before * columns) / total)
    before += p.w
    return { ...p, x, w: Math.round((before * columns) / total) - x }
  })
}

/**
 * The layout without what cannot be shown: the rest of a row shares its room, and rows below rise. What a person placed (`held`) keeps
 * its columns and its size, and so does everything beside it. For drawing only, never stored. The same list when nothing is gone.
 */
export function closeUp(places: readonly Place[], gone: (id: string) => boolean, held: (id: string) => boolean, columns: number): readonly Place[] {
  if (!places.some((p) => gone(p.id))) return places
  const left = rowsOf(places).flatMap((row) => {
    const rest = row.filter((p) => !gone(p.id))
    const isTouched = rest.length < row.length && !rest.some((p) => held(p.id))
    // Something tall from a row above may reach into this one: then there is no room to share.
    const reach = (p: Place): boolean => places.some((other) => other.y < p.y && other.y + other.h > p.y && !gone(other.id))
    return isTouched && rest.length > 0 && !rest.some(reach) ? widened(rest, columns) : rest
  })
  return flow(left, columns)
}
