import type { Slots } from './slots.ts'

/** Gammas per visit (personalization.md section 3): how fast use, rows and the mix of kinds forget. */
export const gamma = { fast: 0.7, mid: 0.93, row: 0.95, now: 0.7 } as const

/** After so many visits of its kind a counter is less than its last digit. */
const horizon = 256
const powers = (base: number): Float64Array => Float64Array.from({ length: horizon + 1 }, (_, age) => (age < horizon ? base ** age : 0))
const midLeft = powers(gamma.mid)
const fastLeft = powers(gamma.fast)

/** Decayed use as of visit `ticks` of the kind, in `itemUnit`. What is written down is as of the item's own last visit, so that a visit changes one item only. */
export const midAt = (slots: Slots, slot: number, ticks: number): number =>
  (slots.mid[slot] ?? 0) * (midLeft[Math.min(ticks - (slots.tick[slot] ?? 0), horizon)] ?? 0)
export const fastAt = (slots: Slots, slot: number, ticks: number): number =>
  (slots.fast[slot] ?? 0) * (fastLeft[Math.min(ticks - (slots.tick[slot] ?? 0), horizon)] ?? 0)
