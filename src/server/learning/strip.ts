import type { ItemKey } from '#contract/item.ts'
import { itemKey, readItem } from '#contract/item.ts'
import { stripSlots } from '#contract/learning.ts'
import type { Reason, Slot, Strip } from '#contract/learning.ts'
import { emptyProfile } from '#core/personalization/empty-profile.ts'
import { explain } from '#core/personalization/explain.ts'
import type { Reason as Explained } from '#core/personalization/explain.ts'
import { openLearner } from '#core/personalization/learner.ts'
import type { Learner as Engine } from '#core/personalization/learner.ts'
import type { Profile } from '#core/personalization/profile.ts'
import { settleStrip } from '#core/personalization/strip.ts'
import type { Given } from '../door/route.ts'
import type { Learner } from '../store/learning.ts'
import type { Permitted } from './items.ts'
import type { RolePrior } from './priors.ts'
import type { Burning } from './urgent.ts'

export const minuteMs = 60_000
const home = itemKey('page', 'home')

/** What a strip is made from, read for who asks. */
export interface Around {
  readonly permitted: Permitted
  readonly prior: RolePrior
  readonly burning: Burning
}

// Only the engine writes the text.
export const readProfile = (text: string | null): Profile => (text === null ? emptyProfile : (JSON.parse(text) as Profile))

export const openEngine = ({ profile }: Pick<Learner, 'profile'>, { prior }: Pick<Around, 'prior'>): Engine => openLearner(readProfile(profile), prior.ready)

interface Asked {
  readonly learner: Pick<Learner, 'settings' | 'slots'>
  readonly engine: Engine
  readonly here: ItemKey | undefined
  /** Epoch minutes. */
  readonly at: number
  readonly around: Around
}

/** Where everything stands: what is kept for the next time, what is shown now, and why. */
export function placed({ learner, engine, here, at, around }: Asked) {
  const { permitted, burning } = around
  const muted = new Set(learner.settings.mutes)
  const candidates = new Set(permitted.candidates.filter((key) => !muted.has(key) && key !== home))
  const pins = learner.settings.pins.filter(({ item }) => permitted.candidates.includes(item))
  const ranking = engine.rank({ at, ...(here !== undefined && { here }) }, candidates)
  const isPlace = here !== undefined && candidates.has(here)
  const urgent = burning.urgent.filter((it) => !muted.has(it.item)).map((it) => it.item)
  const settled = settleStrip(learner.slots, ranking.ranked, { pins, urgent, ...(isPlace && { here }) })
  return { ...settled, ranking, pins }
}

/** The sentence for why something stands there. What one may not open is not named in it. */
async function reasonFor(found: Explained | undefined, { permitted, prior }: Around): Promise<Reason> {
  const isPreset = prior.ready.prior.from !== 'people'
  switch (found?.key) {
    case 'reason.after':
    case 'reason.role-after': {
      const after = await permitted.find(found.args.after)
      const own = found.key === 'reason.after'
      if (!after) return own ? { key: 'often', args: {} } : { key: 'role', args: { role: prior.name } }
      const args = { after: after.title, item: found.args.after }
      return own ? { key: 'after', args } : { key: 'roleAfter', args: { ...args, role: prior.name } }
    }
    case 'reason.role':
      return isPreset ? { key: 'preset', args: {} } : { key: 'role', args: { role: prior.name } }
    case 'reason.role-start':
      return isPreset ? { key: 'preset', args: {} } : { key: 'roleStart', args: { role: prior.name } }
    case 'reason.recent':
      return { key: 'lately', args: {} }
    case 'reason.often':
      return { key: 'often', args: {} }
    case 'reason.start':
      return { key: 'start', args: {} }
    default:
      return { key: 'preset', args: {} }
  }
}

/** The strip as it is drawn: only what may be opened now, each with its reason. */
export const drawn = (asked: Asked, off: NonNullable<Strip['off']> | null): Promise<Given<Strip>> => drawnAt(placed(asked), asked.around, off)

/** The same where everything has its place already. */
export async function drawnAt(
  { shown, ranking, pins }: ReturnType<typeof placed>,
  around: Around,
  off: NonNullable<Strip['off']> | null,
): Promise<Given<Strip>> {
  const { permitted, burning, prior } = around
  const slot = async (item: ItemKey | null): Promise<Slot | null> => {
    const known = item === null ? undefined : await permitted.find(item)
    if (item === null || !known) return null
    const urgent = burning.urgent.find((it) => it.item === item)
    const pinned = pins.some((pin) => pin.item === item)
    const why: Reason = pinned ? { key: 'pinned', args: {} } : await reasonFor(explain(ranking, item, prior.name), around)
    return {
      item,
      title: known.title,
      href: urgent?.href ?? known.href,
      pinned,
      reason: urgent?.reason ?? why,
      ...(urgent && { count: urgent.count }),
    }
  }
  const slots = await Promise.all(Array.from({ length: stripSlots }, (_, i) => slot(shown[i] ?? null)))
  return { slots, paused: off !== null, ...(off !== null && { off }) }
}

/** Whether a key can be an item of the strip at all; widgets are inside of one. */
export const isPlace = (item: ItemKey): boolean => readItem(item)?.kind !== 'widget'
