import type { ItemKey } from '#contract/item.ts'
import type { Signal, SignalFate, Strip } from '#contract/learning.ts'
import { day } from '#core/time/duration.ts'
import type { Asker } from '../access/asker.ts'
import type { Given } from '../door/route.ts'
import type { Ports } from '../ports.ts'
import type { Learner } from '../store/learning.ts'
import type { Permitted } from './items.ts'
import { whyOff } from './keeper.ts'
import type { Keeper } from './keeper.ts'
import { drawn, drawnAt, minuteMs, openEngine, placed } from './strip.ts'
import type { Around } from './strip.ts'
import { visitsOf } from './visits.ts'

/** Raw signals are kept and taken for so long. */
export const keptDays = 30
const keptMinutes = (keptDays * day) / minuteMs
/** A clock may be ahead by so much. */
const aheadMinutes = 10

export interface Batch {
  readonly here: ItemKey | undefined
  readonly signals: readonly Signal[]
}

interface Judged {
  readonly fates: SignalFate[]
  readonly counted: readonly Signal[]
}

/** Decides about every signal by itself: one bad one takes no other along. */
async function judge(
  signals: readonly Signal[],
  known: ReadonlySet<string>,
  permitted: Permitted,
  { learner, now }: { readonly learner: Learner; readonly now: number },
): Promise<Judged> {
  const seen = new Set<string>(known)
  const muted = new Set(learner.settings.mutes)
  const counted: Signal[] = []
  const fates: SignalFate[] = []
  for (const signal of signals) {
    const fate = await fateOf(signal)
    fates.push(fate)
    seen.add(signal.id)
    if (fate !== 'counted') continue
    const { from, ...rest } = signal
    // Where somebody came from is kept only while it is something they may know.
    const hasOrigin = from !== undefined && !muted.has(from) && (await permitted.find(from)) !== undefined
    counted.push(hasOrigin ? signal : rest)
  }
  return { fates, counted }

  async function fateOf({ id, item, minute }: Signal): Promise<SignalFate> {
    if (seen.has(id)) return 'known'
    if (minute < now - keptMinutes || minute > now + aheadMinutes) return 'late'
    if (muted.has(item)) return 'off'
    return (await permitted.find(item)) === undefined ? 'unknown' : 'counted'
  }
}

/** Takes signals: what was learned, the raw signals and the strip's places change together or not at all. */
export function createIngest({ store, clock }: Pick<Ports, 'store' | 'clock'>, keeper: Keeper, aroundOf: (by: Asker) => Promise<Around>) {
  const minute = (): number => Math.floor(clock.now() / minuteMs)

  return async (by: Asker, { here, signals }: Batch): Promise<Given<Strip & { readonly fates: SignalFate[] }>> => {
    const never = await keeper.never(by.actor)
    const around = await aroundOf(by)
    const at = minute()
    const off = signals.map((): SignalFate => 'off')
    if (never !== null) {
      const learner = await keeper.read(by.actor)
      return { ...(await drawn({ learner, engine: openEngine(learner, around), here, at, around }, 'never')), fates: off }
    }
    return keeper.change(by.actor, async (learner) => {
      const why = whyOff(never, learner)
      if (why !== null) return { ...(await drawn({ learner, engine: openEngine(learner, around), here, at, around }, why)), fates: off }
      const known = await store.learning.known(
        learner.key,
        signals.map((signal) => signal.id),
      )
      const { fates, counted } = await judge(signals, known, around.permitted, { learner, now: at })
      const engine = openEngine(learner, around)
      if (counted.length === 0) return { ...(await drawn({ learner, engine, here, at, around }, null)), fates }
      const inOrder = counted.toSorted((a, b) => a.minute - b.minute)
      engine.observe(visitsOf(inOrder), new Set(learner.settings.mutes))
      const places = placed({ learner, engine, here, at, around })
      const strip = await drawnAt(places, around, null)
      await store.learning.save({ ...learner, profile: JSON.stringify(engine.profile()), slots: places.kept }, inOrder)
      return { ...strip, fates }
    })
  }
}
