import { effectOf } from '#core/workflow/definition.ts'
import { lose } from '#core/workflow/effects.ts'
import { isGone } from '#core/workflow/next.ts'
import { moment } from '#core/workflow/run.ts'
import type { EffectState, RunState } from '#core/workflow/run.ts'
import type { Fresh } from '#core/workflow/seen.ts'
import type { Asker } from '../access/asker.ts'
import { story } from '../door/answer.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { createEffects } from './effects.ts'
import type { Held, Keeper } from './keeper.ts'

export interface Asked extends Asker {
  readonly signal: AbortSignal
}

/** What runs did, as real systems have it now. */
export function createReal({ clock, log }: Pick<Ports, 'clock' | 'log'>, keeper: Keeper, effects: ReturnType<typeof createEffects>) {
  /** The real state of every effect that has one, and whether it could be read. */
  const read = async (by: Asked, run: RunState): Promise<Fresh['effects']> => {
    // What was ended, is known to be gone or is over by itself is asked for no more: a run may have made many.
    const isThere = ({ kind, state, input }: EffectState): boolean =>
      kind === 'alertmanager.silence' && state !== 'undone' && state !== 'gone' && (moment(input, 'endsAt') ?? clock.now() + 1) > clock.now()
    const asked = run.effects.filter((effect) => effect.state === 'intent' || isThere(effect))
    const found = asked.map(async (effect) => {
      const there = await effects.find(by, run, effect, by.signal).catch((error: unknown) => {
        if (by.signal.aborted) throw error
        return error instanceof ServerFault ? error.fault : ({ code: 'internal' } as const)
      })
      return [effect.key, there] as const
    })
    return new Map(await Promise.all(found))
  }

  /** Notes silences somebody took away outside: warned about, never made again by themselves. */
  const noteGone = async (held: Held, real: Fresh['effects']): Promise<Held> => {
    const gone = held.stored.run.effects.filter((effect) => effect.state === 'done' && isGone(effect, real.get(effect.key), clock.now()))
    if (gone.length === 0) return held
    return keeper.change(held.stored.run.id, ({ stored: { run, rev } }) => {
      // One that was made again since it was looked for is another one.
      const isSame = ({ key, ref, confirmedAt }: EffectState): boolean => effectOf(run, key)?.ref === ref && effectOf(run, key)?.confirmedAt === confirmedAt
      const next = gone.filter(isSame).reduce((all, { key }) => lose(all, key, clock.now()), run)
      return next === run ? undefined : { run: next, trail: keeper.quietly(run, rev + 1) }
    })
  }

  /** Whoever comes back leaves one of each: what was doubled on its way ends. */
  const trimExtras = async (by: Asked, { stored: { run } }: Held, real: Fresh['effects']): Promise<void> => {
    const doubled = run.effects.filter(({ key, state }) => {
      const found = real.get(key)
      return state === 'done' && found !== undefined && !('code' in found) && found.length > 1
    })
    const trims = doubled.map((effect) =>
      effects.trim(by, run, effect, by.signal).catch((error: unknown) => log.warn('run.trim.failed', { run: run.id, error: story(error) })),
    )
    await Promise.all(trims)
  }

  return { read, noteGone, trimExtras }
}
