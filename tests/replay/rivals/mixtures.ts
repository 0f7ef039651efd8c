import type { Log, ReplayedPerson } from '../people.ts'
import type { Now, RivalKind } from '../rival.ts'
import type { ReadyPrior } from '#core/personalization/ready-prior.ts'
import { firstSum, shippedWeights } from '#core/personalization/weights.ts'
import { createFeatures, featureCount, placeOf, shareCount } from './features.ts'
import type { Candidates } from './features.ts'

const TWO = 5

/** Order 2, backed by order 1, by one's own use and the role. */
export const backOff: RivalKind = {
  name: 'back-off order 2, user + role',
  create(setting) {
    const features = createFeatures(setting)
    const out = new Float64Array(setting.items)
    return {
      scores(now) {
        out.fill(0)
        const { size, item, p } = features.look(now)
        for (let n = 0; n < size; n += 1) out[item[n] ?? 0] = p[n * shareCount + TWO] ?? 0
        return out
      },
      observe: (step) => features.observe(step),
    }
  },
}

/** w_i <- (1 - a) w_i p_i(x*) / Z + a / m: the share that is given back keeps every component alive. */
const given = 0.02

/** Bayesian mixture of the seven probabilities with fixed share. */
export const bayes: RivalKind = {
  name: 'Bayesian mixture',
  create(setting) {
    const features = createFeatures(setting)
    const out = new Float64Array(setting.items)
    let weights: readonly number[] = Array.from({ length: shareCount }, () => 1 / shareCount)
    let seen: Candidates | undefined
    return {
      scores(now) {
        seen = features.look(now)
        out.fill(0)
        for (let n = 0; n < seen.size; n += 1) {
          let sum = 0
          for (let i = 0; i < shareCount; i += 1) sum += (seen.p[n * shareCount + i] ?? 0) * (weights[i] ?? 0)
          out[seen.item[n] ?? 0] = sum
        }
        return out
      },
      observe(step) {
        const chosen = seen ? placeOf(seen, step.item) : -1
        if (seen && chosen >= 0) {
          const { p } = seen
          const raw = weights.map((w, i) => w * (p[chosen * shareCount + i] ?? 0))
          const total = raw.reduce((x, y) => x + y, 0)
          if (total > 0) weights = raw.map((w) => (1 - given) * (w / total) + given / shareCount)
        }
        seen = undefined
        features.observe(step)
      },
    }
  },
}

interface Drifting {
  readonly weights: number[]
  readonly sums: number[]
}

/** exp(w . f) over the candidates, normalized. */
function softmax({ size, f }: Candidates, weights: readonly number[]): Float64Array {
  const exp = new Float64Array(size)
  let best = -Infinity
  for (let n = 0; n < size; n += 1) {
    let score = 0
    for (let i = 0; i < featureCount; i += 1) score += (f[n * featureCount + i] ?? 0) * (weights[i] ?? 0)
    exp[n] = score
    best = Math.max(best, score)
  }
  let total = 0
  for (let n = 0; n < size; n += 1) total += exp[n] = Math.exp((exp[n] ?? 0) - best)
  return exp.map((e) => e / total)
}

function adapt({ weights, sums }: Drifting, seen: Candidates, item: number, rate: number): void {
  const chosen = placeOf(seen, item)
  if (chosen < 0) return
  const { size, f } = seen
  const p = softmax(seen, weights)
  for (let i = 0; i < featureCount; i += 1) {
    let expected = 0
    for (let n = 0; n < size; n += 1) expected += (p[n] ?? 0) * (f[n * featureCount + i] ?? 0)
    const g = (f[chosen * featureCount + i] ?? 0) - expected
    if (g === 0) continue
    sums[i] = (sums[i] ?? 0) + g * g
    weights[i] = (weights[i] ?? 0) + (rate * g) / Math.sqrt(sums[i] ?? 1)
  }
}

/** Log-linear mix from the given weights; with `rate` 0 they stay. */
export function logLinear(name: string, weights: readonly number[], rate: number): RivalKind {
  return {
    name,
    create(setting) {
      const features = createFeatures(setting)
      const out = new Float64Array(setting.items)
      const own: Drifting = { weights: [...weights], sums: weights.map(() => firstSum) }
      let seen: Candidates | undefined
      return {
        scores(now: Now) {
          const found = features.look(now)
          seen = found
          out.fill(0)
          softmax(found, own.weights).forEach((p, n) => (out[found.item[n] ?? 0] = p))
          return out
        },
        observe(step) {
          if (rate > 0 && seen) adapt(own, seen, step.item, rate)
          seen = undefined
          features.observe(step)
        },
      }
    },
  }
}

/** Weights fitted to the people of the development fold: AdaGrad through their events twice from the shipped ones, the mean of the second time. */
export function fitWeights(log: Log, people: readonly ReplayedPerson[], priorOf: (person: ReplayedPerson) => ReadyPrior): readonly number[] {
  const shared: Drifting = { weights: [...shippedWeights], sums: shippedWeights.map(() => firstSum) }
  const mean = shippedWeights.map(() => 0)
  let n = 0
  for (const round of [0, 1]) {
    for (const person of people) {
      const features = createFeatures({ items: log.items.length, prior: priorOf(person) })
      let last = -1
      for (const step of person.steps) {
        if (step.scored) adapt(shared, features.look({ last, at: step.at, starts: step.starts }), step.item, 0.05)
        features.observe(step)
        last = step.item
        if (round === 0) continue
        n += 1
        shared.weights.forEach((w, i) => (mean[i] = (mean[i] ?? 0) + (w - (mean[i] ?? 0)) / n))
      }
    }
  }
  return n === 0 ? shippedWeights : mean
}
