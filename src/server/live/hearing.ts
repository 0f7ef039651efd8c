import type { Change } from '#contract/change.ts'
import { hasCapability } from '#core/policy/rules.ts'
import type { Actor } from '#core/policy/actor.ts'

/** What an actor is told of a change: all of it, only that something of its topic changed, or nothing. */
export type Hearing = 'all' | 'topic' | 'none'

/** Reads once what a batch needs and then judges for each listener without waiting. */
export type Hears = (changes: readonly Change[]) => Promise<(actor: Actor, change: Change) => Hearing>

/** A session is told of its own end, people of themselves and of others if they look after them; anything else is told to all. */
export function hearsOwn(actor: Actor, { topic, id }: Change): Hearing {
  if (topic === 'session') return actor.session === id || actor.id === id ? 'all' : 'none'
  if (topic === 'person') return actor.id === id || hasCapability(actor, 'people.manage') ? 'all' : 'none'
  return 'all'
}

export const everybodyHears: Hears = async () => hearsOwn
