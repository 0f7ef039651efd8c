import { closeLive, dropItems, openLive } from './live.ts'
import { expire, dayOf } from './learn.ts'
import type { Profile } from './profile.ts'

/**
 * Leaves no trace of an item: no counter, no row, no name. Shares of everything else become what they are without it. The eleven weights stay; they say how a
 * person moves, never where.
 */
export function forget(profile: Profile, item: string): Profile {
  const live = openLive(profile)
  const slot = live.slots.of.get(item)
  if (slot === undefined) return profile
  const kind = live.slots.kind[slot] ?? 0
  dropItems(live, new Set([slot]))
  const isLast = !live.slots.kind.some((k, s) => s > 0 && k === kind && live.slots.ids[s] !== undefined)
  if (isLast) {
    const emptied = live.kinds[kind]
    live.mixTotal = Math.max(0, live.mixTotal - (emptied?.share ?? 0))
    if (emptied) Object.assign(emptied, { n: 0, ticks: 0, midTotal: 0, fastTotal: 0, share: 0 })
    live.mix.prune(
      () => true,
      (k) => k !== kind,
    )
  }
  return closeLive(live)
}

/** Drops what was not touched for 90 days, and faint counters after 30; for people who no longer come. `at` is the minute since 1970. */
export function expireProfile(profile: Profile, at: number): Profile {
  const live = openLive(profile)
  expire(live, dayOf(at))
  return closeLive(live)
}
