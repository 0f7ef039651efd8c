import type { ReadyPrior } from '#core/personalization/ready-prior.ts'
import { settle } from '#core/personalization/settle.ts'
import type { Contender, Places } from '#core/personalization/settle.ts'
import { rankLanding } from '#core/personalization/landing.ts'
import { openProduct } from './homeport.ts'
import { keyOf, minuteOf } from './people.ts'
import type { ReplayedPerson } from './people.ts'
import { mfu } from './rivals/counting.ts'
import { accessRank } from './rivals/sequence.ts'
import { topOf } from './top.ts'

export interface StripResult {
  readonly n: number
  readonly hits: number
  /** Slots whose occupant gave way to another one. */
  readonly changes: number
  /** Of these, in slots filled by habit only. */
  readonly habitChanges: number
}

interface Moment {
  readonly contenders: readonly Contender[]
  readonly accessRank: readonly string[]
  readonly mfu: readonly string[]
  /** Asked only at the start of a session. */
  readonly habits: () => readonly Contender[]
  readonly here: string | undefined
  readonly starts: boolean
}

/** What stands in the eight slots next. */
type Policy = (places: Places, now: Moment) => Places

const size = 8
const fixed =
  (delta: number): Policy =>
  (places, { contenders, here }) =>
    settle(places, contenders, { size, pins: [], held: here, delta, mostSwaps: 1 })
const top = (contenders: readonly Contender[]): Places => contenders.slice(0, size).map((c) => c.item)

const halves: Policy = (places, { contenders, habits, here, starts }) => {
  const habit = starts
    ? settle(places.slice(0, 4), habits(), { size: 4, pins: [], delta: 0.25, mostSwaps: 4 })
    : Array.from({ length: 4 }, (_, i) => places[i] ?? null)
  const rest = contenders.filter((c) => !habit.includes(c.item))
  const held = here !== undefined && !habit.includes(here) ? here : undefined
  return [...habit, ...settle(places.slice(4), rest, { size: 4, pins: [], held, delta: 3, mostSwaps: 1 })]
}

export const policies: Readonly<Record<string, Policy>> = {
  'Homeport, re-sorted every step': (_, { contenders }) => top(contenders),
  'AccessRank, re-sorted': (_, now) => now.accessRank,
  'MFU, re-sorted': (_, now) => now.mfu,
  'Homeport, fixed slots, delta 1': fixed(1),
  'Homeport, fixed slots, delta 3 (the strip)': fixed(3),
  'Homeport, fixed slots, delta 10': fixed(10),
  '4 habit slots (session start only) + 4 context slots, delta 3': halves,
  'Homeport, changed only at session start': (places, { contenders, starts }) => (starts || places.length === 0 ? top(contenders) : places),
}
export const thePolicy = 'Homeport, fixed slots, delta 3 (the strip)'

const changed = (before: Places, after: Places, from: number, to: number): number => {
  let n = 0
  for (let slot = from; slot < to; slot += 1) if (before[slot] !== null && before[slot] !== undefined && before[slot] !== after[slot]) n += 1
  return n
}

/** First `most` events of one person, every policy on the same rankings. */
export function replayStrip(person: ReplayedPerson, prior: ReadyPrior, items: number, most = 1000): ReadonlyMap<string, StripResult> {
  const product = openProduct(prior)
  const rivals = [accessRank.create({ items, prior }), mfu.create({ items, prior })] as const
  const seen = new Float64Array(items)
  const state = new Map(Object.keys(policies).map((name) => [name, { places: [] as Places, n: 0, hits: 0, changes: 0, habitChanges: 0 }]))
  let last = -1
  person.steps.slice(0, most).forEach((step, i) => {
    const now = { last, at: step.at, starts: step.starts }
    const [byAccessRank, byMfu] = rivals.map((r) => topOf(r.scores(now), seen, size, last).map(keyOf))
    const moment: Moment = {
      contenders: product.rank(now).ranked.map(({ item, p }) => ({ item, worth: p })),
      accessRank: byAccessRank ?? [],
      mfu: byMfu ?? [],
      habits: () => rankLanding(product.learner.profile(), prior.prior, minuteOf(step.at)).map(({ item, score }) => ({ item, worth: score })),
      here: last < 0 ? undefined : keyOf(last),
      starts: step.starts,
    }
    for (const [name, s] of state) {
      const places = policies[name]?.(s.places, moment) ?? []
      s.n += 1
      s.changes += changed(s.places, places, 0, size)
      s.habitChanges += changed(s.places, places, 0, 4)
      s.places = places
    }
    if (step.scored) for (const s of state.values()) if (s.places.includes(keyOf(step.item))) s.hits += 1
    product.observe(step)
    for (const rival of rivals) rival.observe(step)
    seen[step.item] = i + 1
    last = step.item
  })
  const scored = person.steps.slice(0, most).filter((s) => s.scored).length
  return new Map(
    [...state].map(([name, s]) => [name, { n: scored, hits: s.hits, changes: s.changes / Math.max(1, s.n), habitChanges: s.habitChanges / Math.max(1, s.n) }]),
  )
}
