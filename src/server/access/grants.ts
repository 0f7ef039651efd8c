import type { Actor } from '#core/policy/actor.ts'
import { forcedOn, openToAll } from '#core/policy/source.ts'
import type { SourceRights, SourceTable } from '#core/policy/source.ts'
import { runsThePlace } from '#core/policy/subjects.ts'
import type { Ports } from '../ports.ts'
import { freely } from '../sources/leave.ts'
import type { Leave } from '../sources/leave.ts'
import type { KeptGrants } from '../store/access.ts'

/** Another instance's changes are seen after this long; this instance's own at once. */
const freshMs = 1_000

type All = ReadonlyMap<string, KeptGrants>

/** Who may ask which source, at hand for every question. */
export interface Grants {
  of(id: string): Promise<KeptGrants>
  rightsOf(id: string): Promise<SourceRights>
  leaveFor(actor: Actor): Promise<Leave>
  changed(): void
}

const rights = (kept: KeptGrants | undefined): SourceRights => (kept?.grants ? { grants: kept.grants } : openToAll)

export function createGrants({ store, clock, log }: Pick<Ports, 'store' | 'clock' | 'log'>, table: SourceTable): Grants {
  let kept: { readonly all: All; readonly at: number } | undefined
  let reading: Promise<All> | undefined
  /** Counts changes, so that what was read before one is not taken for what is there after it. */
  let turn = 0

  const read = (): Promise<All> => {
    const mine = store.access.sources().finally(() => {
      if (reading === mine) reading = undefined
    })
    return mine
  }

  const all = async (): Promise<All> => {
    const now = clock.now()
    if (kept && now - kept.at < freshMs && now >= kept.at) return kept.all
    const [before, asked] = [kept, turn]
    const mine = (reading ??= read())
    try {
      const found = await mine
      if (asked === turn) kept = { all: found, at: now }
      return found
    } catch (error) {
      // A store that is away for a moment must not take the sources with it: they answer to whom they answered.
      if (!before) throw error
      log.warn('grants.kept', { error: String(error) })
      return before.all
    }
  }

  return {
    of: async (id) => (await all()).get(id) ?? { rev: 0, grants: null },
    rightsOf: async (id) => rights((await all()).get(id)),
    async leaveFor(actor) {
      if (runsThePlace(actor)) return freely
      const now = await all()
      return (id) => forcedOn(actor, rights(now.get(id)), table)
    },
    changed() {
      turn++
      kept = undefined
      reading = undefined
    },
  }
}
