import { chance } from '#core/estate/chance.ts'
import { emptyProfile } from '#core/personalization/empty-profile.ts'
import { rankLanding, settleLanding } from '#core/personalization/landing.ts'
import { openLearner } from '#core/personalization/learner.ts'
import type { Learner } from '#core/personalization/learner.ts'
import type { Profile, Visit } from '#core/personalization/profile.ts'
import { readyPrior } from '#core/personalization/ready-prior.ts'
import { buildPrior, contributionOf } from '#core/personalization/seed.ts'
import { settleStrip } from '#core/personalization/strip.ts'
import { median } from './figures.ts'
import type { Figure } from './figures.ts'

const firstMinute = 29_000_000

/** Somebody at work: half of the steps follow a habit, the others go to items the likelier the smaller their number; a pause every thirty steps or so. */
function walk(seed: number, count: number, items: number): readonly Visit[] {
  const draw = chance(seed, 'bench', 'walk')
  let [at, item] = [firstMinute, 0]
  return Array.from({ length: count }, (_, n) => {
    at += draw.unit(n, 1) < 0.03 ? 45 : 1
    item = draw.unit(n, 2) < 0.5 ? (item * 7 + 3) % items : Math.floor(items * draw.unit(n, 3) ** 2)
    return { item: `dashboard:item-${item}`, at }
  })
}

const idsOf = (items: number): ReadonlySet<string> => new Set(Array.from({ length: items }, (_, i) => `dashboard:item-${i}`))
const priorOf = (items: number) =>
  buildPrior(
    'sre',
    Array.from({ length: 20 }, (_, person) => contributionOf(walk(person, 500, items))),
  )

interface Times {
  readonly observe: number
  readonly rank: number
}

/** Median microseconds of ranking, and of counting and adapting right after it. */
function timesOf(learner: Learner, visits: readonly Visit[], permitted: ReadonlySet<string>): Times {
  const observe: number[] = []
  const rank: number[] = []
  for (const visit of visits) {
    const from = performance.now()
    learner.rank({ at: visit.at }, permitted)
    const between = performance.now()
    learner.observe([visit])
    observe.push((performance.now() - between) * 1000)
    rank.push((between - from) * 1000)
  }
  return { observe: median(observe), rank: median(rank) }
}

/** A request: the stored profile is opened, landing and strip are ranked and settled. Milliseconds. */
function landingOnce(text: string, items: number, prior: ReturnType<typeof priorOf>): number {
  const permitted = idsOf(items)
  const ready = readyPrior(prior)
  const from = performance.now()
  const profile = JSON.parse(text) as Profile // Its own JSON.
  const at = firstMinute + 100_000
  settleLanding([], rankLanding(profile, prior, at, permitted), 8)
  settleStrip([], openLearner(profile, ready).rank({ at }, permitted).ranked, { pins: [] })
  return performance.now() - from
}

/** The engine alone: what a signal and a landing cost, and how much is kept. */
export function benchPersonalization(rounds: number): readonly Figure[] {
  const runs = [250, 1000].map((items) => {
    const prior = priorOf(items)
    const learner = openLearner(emptyProfile, readyPrior(prior))
    learner.observe(walk(99, 2000, items))
    const times = Array.from({ length: rounds }, (_, round) =>
      timesOf(
        learner,
        walk(100 + round, 1500, items).map((v) => ({ ...v, at: v.at + (round + 1) * 5000 })),
        idsOf(items),
      ),
    )
    return { items, prior, times }
  })
  const worker = openLearner(emptyProfile, readyPrior(priorOf(1000)))
  worker.observe(walk(7, 10_000, 1000))
  const text = JSON.stringify(worker.profile())
  const [small, large] = runs
  if (!small || !large) return []
  return [
    { what: 'personalization: learn a visit and adapt, 250 candidates', unit: 'µs', ours: small.times.map((t) => t.observe), target: { most: 5, of: 'value' } },
    { what: 'personalization: rank 250 candidates', unit: 'µs', ours: small.times.map((t) => t.rank), target: { most: 100, of: 'value' } },
    { what: 'personalization: rank 1,000 candidates', unit: 'µs', ours: large.times.map((t) => t.rank) },
    {
      what: 'personalization: landing and strip after 10,000 events, 1,000 candidates',
      unit: 'ms',
      ours: Array.from({ length: rounds }, () => landingOnce(text, 1000, large.prior)),
      target: { most: 30, of: 'value' },
    },
    {
      what: 'personalization: state after 10,000 events on 1,000 items',
      unit: 'KiB',
      ours: [Buffer.byteLength(text) / 1024],
      target: { most: 32, of: 'value' },
    },
  ]
}
