import { fastAt, gamma, midAt } from './decay.ts'
import { dropItems, fit, pairKey, sessionGamma, takeKind } from './live.ts'
import type { Live, LiveKind, LiveTrail } from './live.ts'
import { isSessionStart, minutesOfDay } from './profile.ts'
import { rowUnit } from './rows.ts'
import { itemUnit, takeSlot } from './slots.ts'

export const dayOf = (at: number): number => Math.floor(at / minutesOfDay)
export const trailOf = (live: Live, kind: string): LiveTrail => {
  const trail = live.trails[kind === 'widget' ? 1 : 0]
  if (!trail) throw new Error('a profile has two trails')
  return trail
}

/** The session before is over: every share of sessions one session older, and what it used a session more. */
function endSession(live: Live): void {
  const { slots } = live
  let any = false
  for (let s = 1; s < slots.ids.length; s += 1) any ||= (slots.used[s] ?? 0) > 0
  if (!any) return
  live.sessions = live.sessions * sessionGamma + 1
  for (let s = 1; s < slots.ids.length; s += 1) {
    slots.session[s] = Math.round((slots.session[s] ?? 0) * sessionGamma) + ((slots.used[s] ?? 0) * itemUnit) / 2
    slots.used[s] = 0
  }
}

/** After a pause of 30 minutes a session starts, which is a context of its own. */
export function startSession(live: Live): void {
  endSession(live)
  for (const trail of live.trails) {
    if (trail.last === 0) continue
    trail.before = trail.last
    trail.last = 0
  }
}

/** Days. */
export const [keptUntouched, keptFaint] = [90, 30] as const

/**
 * What was not touched for 90 days goes; so does, after the 30 days in which visits themselves are kept, a counter below a hundredth of a visit.
 * Runs when the day changes.
 */
export function expire(live: Live, today: number): void {
  const { slots, kinds } = live
  const old = new Set([...slots.of.values()].filter((s) => today - (slots.day[s] ?? 0) >= keptUntouched))
  if (old.size > 0) dropItems(live, old)
  for (const s of slots.of.values()) {
    if (today - (slots.day[s] ?? 0) >= keptFaint) {
      const ticks = kinds[slots.kind[s] ?? 0]?.ticks ?? 0
      if (midAt(slots, s, ticks) < itemUnit / 100) slots.mid[s] = 0
      if (fastAt(slots, s, ticks) < itemUnit / 100) slots.fast[s] = 0
      if ((slots.session[s] ?? 0) < itemUnit / 100) slots.session[s] = 0
    }
  }
  const young = (_key: number, row: { day: number }): boolean => today - row.day < keptUntouched
  for (const table of [live.mix, ...kinds.flatMap((k) => [k.one, k.skip, k.two])]) {
    table.prune(young, (_item, slow, row) => slow >= rowUnit / 100 || today - row.day < keptFaint)
  }
}

/** Use of an item, and of its kind, one visit on. */
function learnUse(live: Live, kind: LiveKind, slot: number, weight: number): void {
  const { slots } = live
  kind.ticks += 1
  kind.n += weight
  kind.midTotal = Math.round(kind.midTotal * gamma.mid) + weight * itemUnit
  kind.fastTotal = Math.round(kind.fastTotal * gamma.fast) + weight * itemUnit
  slots.mid[slot] = Math.round(midAt(slots, slot, kind.ticks)) + weight * itemUnit
  slots.fast[slot] = Math.round(fastAt(slots, slot, kind.ticks)) + weight * itemUnit
  slots.tick[slot] = kind.ticks
  slots.count[slot] = (slots.count[slot] ?? 0) + weight * 2
  slots.used[slot] = Math.max(slots.used[slot] ?? 0, weight * 2)
}

/** How often each kind is used, and which kind follows an item; nothing to learn while there is one kind only. */
function learnKind(live: Live, kind: number, last: number, weight: number, day: number): void {
  if (live.kinds.length <= 2) return
  for (const k of live.kinds) k.share = Math.round(k.share * gamma.mid)
  live.mixTotal = Math.round(live.mixTotal * gamma.mid) + weight * itemUnit
  const used = live.kinds[kind]
  if (used) used.share += weight * itemUnit
  live.mix.touch(last, kind, weight * rowUnit, day)
}

/** Counters of one visit that is none of a repeat; `known` is the item's slot, if it has one. A constant amount of work, however long the history. */
export function learnVisit(live: Live, item: string, known: number | undefined, at: number, weight: number): void {
  const { slots } = live
  const day = dayOf(at)
  const number = known === undefined ? takeKind(live, item) : (slots.kind[known] ?? 0)
  const kind = live.kinds[number]
  if (!kind) throw new Error('every item has a kind')
  const trail = trailOf(live, kind.name)
  const slot = known ?? takeSlot(slots, item, number)
  learnKind(live, number, trailOf(live, '').last, weight, day)
  learnUse(live, kind, slot, weight)
  live.n += 1
  slots.seq[slot] = live.n
  slots.day[slot] = day
  learnSteps(kind, trail, slot, weight * rowUnit, day)
  trail.before = trail.last
  trail.last = slot
  moveToFront(trail.recent, slot)
  fit(live, slot)
}

const mostRecent = 4

function moveToFront(recent: number[], slot: number): void {
  const at = recent.indexOf(slot)
  let i = at >= 0 ? at : Math.min(recent.length, mostRecent - 1)
  for (; i > 0; i -= 1) recent[i] = recent[i - 1] ?? 0
  recent[0] = slot
}

function learnSteps(kind: LiveKind, { last, before }: LiveTrail, slot: number, weight: number, day: number): void {
  kind.one.touch(last, slot, weight, day)
  kind.skip.touch(before, slot, weight, day)
  kind.two.touch(pairKey(before, last), slot, weight, day)
}

export const startsSession = (live: Live, at: number): boolean => live.n === 0 || isSessionStart(live.at, at)
