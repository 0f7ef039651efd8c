/**
 * What is learned about one person: plain JSON, at most `profileBytes` when serialized. Counters are packed into strings of fixed width (`packing.ts`), so that
 * the size is known while learning; `exportProfile` shows them in plain numbers.
 */
export interface Profile {
  readonly v: 1
  /** Events learned so far, whatever their kind. */
  readonly n: number
  /** Items by slot; 0 is a free slot. Slot 0 is the start of a session. */
  readonly items: readonly (string | 0)[]
  /** Use, last use, decayed use and sessions of every slot. */
  readonly counts: string
  readonly kinds: readonly KindCounters[]
  readonly trails: readonly Trail[]
  readonly sessions: Sessions
  /** Weights of the ranking terms and their AdaGrad sums; they drift away from the shipped ones with every choice. */
  readonly weights: readonly number[]
  readonly drift: readonly number[]
}

/** Counters of one kind of item: what follows what. */
export interface KindCounters {
  readonly kind: string
  readonly n: number
  readonly z7: number
  readonly z93: number
  /** Rows by the last item, by the one before it, by both; least recently used first. */
  readonly one: readonly string[]
  readonly skip: readonly string[]
  readonly two: readonly string[]
}

/** Where somebody just was, most recent first, as slots. */
export interface Trail {
  readonly last: number
  readonly before: number
  readonly recent: readonly number[]
  /** Minute since 1970 of the last visit. */
  readonly at: number
}

/** The session that is going on, and how many there were (decayed). */
export interface Sessions {
  readonly z: number
  readonly at: number
  /** Slot and weight of what this session used. */
  readonly used: readonly (readonly [slot: number, weight: number])[]
}

/** One thing a person did: the least the engine needs to know. */
export interface Visit {
  readonly item: string
  /** Minute since 1970. */
  readonly at: number
  /** 1 for what the person went to; 0.5 for what they reached through the strip, so that the strip cannot feed itself. */
  readonly weight?: 1 | 0.5
}
