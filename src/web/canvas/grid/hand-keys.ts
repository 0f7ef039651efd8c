import type { Breakpoint, Dashboard, Place } from '#contract/dashboard.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { cellOf, sectionOf } from '#core/dashboard/section.ts'
import { layoutAt } from '#core/layout/derive.ts'
import { place } from '#core/layout/flow.ts'
import { columnsOf, sameCell } from '#core/layout/grid.ts'
import type { Size } from '#core/layout/grid.ts'
import { step } from '#core/layout/step.ts'
import type { Move } from '#core/layout/step.ts'
import type { Hand } from './hands.ts'

/** The grid a hand moves on. */
export interface Ground {
  readonly doc: Dashboard
  readonly breakpoint: Breakpoint
  readonly rtl: boolean
  readonly floorOf: (widget: string) => Size
}

const moving: Readonly<Record<string, Move>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }
const sizing: Readonly<Record<string, Move>> = { ArrowLeft: 'narrower', ArrowRight: 'wider', ArrowUp: 'shorter', ArrowDown: 'taller' }
const turned: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }

/** The step a key means: arrows follow the eye, so they turn round where columns count from the right. */
export function moveOf(key: string, shift: boolean, rtl: boolean): Move | undefined {
  const arrow = rtl ? (turned[key] ?? key) : key
  return (shift ? sizing : moving)[arrow]
}

/** Takes a widget up where it stands. */
export function takeUp(id: string, { doc, breakpoint }: Ground): Hand | undefined {
  const section = sectionOf(doc, id)
  const base = section && layoutAt(section, breakpoint)
  const at = base?.find((p) => p.id === id)
  return section && base && at && { id, section: section.id, by: 'keys', doing: 'move', base, places: base, at }
}

const placesOf = (doc: Dashboard, section: string, breakpoint: Breakpoint): readonly Place[] => {
  const it = doc.sections.find((s) => s.id === section)
  return it ? layoutAt(it, breakpoint) : []
}

/** One step of the keyboard. The same hand comes back when there is nowhere to go. */
export function stepHand(hand: Hand, move: Move, { doc, breakpoint, floorOf }: Ground): Hand {
  const columns = columnsOf[breakpoint]
  const guest = hand.over
  const before = guest ? place(placesOf(doc, guest.section, breakpoint), guest.wanted, columns) : hand.places
  const places = step(before, hand.id, move, columns, floorOf(hand.id))
  const at = places.find((p) => p.id === hand.id)
  if (!at || places === before) return hand
  const doing = move === 'left' || move === 'right' || move === 'up' || move === 'down' ? 'move' : 'resize'
  return guest ? { ...hand, doing, over: { section: guest.section, wanted: at } } : { ...hand, doing, places, at }
}

/** To the section before or after, at its top. Back home the widget is where it was taken up. */
export function toSection(hand: Hand, by: 1 | -1, { doc }: Ground): Hand {
  const now = hand.over?.section ?? hand.section
  const next = doc.sections[doc.sections.findIndex((s) => s.id === now) + by]
  if (!next) return hand
  const home = hand.base.find((p) => p.id === hand.id) ?? hand.at
  if (next.id === hand.section) return { ...hand, over: undefined, places: hand.base, at: home }
  return { ...hand, over: { section: next.id, wanted: { ...(hand.over?.wanted ?? hand.at), y: 0 } }, places: hand.base, at: home }
}

const sameLayout = (a: readonly Place[], b: readonly Place[]): boolean =>
  a.length === b.length && a.every((p) => b.some((q) => q.id === p.id && sameCell(p, q)))

/**
 * The edit that makes of a document what the hand shows: the intent (cell and size) where that says it all, every place
 * where a way of several steps led to something one step does not give. Undefined when nothing moved.
 */
export function editOf(hand: Hand, { breakpoint }: Ground): Edit | undefined {
  const { id, over, at, base, places, section } = hand
  if (over) return { do: 'moveWidget', id, breakpoint, to: cellOf(over.wanted), section: over.section }
  if (sameLayout(base, places)) return undefined
  const told = place(base, at, columnsOf[breakpoint])
  return sameLayout(told, places) ? { do: 'moveWidget', id, breakpoint, to: cellOf(at) } : { do: 'setLayout', section, breakpoint, places }
}
