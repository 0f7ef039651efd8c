import type { Log, ReplayedPerson } from '../people.ts'
import type { Now, RivalKind } from '../rival.ts'
import type { ReadyPrior } from '#core/personalization/ready-prior.ts'
import { firstSum, shippedWeights } from '#core/personalization/weights.ts'
import { createFeatures, featureCount } from './features.ts'
import type { Candidate } from './features.ts'

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
        for (const c of features.look(now)) out[c.item] = c.p[TWO] ?? 0
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
    let weights: readonly number[] = Array.from({ length: 7 }, () => 1 / 7)
    let seen: readonly Candidate[] = []
    return {
      scores(now) {
        seen = features.look(now)
        out.fill(0)
        for (const c of seen) out[c.item] = c.p.reduce((sum, p, i) => sum + p * (weights[i] ?? 0), 0)
        return out
      },
      observe(step) {
        const chosen = seen.find((c) => c.item === step.item)
        if (chosen) {
          const raw = weights.map((w, i) => w * (chosen.p[i] ?? 0))
          const total = raw.reduce((x, y) => x + y, 0)
          if (total > 0) weights = raw.map((w) => (1 - given) * (w / total) + given / 7)
        }
        seen = []
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
function softmax(candidates: readonly Candidate[], weights: readonly number[]): readonly number[] {
  const scores = candidates.map((c) => c.f.reduce((sum, f, i) => sum + f * (weights[i] ?? 0), 0))
  const best = Math.max(...scores)
  const exp = scores.map((s) => Math.exp(s - best))
  const total = exp.reduce((x, y) => x + y, 0)
  return exp.map((e) => e / total)
}

function adapt({ weights, sums }: Drifting, candidates: readonly Candidate[], item: number, rate: number): void {
  const at = candidates.findIndex((c) => c.item === item)
  const chosen = candidates[at]
  if (!chosen) return
  const p = softmax(candidates, weights)
  for (let i = 0; i < featureCount; i += 1) {
    const g = (chosen.f[i] ?? 0) - candidates.reduce((sum, c, j) => sum + (p[j] ?? 0) * (c.f[i] ?? 0), 0)
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
      let seen: readonly Candidate[] = []
      return {
        scores(now: Now) {
          seen = features.look(now)
          out.fill(0)
          softmax(seen, own.weights).forEach((p, i) => (out[seen[i]?.item ?? 0] = p))
          return out
        },
        observe(step) {
          if (rate > 0) adapt(own, seen, step.item, rate)
          seen = []
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
