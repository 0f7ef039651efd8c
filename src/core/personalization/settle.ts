/** Places in a row; null is empty. Kept by the caller between two calls, because an occupant keeps its place. */
export type Places = readonly (string | null)[]

/** A pin is a person's own fact: this item stands in this slot. */
export interface Pin {
  readonly slot: number
  readonly item: string
}

export interface Contender {
  readonly item: string
  /** Score or probability; comparable within one call. */
  readonly worth: number
}

export interface Settling {
  readonly size: number
  readonly pins: readonly Pin[]
  /** Occupants that stay whatever they are worth. */
  readonly held?: string | undefined
  /** A newcomer must be worth more than (1 + delta) times the weakest occupant. */
  readonly delta: number
  readonly mostSwaps: number
}

/** Pins in their slots, every occupant that is still a contender in its own, everything else empty. */
function keepPlaces(places: Places, worth: ReadonlyMap<string, number>, { size, pins, held }: Settling): (string | null)[] {
  const pinned = new Map(pins.filter((p) => p.slot < size).map((p) => [p.slot, p.item] as const))
  const taken = new Set(pinned.values())
  return Array.from({ length: size }, (_, slot) => {
    const pin = pinned.get(slot)
    if (pin !== undefined) return pin
    const item = places[slot] ?? null
    if (item === null || taken.has(item) || (item !== held && !worth.has(item))) return null
    taken.add(item)
    return item
  })
}

/**
 * Keeps every occupant in its place: empty places are filled by the best, and a newcomer takes the place of the weakest unpinned occupant only when it is
 * clearly better. `ranked` is best first; what is not in it leaves, unless pinned or held.
 */
export function settle(places: Places, ranked: readonly Contender[], settling: Settling): Places {
  const worth = new Map(ranked.map((c) => [c.item, c.worth]))
  const now = keepPlaces(places, worth, settling)
  const newcomers = ranked.filter((c) => !now.includes(c.item) && c.item !== settling.held)
  for (const [slot, item] of now.entries()) if (item === null) now[slot] = newcomers.shift()?.item ?? null
  const pinned = new Set(settling.pins.map((p) => p.slot))
  for (let swaps = 0; swaps < settling.mostSwaps; swaps += 1) {
    const best = newcomers.shift()
    const weakest = weakestOf(now, worth, pinned, settling.held)
    if (!best || !weakest || !(best.worth > (1 + settling.delta) * weakest.worth)) break
    now[weakest.slot] = best.item
  }
  return now
}

function weakestOf(
  places: Places,
  worth: ReadonlyMap<string, number>,
  pinned: ReadonlySet<number>,
  held: string | undefined,
): { readonly slot: number; readonly worth: number } | undefined {
  let weakest: { readonly slot: number; readonly worth: number } | undefined
  places.forEach((item, slot) => {
    if (item === null || item === held || pinned.has(slot)) return
    const value = worth.get(item) ?? 0
    if (!weakest || value < weakest.worth) weakest = { slot, worth: value }
  })
  return weakest
}
