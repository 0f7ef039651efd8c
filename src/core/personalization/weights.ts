/** The terms of the next-item score, in the order of their weights: seven logarithms of probabilities, then what is simply so. */
export const terms = ['fast', 'mid', 'one', 'now', 'skip', 'two', 'role', 'second', 'third', 'fourth', 'unseen'] as const
export type Term = (typeof terms)[number]

/** How many of the terms are logarithms. */
export const logTerms = 7
/** Fitted on people at work elsewhere (docs/personalization.md); each person's drift from here. */
export const shippedWeights: readonly number[] = [0.17, -0.25, -0.05, 0.4, 0.2, 0.23, 0.1, 0.37, 0.36, 0.12, -0.45]

const rate = 0.1
/** Where the sums of AdaGrad start: with 1 the first choices move a weight by less than `rate`; with 0 they would move all of them by all of it. */
export const firstSum = 1

/**
 * One step of AdaGrad up the gradient of ln P(chosen): what the chosen item has of each term, less what is expected of it. `weight` is the visit's.
 * Changes both arrays in place.
 */
export function drift(weights: number[], sums: number[], gradient: Float64Array, weight: number): void {
  for (let i = 0; i < weights.length; i += 1) {
    const g = (gradient[i] ?? 0) * weight
    if (g === 0) continue
    const sum = (sums[i] ?? 0) + g * g
    sums[i] = sum
    weights[i] = (weights[i] ?? 0) + (rate * g) / Math.sqrt(sum)
  }
}
