/** A pace: so many at once, refilled one every `everyMs`. */
export interface Pace {
  readonly burst: number
  readonly everyMs: number
}

/** What is counted under one key. A key never tells what it was made of. */
export interface AttemptKey {
  readonly kind: string
  readonly key: string
}

/**
 * What every program on this store has to agree on so that nobody gets more tries by going to another one. A row is a moment:
 * until then it counts, afterwards it may be swept away.
 */
export interface AttemptStore {
  /** Takes one attempt: 0, or the milliseconds until there is one. However many programs ask at once, never more than the pace are granted. */
  take(it: AttemptKey & { readonly pace: Pace; readonly at: number }): Promise<number>
  /** For attempts that were none: a right password. */
  giveBack(its: readonly (AttemptKey & { readonly pace: Pace })[]): Promise<void>
  /** Whether this is the first use before `until` ended; of several at once exactly one is. */
  use(it: AttemptKey & { readonly at: number; readonly until: number }): Promise<boolean>
  /** Forgets what does not count any more and, of each kind beyond `most`, what would be forgotten next. */
  sweep(it: { readonly at: number; readonly most: number }): Promise<void>
}
