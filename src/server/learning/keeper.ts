import type { Strip } from '#contract/learning.ts'
import type { Actor } from '#core/policy/actor.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import { untold } from '../store/learning.ts'
import type { Learner } from '../store/learning.ts'

/** Why nothing is ever learned of somebody. */
export type Never = 'shared' | 'noPerson' | null

interface KeeperRoles {
  now(): Promise<readonly { readonly id: string; readonly shared: boolean }[]>
}

const attempts = 6

/**
 * One person's row, changed by whoever is that person. Changes of one person in this process wait for each other, those of
 * other processes are met by reading again.
 */
export function createKeeper({ store, ids }: Pick<Ports, 'store' | 'ids'>, roles: KeeperRoles) {
  const lines = new Map<string, Promise<unknown>>()

  const fresh = (person: string, role: string | null): Learner => ({
    person,
    key: ids.next(),
    rev: 0,
    role,
    settings: untold,
    profile: null,
    slots: [],
  })

  const read = async ({ id, roles: held }: Actor): Promise<Learner> => (await store.learning.find(id)) ?? fresh(id, held[0] ?? null)

  const inLine = <T>(person: string, work: () => Promise<T>): Promise<T> => {
    const before = lines.get(person) ?? Promise.resolve()
    const mine = before.then(work, work)
    lines.set(person, mine)
    const leave = (): void => {
      if (lines.get(person) === mine) lines.delete(person)
    }
    mine.then(leave, leave)
    return mine
  }

  return {
    read,
    /** Shared accounts and whatever is no person are never learned of. */
    async never(actor: Actor): Promise<Never> {
      if (actor.kind !== 'person') return 'noPerson'
      const shared = (await roles.now()).filter((role) => role.shared).map((role) => role.id)
      return actor.roles.some((role) => shared.includes(role)) ? 'shared' : null
    },
    /** Decides from the row as it is and writes; decides again when somebody wrote in between. */
    change<T>(actor: Actor, decide: (it: Learner) => Promise<T>): Promise<T> {
      return inLine(actor.id, async () => {
        for (let left = attempts; ; left -= 1) {
          try {
            const learner = await read(actor)
            return await decide({ ...learner, role: actor.roles[0] ?? null })
          } catch (error) {
            if (left <= 1 || !(error instanceof ServerFault) || error.fault.code !== 'stale') throw error
          }
        }
      })
    },
  }
}

export type Keeper = ReturnType<typeof createKeeper>

/** Why nothing is learned of this person now; null while it is. */
export function whyOff(never: Never, { settings }: Pick<Learner, 'settings'>): NonNullable<Strip['off']> | null {
  if (never !== null) return 'never'
  if (settings.paused) return 'paused'
  return settings.noticedAt === null ? 'untold' : null
}
