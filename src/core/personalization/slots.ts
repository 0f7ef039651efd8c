import { jsonBytes, pack, unpack } from './packing.ts'

/** One visit in the fixed point of item counters. */
export const itemUnit = 1_000_000

/** Counters of one item. Columns of numbers by slot, because ranking walks through all of them. */
const widths = { count: 4, seq: 4, tick: 4, day: 3, session: 4, used: 1, mid: 4, fast: 4 } as const
type Column = keyof typeof widths
const columns = Object.entries(widths) as readonly (readonly [Column, number])[] // Keys of a literal.
const width = columns.reduce((sum, [, w]) => sum + w, 0)
export const mostItems = 400
/** Counters of the one slot that is always there: the start of a session. */
export const noCounts = 'A'.repeat(width)

export interface Slots extends Readonly<Record<Column, number[]>> {
  readonly ids: (string | undefined)[]
  readonly of: Map<string, number>
  readonly kind: number[]
  bytes: number
}

/** `count` and `used` are halves of a visit; `seq` is the number of the last visit, `tick` its number within the kind, `day` its day; `session`, `mid`, `fast` are in
 * `itemUnit`, the latter two as of that visit (`decay.ts`). */
export function openSlots(items: readonly (string | 0)[], counts: string): Slots {
  const slots: Slots = { ids: [], of: new Map(), kind: [], bytes: 0, count: [], seq: [], tick: [], day: [], session: [], used: [], mid: [], fast: [] }
  items.forEach((item, slot) => {
    slots.ids.push(item === 0 ? undefined : item)
    slots.kind.push(0)
    slots.bytes += slotBytes(item === 0 ? undefined : item)
    if (item !== 0 && slot > 0) slots.of.set(item, slot)
    let at = slot * width
    for (const [name, w] of columns) {
      slots[name].push(unpack(counts, at, w))
      at += w
    }
  })
  return slots
}

export const slotBytes = (item: string | undefined): number => width + 1 + (item === undefined ? 1 : jsonBytes(item))

export function packSlots(slots: Slots): { readonly items: readonly (string | 0)[]; readonly counts: string } {
  const items = slots.ids.map((id) => id ?? 0)
  return { items, counts: items.map((_, slot) => columns.map(([name, w]) => pack(slots[name][slot] ?? 0, w)).join('')).join('') }
}

/** Takes the lowest free slot, so that the same visits always give the same slots. */
export function takeSlot(slots: Slots, item: string, kind: number): number {
  const free = slots.ids.indexOf(undefined)
  const slot = free < 0 ? slots.ids.length : free
  slots.bytes += slotBytes(item) - (free < 0 ? 0 : slotBytes(undefined))
  clearSlot(slots, slot)
  slots.ids[slot] = item
  slots.kind[slot] = kind
  slots.of.set(item, slot)
  return slot
}

export function freeSlot(slots: Slots, slot: number): void {
  const item = slots.ids[slot]
  if (item === undefined || slot === 0) return
  slots.bytes += slotBytes(undefined) - slotBytes(item)
  slots.of.delete(item)
  clearSlot(slots, slot)
  // Free slots at the end are not written, so they must not count while learning either.
  while (slots.ids.length > 1 && slots.ids.at(-1) === undefined) {
    for (const column of [slots.ids, slots.kind, ...columns.map(([name]) => slots[name])]) column.pop()
    slots.bytes -= slotBytes(undefined)
  }
}

function clearSlot(slots: Slots, slot: number): void {
  slots.ids[slot] = undefined
  for (const [name] of columns) slots[name][slot] = 0
}

/** Slots in use, those used least and longest ago first. */
export const byUse = (slots: Slots): readonly number[] =>
  [...slots.of.values()].toSorted((a, b) => (slots.count[a] ?? 0) - (slots.count[b] ?? 0) || (slots.seq[a] ?? 0) - (slots.seq[b] ?? 0))
