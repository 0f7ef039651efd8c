import { sessionGamma } from './live.ts'
import type { Prior } from './prior.ts'
import { isSessionStart } from './profile.ts'
import type { Profile } from './profile.ts'
import { settle } from './settle.ts'
import type { Pin, Places } from './settle.ts'
import { itemUnit, openSlots } from './slots.ts'

/** The role's share weighs as much as two sessions of one's own. */
const roleSessions = 2
/** A winner must be a quarter better than what it replaces. */
const delta = 0.25

export interface LandingItem {
  readonly item: string
  /** Expected share of this person's next sessions that use it, 0 to 1. */
  readonly score: number
  /** How much of the score comes from the person's own sessions; the rest is the role's. */
  readonly own: number
}

interface Own {
  readonly c: number
  readonly seq: number
}

/** Decayed sessions by item; a session that is over by `at` counts although nothing came after it yet. */
function ownSessions(profile: Profile, at: number): { readonly of: ReadonlyMap<string, Own>; readonly z: number } {
  const slots = openSlots(profile.items, profile.counts)
  const over = isSessionStart(profile.at, at) && slots.used.some((u) => u > 0)
  const of = new Map<string, Own>()
  for (const [item, slot] of slots.of) {
    const c = (slots.session[slot] ?? 0) / itemUnit
    of.set(item, { c: over ? c * sessionGamma + (slots.used[slot] ?? 0) / 2 : c, seq: slots.seq[slot] ?? 0 })
  }
  return { of, z: over ? profile.sessions * sessionGamma + 1 : profile.sessions }
}

/**
 * What belongs on the first screen: share of sessions that use an item, half-life 10 sessions, sliding from the role to the person. Best first; ties go to the
 * more recent, then to the smaller id. Items nobody uses are left out.
 */
export function rankLanding(profile: Profile, prior: Prior, at: number, permitted?: ReadonlySet<string>): readonly LandingItem[] {
  const { of, z } = ownSessions(profile, at)
  const role = new Map(Object.entries(prior.sessions))
  const items = [...new Set([...of.keys(), ...role.keys()])].filter((item) => !permitted || permitted.has(item))
  const rows = items.map((item) => {
    const own = (of.get(item)?.c ?? 0) / (z + roleSessions)
    return { item, own, score: own + (roleSessions * (role.get(item) ?? 0)) / (z + roleSessions), seq: of.get(item)?.seq ?? 0 }
  })
  return rows
    .filter((r) => r.score > 0)
    .toSorted((a, b) => b.score - a.score || b.seq - a.seq || (a.item < b.item ? -1 : 1))
    .map(({ item, score, own }) => ({ item, score, own }))
}

/** The slots of a landing, to be asked at the start of a session only: everything keeps its place unless clearly beaten. */
export const settleLanding = (places: Places, ranked: readonly LandingItem[], size: number, pins: readonly Pin[] = []): Places =>
  settle(
    places,
    ranked.map(({ item, score }) => ({ item, worth: score })),
    { size, pins, delta, mostSwaps: size },
  )
