/** The terms of the next-item score (docs/personalization.md), in the order of their weights. */
export const terms = ['fast', 'mid', 'one', 'now', 'skip', 'two', 'role', 'second', 'third', 'fourth', 'unseen'] as const
export type Term = (typeof terms)[number]

export interface Ranked {
  readonly item: string
  /** Probability that this is next; adds up to 1 over the candidates that were used or are known to the role. */
  readonly p: number
  /** Weighted contribution of every term to the score, by which a suggestion is explained. */
  readonly terms: Readonly<Record<Term, number>>
}
