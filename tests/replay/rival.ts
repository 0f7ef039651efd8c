import type { ReadyPrior } from '#core/personalization/ready-prior.ts'
import type { Step } from './people.ts'

/** The moment of a guess. */
export interface Now {
  /** The item just used; -1 before the first. */
  readonly last: number
  /** Seconds since 1970. */
  readonly at: number
  /** After a pause of 30 minutes. */
  readonly starts: boolean
}

/** A way of guessing, played for one person. */
export interface Rival {
  /** Score of every item, higher is likelier; 0 or less is not shown. The array is overwritten by the next call. */
  scores(now: Now): Float64Array
  observe(step: Step): void
}

export interface Setting {
  /** Number of items there are. */
  readonly items: number
  readonly prior: ReadyPrior
}

export interface RivalKind {
  readonly name: string
  create(setting: Setting): Rival
}
