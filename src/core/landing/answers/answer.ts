import type { Sentence } from '#contract/landing.ts'
import type { Facts } from '../facts.ts'

/** What a role is told first: one or two sentences, and in one or two more what they rest on. */
export interface Told {
  readonly sentences: readonly Sentence[]
  readonly reason: readonly Sentence[]
}

/** Answers a role's first question of the day. `needs` are the parts it cannot do without. */
export interface Answering {
  readonly needs: readonly ('alerts' | 'incidents' | 'changes' | 'tickets' | 'findings' | 'sources')[]
  tell(facts: Facts): Told
}
