/**
 * What is learned about one person: plain JSON, at most `mostBytes` when serialized. Counters are packed into strings of fixed width (`packing.ts`), so that the
 * size is known while learning; `exportProfile` shows them in plain numbers.
 */
export interface Profile {
  readonly v: 1
  /** Visits learned so far, whatever their kind. */
  readonly n: number
  /** Minute since 1970 of the last visit. */
  readonly at: number
  /** Decayed number of sessions that are over. */
  readonly sessions: number
  /** Items by slot; 0 is a free slot. Slot 0 is '', the start of a session. */
  readonly items: readonly (string | 0)[]
  /** Use, last use, decayed use and sessions of every slot (`slots.ts`). */
  readonly counts: string
  readonly kinds: readonly KindCounters[]
  /** Which kind follows an item. */
  readonly mix: { readonly total: number; readonly rows: readonly string[] }
  /** Where the person just was: among the places one goes to, and among the widgets within them. */
  readonly trails: readonly Trail[]
  /** Weights of the ranking terms and their AdaGrad sums; they drift away from the shipped ones with every choice. */
  readonly weights: readonly number[]
  readonly drift: readonly number[]
}

/** Counters of one kind of item: what follows what. Rows stand least recently used first. */
export interface KindCounters {
  readonly kind: string
  /** Visits, by their weight and by their number. */
  readonly n: number
  readonly ticks: number
  readonly fastTotal: number
  readonly midTotal: number
  /** Decayed use of the kind itself. */
  readonly share: number
  readonly one: readonly string[]
  readonly skip: readonly string[]
  readonly two: readonly string[]
}

/** Slots: the last item, the one before it, and the four most recent distinct ones. */
export interface Trail {
  readonly last: number
  readonly before: number
  readonly recent: readonly number[]
}

/** One thing a person did: the least the engine needs to know. */
export interface Visit {
  /** `<kind>:<id>`, at most 200 characters. */
  readonly item: string
  /** Minute since 1970, never after now: time does not run backwards here. A visit older than the last one counts as simultaneous with it. */
  readonly at: number
  /** 1 (the default) for what the person went to; 0.5 for what they reached through the strip, so that the strip cannot feed itself. */
  readonly weight?: 1 | 0.5
}

export const mostBytes = 32_768
export const minutesOfPause = 30
export const minutesOfDay = 1440

/** Whether a new session begins with something done at this minute. */
export const isSessionStart = (lastAt: number, at: number): boolean => at - lastAt >= minutesOfPause - 1e-6

/** Kind of an item key; '' where it has none. */
export const kindOf = (item: string): string => item.slice(0, Math.max(0, item.indexOf(':')))
