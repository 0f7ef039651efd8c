import type { Breakpoint, Place } from '#contract/dashboard.ts'
import { flow, place } from '../layout/flow.ts'
import { columnsOf, readingOrder, sameCell } from '../layout/grid.ts'
import type { Size } from '../layout/grid.ts'
import { fitPlaces } from './section.ts'
import { same } from './three-way.ts'
import type { Three } from './three-way.ts'

type Places = ReadonlyMap<string, Place>
const byId = (places: readonly Place[]): Places => new Map(places.map((p) => [p.id, p]))
const reshaped = (a: Place, b: Place): boolean => a.x !== b.x || a.w !== b.w || a.h !== b.h

/** Widgets that a side put somewhere else or gave another size, apart from those that were only pushed or rose. */
export function movedBy(base: readonly Place[], side: readonly Place[], breakpoint: Breakpoint): ReadonlySet<string> {
  const columns = columnsOf[breakpoint]
  const inBase = byId(base)
  const inSide = byId(side)
  // Without what was added or taken away, rows that shifted because of it are back where they were.
  const before = flow(
    base.filter((p) => inSide.has(p.id)),
    columns,
  )
  const after = flow(
    side.filter((p) => inBase.has(p.id)),
    columns,
  )
  const was = byId(before)
  const at = (p: Place): Place => was.get(p.id) ?? p
  const shaped = after.filter((p) => reshaped(p, at(p)))
  const shifted = after.filter((p) => !reshaped(p, at(p)) && p.y !== at(p).y)
  const strong = new Set(shaped.map((p) => p.id))
  if (shifted.length === 0) return strong
  const replayed = (moves: readonly Place[]): boolean => {
    const now = byId(readingOrder(moves).reduce<readonly Place[]>((all, p) => place(all, p, columns), before))
    return after.every((p) => sameCell(p, now.get(p.id) ?? p))
  }
  if (replayed(shaped)) return strong
  // Two that changed places: either may have been the one that was moved, so both count.
  const alone = shifted.slice(0, 20).filter((p) => replayed([...shaped, p]))
  return new Set([...strong, ...(alone.length > 0 ? alone : shifted).map((p) => p.id)])
}

interface Side {
  readonly places: Places
  readonly moved: ReadonlySet<string>
}

/** How far the rows around a place of one side were shifted by what the other side did above. */
function shiftAt(target: Place, side: Side, settled: Places): number {
  let nearest: Place | undefined
  for (const p of side.places.values()) {
    if (!settled.has(p.id) || p.y > target.y) continue
    if (!nearest || p.y > nearest.y || (p.y === nearest.y && Math.abs(p.x - target.x) < Math.abs(nearest.x - target.x))) nearest = p
  }
  return nearest ? (settled.get(nearest.id)?.y ?? nearest.y) - nearest.y : 0
}

export interface PlaceConflict {
  readonly id: string
  readonly mine: Place
  readonly theirs: Place
}

/**
 * Both sides changed the layout. What nobody moved stands as low as either side shows it, what one side moved or added
 * stands where it was put, along with the rows around it; then everything rises. Both moved the same thing: mine stands.
 */
function bothChanged(
  lists: Three<readonly Place[]>,
  ids: readonly string[],
  breakpoint: Breakpoint,
): { readonly places: readonly Place[]; readonly conflicts: readonly PlaceConflict[] } {
  const mine: Side = { places: byId(lists.mine), moved: movedBy(lists.base, lists.mine, breakpoint) }
  const theirs: Side = { places: byId(lists.theirs), moved: movedBy(lists.base, lists.theirs, breakpoint) }
  const inBase = byId(lists.base)
  const settled = new Map<string, Place>()
  const placed: { readonly place: Place; readonly side: Side }[] = []
  const conflicts: PlaceConflict[] = []
  for (const id of ids) {
    const m = mine.places.get(id)
    const t = theirs.places.get(id)
    if (m && t) {
      const mineMoved = mine.moved.has(id) || !inBase.has(id)
      const theirsMoved = theirs.moved.has(id) || !inBase.has(id)
      if (!mineMoved && !theirsMoved) settled.set(id, { ...m, y: Math.max(m.y, t.y) })
      else if (mineMoved && theirsMoved && !same(m, t)) conflicts.push({ id, mine: m, theirs: t })
      if (mineMoved) placed.push({ place: m, side: mine })
      else if (theirsMoved) placed.push({ place: t, side: theirs })
    } else if (m) placed.push({ place: m, side: mine })
    else if (t) placed.push({ place: t, side: theirs })
  }
  const shifted = placed.map((it) => ({ ...it.place, y: it.place.y + shiftAt(it.place, it.side, settled) }))
  return { places: flow([...settled.values(), ...shifted], columnsOf[breakpoint]), conflicts }
}

/** The places of one section at one breakpoint, for exactly the widgets `ids`. Absent lists are of a side that has no such section. */
export function mergePlaces(
  { base = [], mine, theirs }: Three<readonly Place[] | undefined>,
  ids: readonly string[],
  breakpoint: Breakpoint,
  sizeOf: (id: string) => Size,
): { readonly places: readonly Place[]; readonly conflicts: readonly PlaceConflict[] } {
  if (mine && theirs && !same(mine, theirs) && !same(mine, base) && !same(theirs, base)) {
    const { places, conflicts } = bothChanged({ base, mine, theirs }, ids, breakpoint)
    return { places: fitPlaces(places, ids, breakpoint, sizeOf), conflicts }
  }
  const chosen = mine && theirs ? (same(theirs, base) ? mine : theirs) : (mine ?? theirs ?? [])
  const has = byId(chosen)
  const others = byId([...(theirs ?? []), ...(mine ?? [])])
  const missing = ids.flatMap((id) => (has.has(id) ? [] : (others.get(id) ?? [])))
  const complete = missing.length > 0 ? flow([...chosen, ...missing], columnsOf[breakpoint]) : chosen
  return { places: fitPlaces(complete, ids, breakpoint, sizeOf), conflicts: [] }
}
