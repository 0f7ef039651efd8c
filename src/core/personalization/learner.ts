import { learnVisit, startSession, startsSession, expire, dayOf, trailOf } from './learn.ts'
import { closeLive, openLive } from './live.ts'
import type { Live } from './live.ts'
import { createRanker } from './next.ts'
import type { Ranking } from './next.ts'
import { kindOf } from './profile.ts'
import type { Profile, Visit } from './profile.ts'
import type { ReadyPrior } from './ready-prior.ts'
import { gradientOf } from './estimate.ts'
import type { Scored } from './estimate.ts'
import { createScorer } from './score.ts'
import type { Context } from './candidates.ts'
import { drift } from './weights.ts'

/** Where and when somebody looks for the next thing. */
export interface Moment {
  /** Minute since 1970. */
  readonly at: number
  /** The item they are on, never suggested; without it, the last one they visited, unless a session starts. */
  readonly here?: string | undefined
}

/**
 * A profile opened for work: owns its counters, so that learning a visit is a handful of additions. Nothing leaves it but values, and `profile()` is plain
 * JSON again; the profile it was opened from is not touched.
 */
export interface Learner {
  /**
   * Learns visits in order, a constant amount of work each; the same visits give the same profile, however they are split over calls and learners.
   * Repeats within a session, items in `never` (sensitive, muted) and ids that are empty or too long leave no trace.
   */
  observe(visits: readonly Visit[], never?: ReadonlySet<string>): void
  /** Best first, of what is permitted (without a set: everything) and was used by the person or is known to the role. */
  rank(moment: Moment, permitted?: ReadonlySet<string>): Ranking
  profile(): Profile
}

const longestItem = 200

/** Open one per request; the prior is laid out once per role by `readyPrior`. */
export function openLearner(profile: Profile, ready: ReadyPrior): Learner {
  const live = openLive(profile)
  const scorer = createScorer(live, ready)
  const ranker = createRanker(live, ready)
  /** What was scored last; nothing once something was learnt. */
  const cache: { context: Context | undefined; scored: Scored | undefined } = { context: undefined, scored: undefined }

  function score(context: Context): Scored {
    if (cache.scored === undefined || !isSame(cache.context, context)) cache.scored = scorer.score(context, live.weights)
    cache.context = context
    return cache.scored
  }

  /** The weights move towards what would have made the choice more likely; a choice nobody could have foreseen teaches nothing. */
  function adapt(item: string, told: string, slot: number | undefined, weight: number): void {
    const known = slot === undefined ? ready.of.get(item) : undefined
    if (slot === undefined && known === undefined) return
    const context = contextOf(live, told, false, undefined)
    const kind = slot === undefined ? told : (live.kinds[live.slots.kind[slot] ?? 0]?.name ?? '')
    const scored = cache.scored !== undefined && isSame(cache.context, context) ? cache.scored : scorer.score(context, live.weights, kind)
    const chosen = scored.item.indexOf(slot ?? -1 - (known ?? 0))
    if (chosen >= 0 && chosen < scored.size) drift(live.weights, live.drift, gradientOf(scored, chosen), weight)
    cache.scored = undefined
  }

  function observeOne({ item, at: told, weight = 1 }: Visit): void {
    const at = Math.max(told, live.at)
    if (dayOf(at) > dayOf(live.at)) {
      expire(live, dayOf(at))
      cache.scored = undefined
    }
    const starts = startsSession(live, at)
    if (starts) startSession(live)
    live.at = at
    const kind = kindOf(item)
    const slot = live.slots.of.get(item)
    const { last } = trailOf(live, kind)
    if (last > 0 && last === slot) return
    adapt(item, kind, slot, weight)
    learnVisit(live, item, slot, at, weight)
    cache.scored = undefined
  }

  return {
    observe(visits, never) {
      for (const visit of visits) if (isLearnable(visit, never)) observeOne(visit)
    },
    rank({ at, here }, permitted) {
      const context = contextOf(live, here === undefined ? '' : kindOf(here), startsSession(live, at), here)
      return ranker(score(context), context.roleLast, permitted)
    },
    profile: () => closeLive(live),
  }
}

const isSame = (a: Context | undefined, b: Context): boolean =>
  a !== undefined && a.last === b.last && a.before === b.before && a.here === b.here && a.roleLast === b.roleLast && a.recent[0] === b.recent[0]

const isLearnable = ({ item, at }: Visit, never: ReadonlySet<string> | undefined): boolean =>
  item !== '' && item.length <= longestItem && Number.isFinite(at) && at >= 0 && !never?.has(item)

/** Where the person is, from what they did last and what they are looking at. */
function contextOf(live: Live, kind: string, starts: boolean, told: string | undefined): Context {
  const { slots } = live
  const { last, before, recent } = trailOf(live, kind)
  const here = told ?? (starts ? undefined : slots.ids[recent[0] ?? 0])
  // What was used last is where the trail says; anything else is looked up.
  const hereSlot = here === undefined ? undefined : told === undefined ? recent[0] : (slots.of.get(told) ?? -1)
  const positions = hereSlot === recent[0] ? recent : [hereSlot ?? -1, ...recent.filter((s) => s !== hereSlot)]
  if (starts) return { last: 0, before: last === 0 ? before : last, roleLast: '', here, recent: positions }
  // Somewhere that was not learnt (learning is paused, the page is new): still a place to come from.
  if (told !== undefined && last !== 0 && hereSlot !== last) return { last: hereSlot ?? -1, before: last, roleLast: told, here, recent: positions }
  return { last, before, roleLast: slots.ids[last] ?? '', here, recent: positions }
}
