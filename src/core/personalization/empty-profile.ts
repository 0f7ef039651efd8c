import type { Profile } from './profile.ts'
import { noCounts } from './slots.ts'
import { firstSum, shippedWeights } from './weights.ts'

/** Somebody of whom nothing is known. */
export const emptyProfile: Profile = {
  v: 1,
  n: 0,
  at: 0,
  sessions: 0,
  items: [''],
  counts: noCounts,
  kinds: [],
  mix: { total: 0, rows: [] },
  trails: [
    { last: 0, before: 0, recent: [] },
    { last: 0, before: 0, recent: [] },
  ],
  weights: shippedWeights,
  drift: shippedWeights.map(() => firstSum),
}
