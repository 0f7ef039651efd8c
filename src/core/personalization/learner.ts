import type { Ranked } from './next.ts'
import type { Profile, Visit } from './profile.ts'

/** Where and when somebody looks for the next thing. */
export interface Moment {
  /** Minute since 1970. */
  readonly at: number
  /** The page they are on; never suggested. */
  readonly here?: string | undefined
}

/**
 * A profile opened for work: owns its counters, so that learning a visit is a handful of additions. Nothing leaves it but values; `profile()` gives plain JSON
 * again. Open one per request: `openLearner(profile, prior)`.
 */
export interface Learner {
  /** Learns visits in order; items in `never` (sensitive, muted) leave no trace. */
  observe(visits: readonly Visit[], never?: ReadonlySet<string>): void
  /** Best first; only candidates that were used by the person or are known to the role. */
  rank(moment: Moment, candidates: Iterable<string>): readonly Ranked[]
  profile(): Profile
}
