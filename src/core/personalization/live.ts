import { fastAt, gamma, midAt } from './decay.ts'
import { jsonBytes } from './packing.ts'
import type { Profile } from './profile.ts'
import { kindOf, mostBytes } from './profile.ts'
import { createRows } from './rows.ts'
import type { Rows, RowShape } from './rows.ts'
import { byUse, freeSlot, mostItems, openSlots, packSlots, slotBytes } from './slots.ts'
import type { Slots } from './slots.ts'

export const sessionGamma = 2 ** (-1 / 10)

const oneShape = { keyWidth: 2, slow: gamma.row, fast: gamma.now } as const satisfies RowShape
const skipShape = { keyWidth: 2, slow: gamma.row, fast: 0 } as const satisfies RowShape
const twoShape = { keyWidth: 4, slow: gamma.row, fast: 0 } as const satisfies RowShape
/** Key of a row by two slots. */
export const pairKey = (before: number, last: number): number => before * 4096 + last

const mostKinds = 8
const longestKind = 24
/** What everything but items and rows may take at most: numbers and weights at full length, and each kind its name and numbers. */
const fixed = { bytes: 1100, ofKind: 220 } as const
const mostItemBytes = 14_000

export interface LiveKind {
  readonly name: string
  n: number
  ticks: number
  fastTotal: number
  midTotal: number
  share: number
  readonly one: Rows
  readonly skip: Rows
  readonly two: Rows
}

export interface LiveTrail {
  last: number
  before: number
  recent: number[]
}

/** A profile taken apart for work. */
export interface Live {
  n: number
  at: number
  sessions: number
  readonly slots: Slots
  readonly kinds: LiveKind[]
  mixTotal: number
  readonly mix: Rows
  readonly trails: readonly LiveTrail[]
  readonly weights: number[]
  readonly drift: number[]
}

const newKind = (name: string): LiveKind => ({
  name,
  n: 0,
  ticks: 0,
  fastTotal: 0,
  midTotal: 0,
  share: 0,
  one: createRows(oneShape, []),
  skip: createRows(skipShape, []),
  two: createRows(twoShape, []),
})

export function openLive(profile: Profile): Live {
  const slots = openSlots(profile.items, profile.counts)
  const kinds = profile.kinds.map((k): LiveKind => ({
    ...k,
    name: k.kind,
    one: createRows(oneShape, k.one),
    skip: createRows(skipShape, k.skip),
    two: createRows(twoShape, k.two),
  }))
  for (let s = 1; s < slots.ids.length; s += 1) {
    slots.kind[s] = kindNumber(kinds, slots.ids[s] ?? '')
  }
  return {
    n: profile.n,
    at: profile.at,
    sessions: profile.sessions,
    slots,
    kinds,
    mixTotal: profile.mix.total,
    mix: createRows(skipShape, profile.mix.rows),
    trails: profile.trails.map((t) => ({ ...t, recent: [...t.recent] })),
    weights: [...profile.weights],
    drift: [...profile.drift],
  }
}

export function closeLive(live: Live): Profile {
  const { n, at, sessions, kinds, trails, weights } = live
  return {
    v: 1,
    n,
    at,
    sessions,
    ...packSlots(live.slots),
    kinds: kinds.map(({ name, n: visits, ticks, fastTotal, midTotal, share, one, skip, two }) => ({
      kind: name,
      n: visits,
      ticks,
      fastTotal,
      midTotal,
      share,
      one: one.pack(),
      skip: skip.pack(),
      two: two.pack(),
    })),
    mix: { total: live.mixTotal, rows: live.mix.pack() },
    trails: trails.map((t) => ({ ...t, recent: [...t.recent] })),
    weights: [...weights],
    drift: [...live.drift],
  }
}

/** Number of an item's kind among those there are; the first is for kinds without a name, with a silly one, or beyond the eighth. */
const kindNumber = (kinds: readonly LiveKind[], item: string): number =>
  Math.max(
    0,
    kinds.findIndex((k) => k.name === kindOf(item)),
  )

/** The same, with room made for a new kind. */
export function takeKind(live: Live, item: string): number {
  const name = kindOf(item)
  const known = live.kinds.findIndex((k) => k.name === name)
  if (known >= 0) return known
  if (live.kinds.length === 0) live.kinds.push(newKind(''))
  if (name === '' || live.kinds.length >= mostKinds || name.length > longestKind || jsonBytes(name) > longestKind + 2) return 0
  return live.kinds.push(newKind(name)) - 1
}

/** Leaves no counter of these items: their own, their rows, their entries in the rows of others. What they took of the totals goes with them. */
export function dropItems(live: Live, gone: ReadonlySet<number>): void {
  const { slots } = live
  for (const slot of gone) {
    const kind = live.kinds[slots.kind[slot] ?? 0]
    if (!kind) continue
    kind.n = Math.max(0, kind.n - (slots.count[slot] ?? 0) / 2)
    kind.midTotal = Math.max(0, kind.midTotal - Math.round(midAt(slots, slot, kind.ticks)))
    kind.fastTotal = Math.max(0, kind.fastTotal - Math.round(fastAt(slots, slot, kind.ticks)))
  }
  const without = (key: number): boolean => !gone.has(key % 4096) && !gone.has(Math.floor(key / 4096))
  const others = (item: number): boolean => !gone.has(item)
  for (const k of live.kinds) for (const table of [k.one, k.skip, k.two]) table.prune(without, others)
  live.mix.prune(without, () => true)
  for (const trail of live.trails) {
    trail.recent = trail.recent.filter((s) => !gone.has(s))
    if (gone.has(trail.last)) trail.last = 0
    if (gone.has(trail.before)) trail.before = 0
  }
  for (const slot of gone) freeSlot(slots, slot)
}

/** Enough of the least useful items that a fifth of their room is free again: making room is dear, so it is done seldom. */
function leastUseful(slots: Slots, justUsed: number): ReadonlySet<number> {
  const gone = new Set<number>()
  let [bytes, items] = [slots.bytes, slots.of.size]
  for (const slot of byUse(slots)) {
    if (bytes <= mostItemBytes * 0.8 && items <= mostItems * 0.8) break
    if (slot === justUsed) continue
    gone.add(slot)
    bytes -= slotBytes(slots.ids[slot]) - slotBytes(undefined)
    items -= 1
  }
  return gone
}

/** Keeps the state within its size: items used least and longest ago go first where they take too much, then the oldest row of the largest table. */
export function fit(live: Live, justUsed: number): void {
  const { slots } = live
  if (slots.of.size > mostItems || slots.bytes > mostItemBytes) dropItems(live, leastUseful(slots, justUsed))
  for (;;) {
    let bytes = fixed.bytes + fixed.ofKind * live.kinds.length + slots.bytes + live.mix.bytes
    let largest = live.mix
    for (const { two, skip, one } of live.kinds) {
      bytes += two.bytes + skip.bytes + one.bytes
      if (two.bytes > largest.bytes) largest = two
      if (skip.bytes > largest.bytes) largest = skip
      if (one.bytes > largest.bytes) largest = one
    }
    if (bytes <= mostBytes || !largest.dropOldest()) return
  }
}
