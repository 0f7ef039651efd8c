import type { LiveKind } from './live.ts'
import { rowUnit } from './rows.ts'
import type { Row } from './rows.ts'
import { itemUnit } from './slots.ts'
import { logTerms } from './weights.ts'

/** Smoothing (personalization.md section 3): how many visits the next coarser estimate is worth. */
export const kappa = { one: 4, two: 2, skip: 4, mix: 4 } as const
const floor = 1e-5
/** Visits after which a person's own habits weigh as much as their role's transitions. */
const halfOwn = 200

/** Numbers known of an item before anything is estimated. */
export const evidenceWidth = 8
/** Logarithms and marks: second, third, fourth most recent, never used. */
export const termCount = logTerms + 4

/** Everything that could be next, with the terms of its score, laid out in columns; the columns are overwritten by the next scoring. */
export interface Scored {
  size: number
  /** Slot, or -1 - number in the prior for what only the role knows. */
  readonly item: number[]
  /** Number of the kind, in `kindNames`. */
  readonly kind: number[]
  /** Logarithms, `logTerms` for each. */
  logs: Float64Array
  /** 1, 2, 3 for the second to fourth most recent item; 4 for never used. */
  readonly mark: number[]
  /** What is known of it: 1 came next from here before, 2 was used, 4 colleagues do it from here, 8 colleagues use it. */
  readonly known: number[]
  /** exp(score - the best score of the kind). */
  exp: Float64Array
  /** Sum of exp by kind, and what is to be expected of every term. */
  readonly sums: number[]
  readonly expected: Float64Array[]
  kindNames: readonly string[]
  readonly kindShare: number[]
  /** Room for one gradient. */
  readonly gradient: Float64Array
}

interface Counted {
  readonly kind: LiveKind | undefined
  readonly one: Row | undefined
  readonly skip: Row | undefined
  readonly two: Row | undefined
  readonly roleTotal: number
}

/**
 * The seven probabilities of every item from `first` on, each backed by the next coarser one, as logarithms. The evidence of an item stands side by side: decayed
 * use (mid, fast), rows (one, now, skip, two), the role (use, after).
 */
export function estimate(
  { logs, size }: Scored,
  first: number,
  evidence: Float64Array,
  { kind, one: ofOne, skip: ofSkip, two: ofTwo, roleTotal }: Counted,
): void {
  const tiny = floor
  const [unit, ones, twos, skips] = [itemUnit, kappa.one * rowUnit, kappa.two * rowUnit, kappa.skip * rowUnit]
  const midTotal = (kind?.midTotal ?? 0) + unit
  const fastTotal = (kind?.fastTotal ?? 0) + unit
  const oneTotal = (ofOne?.slowTotal ?? 0) + ones
  const nowTotal = (ofOne?.fastTotal ?? 0) + ones
  const skipTotal = (ofSkip?.slowTotal ?? 0) + skips
  const twoTotal = (ofTwo?.slowTotal ?? 0) + twos
  const roleWhole = roleTotal + 1
  const n = kind?.n ?? 0
  const ownShare = n / (n + halfOwn)
  const roleShare = 1 - ownShare
  for (let i = first, at = first * logTerms, e = first * evidenceWidth; i < size; i += 1, at += logTerms, e += evidenceWidth) {
    const use = evidence[e + 6] ?? 0
    const mid = ((evidence[e] ?? 0) + unit * use) / midTotal
    const fast = ((evidence[e + 1] ?? 0) + unit * mid) / fastTotal
    const role = ((evidence[e + 7] ?? 0) + use) / roleWhole
    const base = ownShare * mid + roleShare * role
    const one = ((evidence[e + 2] ?? 0) + ones * base) / oneTotal
    logs[at] = Math.log(fast + tiny)
    logs[at + 1] = Math.log(mid + tiny)
    logs[at + 2] = Math.log(one + tiny)
    logs[at + 3] = Math.log(((evidence[e + 3] ?? 0) + ones * base) / nowTotal + tiny)
    logs[at + 4] = Math.log(((evidence[e + 4] ?? 0) + skips * mid) / skipTotal + tiny)
    logs[at + 5] = Math.log(((evidence[e + 5] ?? 0) + twos * one) / twoTotal + tiny)
    logs[at + 6] = Math.log(role + tiny)
  }
}

/**
 * Scores from `first` on become exp(score - best); gives their sum, and the mean of every term under these probabilities. Written out term by term: this and
 * the logarithms are most of what a suggestion costs.
 */
export function exponentiate(scored: Scored, first: number, weights: readonly number[], expected: Float64Array): number {
  const { logs, mark, exp, size } = scored
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0, w4 = 0, w5 = 0, w6 = 0] = weights
  let best = -Infinity
  for (let i = first, at = first * logTerms; i < size; i += 1, at += logTerms) {
    const marked = mark[i] ?? 0
    let score = marked > 0 ? (weights[logTerms - 1 + marked] ?? 0) : 0
    score += w0 * (logs[at] ?? 0)
    score += w1 * (logs[at + 1] ?? 0)
    score += w2 * (logs[at + 2] ?? 0)
    score += w3 * (logs[at + 3] ?? 0)
    score += w4 * (logs[at + 4] ?? 0)
    score += w5 * (logs[at + 5] ?? 0)
    score += w6 * (logs[at + 6] ?? 0)
    exp[i] = score
    if (score > best) best = score
  }
  let sum = 0
  let [e0, e1, e2, e3, e4, e5, e6] = [0, 0, 0, 0, 0, 0, 0]
  expected.fill(0)
  for (let i = first, at = first * logTerms; i < size; i += 1, at += logTerms) {
    const value = Math.exp((exp[i] ?? 0) - best)
    exp[i] = value
    sum += value
    e0 += value * (logs[at] ?? 0)
    e1 += value * (logs[at + 1] ?? 0)
    e2 += value * (logs[at + 2] ?? 0)
    e3 += value * (logs[at + 3] ?? 0)
    e4 += value * (logs[at + 4] ?? 0)
    e5 += value * (logs[at + 5] ?? 0)
    e6 += value * (logs[at + 6] ?? 0)
    const marked = mark[i] ?? 0
    if (marked > 0) expected[logTerms - 1 + marked] = (expected[logTerms - 1 + marked] ?? 0) + value
  }
  expected.set([e0, e1, e2, e3, e4, e5, e6])
  for (let t = 0; t < termCount; t += 1) expected[t] = (expected[t] ?? 0) / (sum || 1)
  return sum
}

/** Gradient of ln P(chosen): what it has of each term less what was to be expected. Overwritten by the next one. */
export function gradientOf(scored: Scored, chosen: number): Float64Array {
  const expected = scored.expected[scored.kind[chosen] ?? 0]
  const marked = scored.mark[chosen] ?? 0
  const { gradient } = scored
  for (let t = 0; t < termCount; t += 1) {
    const own = t < logTerms ? (scored.logs[chosen * logTerms + t] ?? 0) : marked === t - logTerms + 1 ? 1 : 0
    gradient[t] = own - (expected?.[t] ?? 0)
  }
  return gradient
}
