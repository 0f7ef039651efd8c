import { itemKey } from '#contract/item.ts'
import type { Stay } from '#contract/stay.ts'
import { day } from '#core/time/duration.ts'
import type { Asker } from '../access/asker.ts'
import type { Dashboards } from '../access/dashboards.ts'
import type { Given } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { KeptStay, Learner } from '../store/learning.ts'
import { whyOff } from './keeper.ts'
import type { Keeper } from './keeper.ts'

/** Dashboards somebody may be brought back to; the one left longest ago makes room. */
export const mostStays = 8
/** As long as raw signals: later nobody remembers what they were doing. */
export const staysDays = 30

interface StaysSetup {
  readonly ports: Pick<Ports, 'store' | 'clock'>
  readonly keeper: Keeper
  readonly dashboards: Pick<Dashboards, 'read'>
}

const isEmpty = ({ range, variables, full, top }: Stay): boolean => !range && !full && !top && Object.keys(variables).length === 0

/** Those still worth coming back to, latest first. */
export const staysOf = ({ stays = [] }: Pick<Learner, 'stays'>, now: number): readonly KeptStay[] => stays.filter(({ at }) => at > now - staysDays * day)

/** Where people were on dashboards: everybody's own, in the row of what is learned of them. */
export function createStays({ ports: { store, clock }, keeper, dashboards }: StaysSetup) {
  type Told = Given<Stay> & { readonly at: number }
  const told = ({ dashboard: _dashboard, ...kept }: KeptStay): Told => kept

  return {
    async read(by: Asker, id: string): Promise<{ stay: Told | null }> {
      const [never, learner] = await Promise.all([keeper.never(by.actor), keeper.read(by.actor)])
      const found = whyOff(never, learner) === null ? staysOf(learner, clock.now()).find(({ dashboard }) => dashboard === id) : undefined
      if (!found) return { stay: null }
      // What may no longer be opened is not spoken of.
      await dashboards.read(by, id)
      return { stay: told(found) }
    },
    /** Nothing is written where nothing changes, so that whoever only looks leaves no trace. */
    async save(by: Asker, id: string, stay: Stay | null): Promise<{ stay: Told | null }> {
      if (by.actor.kind !== 'person') throw new ServerFault('forbidden', { detail: 'not a person' })
      const worth = stay !== null && !isEmpty(stay) ? stay : undefined
      if (worth) await dashboards.read(by, id)
      const [never, known] = await Promise.all([keeper.never(by.actor), keeper.read(by.actor)])
      const isOff = (learner: Learner): boolean => whyOff(never, learner) !== null || learner.settings.mutes.includes(itemKey('dashboard', id))
      if (worth ? isOff(known) : known.stays?.some(({ dashboard }) => dashboard === id) !== true) return { stay: null }
      const at = clock.now()
      const learner = await keeper.change(by.actor, async (it) => {
        if (worth && isOff(it)) return it
        const others = staysOf(it, at).filter(({ dashboard }) => dashboard !== id)
        const stays = [...(worth ? [{ ...worth, dashboard: id, at }] : []), ...others].slice(0, mostStays)
        return store.learning.save({ ...it, stays }, [])
      })
      const found = learner.stays?.find(({ dashboard }) => dashboard === id)
      return { stay: found ? told(found) : null }
    },
  }
}
