import type { Ranked } from './next.ts'
import { settle } from './settle.ts'
import type { Pin, Places } from './settle.ts'

export const stripSize = 8
/** A newcomer must be four times as likely as the occupant it replaces. */
const delta = 3

export interface StripMoment {
  readonly pins: readonly Pin[]
  /** The page the person is on keeps its slot. */
  readonly here?: string | undefined
  /** Pointer or focus is in the strip: nothing moves. */
  readonly frozen?: boolean | undefined
  /** What burns now, by the caller's order: shown first for as long as it is given here. */
  readonly urgent?: readonly string[] | undefined
}

export interface Strip {
  /** To be handed in next time. */
  readonly kept: Places
  /** To be drawn: the kept places with what is urgent in front of them. */
  readonly shown: Places
}

/** Eight stable slots; at most one occupant changes a step. `ranked` holds permitted items only, and pins and urgent items are permitted ones too. */
export function settleStrip(kept: Places, ranked: readonly Ranked[], moment: StripMoment): Strip {
  const contenders = ranked.map(({ item, p }) => ({ item, worth: p }))
  const settling = { size: stripSize, pins: moment.pins, held: moment.here, delta, mostSwaps: 1 }
  const places = moment.frozen ? stay(kept, new Set([...ranked.map((r) => r.item), moment.here ?? ''])) : settle(kept, contenders, settling)
  return { kept: places, shown: putFirst(places, moment.pins, moment.urgent ?? []) }
}

/** Only what may no longer be seen leaves. */
function stay(places: Places, visible: ReadonlySet<string>): Places {
  return Array.from({ length: stripSize }, (_, slot) => {
    const item = places[slot] ?? null
    return item !== null && visible.has(item) ? item : null
  })
}

/** Urgent items take the first unpinned slots; whoever stood there steps into the slot they leave free, if any, and is back when the urgency is over. */
function putFirst(places: Places, pins: readonly Pin[], urgent: readonly string[]): Places {
  const pinned = new Set(pins.map((p) => p.slot))
  const pinnedItems = new Set(pins.map((p) => p.item))
  const free = places.flatMap((_, slot) => (pinned.has(slot) ? [] : [slot]))
  const shown = [...places]
  const wanted = [...new Set(urgent)].filter((item) => !pinnedItems.has(item))
  wanted.slice(0, free.length).forEach((item, i) => {
    const slot = free[i] ?? 0
    const own = shown.indexOf(item)
    if (own >= 0) shown[own] = shown[slot] ?? null
    shown[slot] = item
  })
  return shown
}
