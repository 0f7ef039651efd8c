import type { Change } from '#contract/change.ts'
import type { Actor } from '#core/policy/actor.ts'
import { decideDashboard } from '#core/policy/can.ts'
import type { DashboardRights } from '#core/policy/dashboard.ts'
import { hasCapability } from '#core/policy/rules.ts'
import { ServerFault } from '../fault.ts'
import type { Store } from '../store/store.ts'

/** What an actor is told of a change: all of it, only that something of its topic changed, or nothing. */
export type Hearing = 'all' | 'topic' | 'none'

/** Reads once what a batch needs and then judges for each listener without waiting. */
export type Hears = (changes: readonly Change[]) => Promise<(actor: Actor, change: Change) => Hearing>

/** A session is told of its own end, people of themselves and of others if they look after them, and of their own layers; anything else is told to all. */
function hearsOwn(actor: Actor, { topic, id }: Change): Hearing {
  if (topic === 'session') return actor.session === id || actor.id === id ? 'all' : 'none'
  if (topic === 'person') return actor.id === id || hasCapability(actor, 'people.manage') ? 'all' : 'none'
  // A layer is named by its person, then its dashboard.
  if (topic === 'layer') return id.startsWith(`${actor.id}/`) ? 'all' : 'none'
  return 'all'
}

const withRights = new Set<Change['topic']>(['dashboard', 'access'])

/**
 * What happens to a dashboard is told to those who may read it. Of one that is gone, or of a right that was taken, everybody hears
 * without its name: whoever had it open looks again, and nobody else learns that it was there.
 */
export function createHears({ access, runs }: Pick<Store, 'access' | 'runs'>): Hears {
  const rightsTo = (id: string): Promise<DashboardRights | undefined> =>
    access.dashboard(id).then(
      (kept) => kept.rights,
      (error: unknown) => {
        if (error instanceof ServerFault && error.fault.code === 'not_found') return undefined
        throw error
      },
    )
  return async (changes) => {
    const ids = [...new Set(changes.flatMap((c) => (withRights.has(c.topic) && c.id !== '' ? c.id : [])))]
    const rights = new Map(await Promise.all(ids.map(async (id) => [id, await rightsTo(id)] as const)))
    const ofRuns = [...new Set(changes.flatMap((c) => (c.topic === 'run' ? c.id : [])))]
    const theirs = new Map(await Promise.all(ofRuns.map(async (id) => [id, await runs.people(id)] as const)))
    return (actor, change) => {
      // Somebody's work is told to those who have a part in it.
      if (change.topic === 'run') return theirs.get(change.id)?.includes(actor.id) ? 'all' : 'none'
      if (!withRights.has(change.topic)) return hearsOwn(actor, change)
      const known = rights.get(change.id)
      if (known && decideDashboard(actor, 'read', known) === 'yes') return 'all'
      return change.topic === 'access' || !known ? 'topic' : 'none'
    }
  }
}
