import { emptyProfile } from '#core/personalization/empty-profile.ts'
import { openLearner } from '#core/personalization/learner.ts'
import type { Learner } from '#core/personalization/learner.ts'
import type { Ranking } from '#core/personalization/next.ts'
import type { ReadyPrior } from '#core/personalization/ready-prior.ts'
import { keyOf, minuteOf } from './people.ts'
import type { Step } from './people.ts'
import type { Now, RivalKind } from './rival.ts'

export const productName = 'shipped constants (Homeport)'

/** The product's own engine, as the server runs it. */
export interface Product {
  readonly learner: Learner
  rank(now: Now): Ranking
  observe(step: Step): void
}

export function openProduct(prior: ReadyPrior): Product {
  const learner = openLearner(emptyProfile, prior)
  return {
    learner,
    rank: ({ at, last }) => learner.rank({ at: minuteOf(at), here: last < 0 ? undefined : keyOf(last) }),
    observe: ({ item, at }) => learner.observe([{ item: keyOf(item), at: minuteOf(at) }]),
  }
}

export const homeport: RivalKind = {
  name: productName,
  create({ items, prior }) {
    const product = openProduct(prior)
    const out = new Float64Array(items)
    return {
      scores(now) {
        out.fill(0)
        for (const { item, p } of product.rank(now).ranked) out[Number(item)] = p
        return out
      },
      observe: (step) => product.observe(step),
    }
  },
}
