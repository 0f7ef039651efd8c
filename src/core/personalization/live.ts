import { jsonBytes } from './packing.ts'
import type { Profile } from './profile.ts'
import { kindOf, mostBytes } from './profile.ts'
import { createRows } from './rows.ts'
import type { Rows, RowShape } from './rows.ts'
import { freeSlot, leastUseful, mostItems, openSlots, packSlots } from './slots.ts'
import type { Slots } from './slots.ts'

/** Gammas per visit (personalization.md section 3): how fast use, rows and the mix of kinds forget. */
export const gamma = { fast: 0.7, mid: 0.93, row: 0.95, now: 0.7 } as const
export const sessionGamma = 2 ** (-1 / 10)

const oneShape = { keyWidth: 2, slow: gamma.row, fast: gamma.now } as const satisfies RowShape
const skipShape = { keyWidth: 2, slow: gamma.row, fast: 0 } as const satisfies RowShape
const twoShape = { keyWidth: 4, slow: gamma.row, fast: 0 } as const satisfies RowShape
/** Key of a row by two slots. */
export const pairKey = (before: number, last: number): number => before * 4096 + last

const mostKinds = 8
const longestKind = 24
/** What everything but items and rows may take: numbers, names of kinds, weights at full length. */
const fixedBytes = 3072
const mostItemBytes = 14_000

export interface LiveKind {
  readonly name: string
  n: number
  fastTotal: number
  midTotal: number
  share: number
  /** Slots whose decayed use is above nothing. */
  readonly decaying: number[]
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
  fastTotal: 0,
  midTotal: 0,
  share: 0,
  decaying: [],
  one: createRows(oneShape, []),
  skip: createRows(skipShape, []),
  two: createRows(twoShape, []),
})

export function openLive(profile: Profile): Live {
  const slots = openSlots(profile.items, profile.counts)
  const kinds = profile.kinds.map((k): LiveKind => ({
    ...k,
    name: k.kind,
    decaying: [],
    one: createRows(oneShape, k.one),
    skip: createRows(skipShape, k.skip),
    two: createRows(twoShape, k.two),
  }))
  for (let s = 1; s < slots.ids.length; s += 1) {
    const kind = kindNumber(kinds, slots.ids[s] ?? '')
    slots.kind[s] = kind
    if ((slots.mid[s] ?? 0) > 0) kinds[kind]?.decaying.push(s)
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
    kinds: kinds.map(({ name, n: visits, fastTotal, midTotal, share, one, skip, two }) => ({
      kind: name,
      n: visits,
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

export const tablesOf = (live: Live): readonly Rows[] => [live.mix, ...live.kinds.flatMap((k) => [k.two, k.skip, k.one])]

/** Leaves no counter of an item: its own, its rows, its entries in the rows of others. What it took of the totals goes with it. */
export function dropItem(live: Live, slot: number): void {
  const { slots } = live
  const kind = live.kinds[slots.kind[slot] ?? 0]
  if (kind) {
    kind.n = Math.max(0, kind.n - (slots.count[slot] ?? 0) / 2)
    kind.midTotal = Math.max(0, kind.midTotal - (slots.mid[slot] ?? 0))
    kind.fastTotal = Math.max(0, kind.fastTotal - (slots.fast[slot] ?? 0))
    if (kind.decaying.includes(slot)) kind.decaying.splice(kind.decaying.indexOf(slot), 1)
  }
  const without = (key: number): boolean => key % 4096 !== slot && Math.floor(key / 4096) !== slot
  for (const k of live.kinds) {
    k.one.prune(without, (item) => item !== slot)
    k.skip.prune(without, (item) => item !== slot)
    k.two.prune(without, (item) => item !== slot)
  }
  live.mix.prune(without, () => true)
  for (const trail of live.trails) {
    trail.recent = trail.recent.filter((s) => s !== slot)
    if (trail.last === slot) trail.last = 0
    if (trail.before === slot) trail.before = 0
  }
  freeSlot(slots, slot)
}

/** Keeps the state within its size: items used least and longest ago go first while they take too much, then the oldest row of the largest table. */
export function fit(live: Live, justUsed: number): void {
  const { slots } = live
  while (slots.of.size > mostItems || slots.bytes > mostItemBytes) dropItem(live, leastUseful(slots, justUsed))
  for (;;) {
    let [bytes, largest] = [fixedBytes + slots.bytes, live.mix]
    for (const k of live.kinds) {
      for (const table of [k.two, k.skip, k.one]) {
        bytes += table.bytes
        if (table.bytes > largest.bytes) largest = table
      }
    }
    bytes += live.mix.bytes
    if (bytes <= mostBytes || !largest.dropOldest()) return
  }
}
