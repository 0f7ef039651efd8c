import { rankLanding, settleLanding } from '#core/personalization/landing.ts'
import type { ReadyPrior } from '#core/personalization/ready-prior.ts'
import type { Places } from '#core/personalization/settle.ts'
import { openProduct } from './homeport.ts'
import { keyOf, minuteOf } from './people.ts'
import type { ReplayedPerson, Step } from './people.ts'
import { dayParts, firefoxNew, mfu, mru } from './rivals/counting.ts'
import { roleNumbers } from './rivals/role.ts'
import { topOf } from './top.ts'

const size = 8
const fewest = 3

export interface SessionResult {
  /** Three or more distinct items: coverage counts. */
  readonly counts: boolean
  /** Share of the distinct items of the session that were on screen, by ranker. */
  readonly coverage: readonly number[]
  /** Slots whose occupant gave way to another one, by ranker. */
  readonly changes: readonly number[]
}

export const landingRankers = [
  'role share only',
  'MRU',
  'MFU',
  'Home Assistant day parts',
  'Firefox 147+',
  'next-item model (Homeport)',
  'sessions, half-life 10, + role x 2',
  'the same with delta 0.25 (the landing)',
] as const

/** Steps of each session, in order. */
export function sessionsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const sessions: Step[][] = []
  for (const step of steps) {
    if (step.starts) sessions.push([])
    sessions.at(-1)?.push(step)
  }
  return sessions
}

const changed = (before: Places, after: Places): number => before.filter((item, slot) => item !== null && item !== after[slot]).length

/** Every session of one person: what a landing made at its start would have shown. */
export function replayLandings(person: ReplayedPerson, prior: ReadyPrior, items: number): readonly SessionResult[] {
  const product = openProduct(prior)
  const rivals = [mru, mfu, dayParts, firefoxNew].map((kind) => kind.create({ items, prior }))
  const roleShare = roleNumbers(prior, items).sessions
  const seen = new Float64Array(items)
  const results: SessionResult[] = []
  let shown: readonly Places[] = landingRankers.map(() => [])
  let [last, n] = [-1, 0]
  for (const session of sessionsOf(person.steps)) {
    const at = session[0]?.at ?? 0
    const top = (scores: Float64Array): Places => topOf(scores, seen, size).map(keyOf)
    const ownLanding = rankLanding(product.learner.profile(), prior.prior, minuteOf(at))
    // No page is left out: a landing may well show what was used last.
    const next = product.learner.rank({ at: minuteOf(at), here: '-' }).ranked.slice(0, size)
    const places: readonly Places[] = [
      top(roleShare),
      ...rivals.map((r) => top(r.scores({ last, at, starts: true }))),
      next.map((r) => r.item),
      ownLanding.slice(0, size).map((r) => r.item),
      settleLanding(shown[7] ?? [], ownLanding, size),
    ]
    const used = [...new Set(session.map((s) => keyOf(s.item)))]
    results.push({
      counts: used.length >= fewest,
      coverage: places.map((p) => used.filter((item) => p.includes(item)).length / used.length),
      changes: places.map((p, i) => changed(shown[i] ?? [], p)),
    })
    shown = places
    for (const step of session) {
      product.observe(step)
      for (const rival of rivals) rival.observe(step)
      n += 1
      seen[step.item] = n
      last = step.item
    }
  }
  return results
}
