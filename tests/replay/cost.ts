import type { ReadyPrior } from '#core/personalization/ready-prior.ts'
import { openProduct } from './homeport.ts'
import type { ReplayedPerson } from './people.ts'

export interface Cost {
  /** Microseconds of every call. */
  readonly observe: readonly number[]
  readonly rank: readonly number[]
  /** Bytes of everybody's state at the end. */
  readonly bytes: readonly number[]
  readonly candidates: number
}

/** The same replay once more with a watch in hand; `observe` is counting and adapting, the ranking before it being known. */
export function measureCost(people: readonly ReplayedPerson[], priorOf: (person: ReplayedPerson) => ReadyPrior): Cost {
  const cost = { observe: [] as number[], rank: [] as number[], bytes: [] as number[], candidates: 0 }
  for (const person of people) {
    const product = openProduct(priorOf(person))
    let last = -1
    for (const step of person.steps) {
      const from = performance.now()
      const { ranked } = product.rank({ last, at: step.at, starts: step.starts })
      const between = performance.now()
      product.observe(step)
      const to = performance.now()
      cost.rank.push((between - from) * 1000)
      cost.observe.push((to - between) * 1000)
      cost.candidates = Math.max(cost.candidates, ranked.length)
      last = step.item
    }
    cost.bytes.push(Buffer.byteLength(JSON.stringify(product.learner.profile())))
  }
  return cost
}
