import { system } from '#core/policy/actor.ts'
import { beat } from '#core/workflow/beat.ts'
import { picksOf } from '#core/workflow/definitions/triage.ts'
import type { Asker } from '../access/asker.ts'
import { story } from '../door/answer.ts'
import type { Ports } from '../ports.ts'
import type { Held } from './keeper.ts'
import type { Runs } from './runs.ts'

const atOnce = 200
const forgetEveryMs = 3_600_000
const deadlineMs = 20_000

const asSystem = (requestId: string): Asker => ({
  actor: system,
  caller: { vouched: system, session: undefined, bearer: undefined, proxied: undefined, network: '', agent: '', origin: '' },
  requestId,
})

/** What runs need without anybody asking: effects nobody confirmed are looked for, notices given, and what is over is over. */
export function createRunBeat({ store, clock, ids, log }: Pick<Ports, 'store' | 'clock' | 'ids' | 'log'>, runs: Runs) {
  const { keeper, effects, looks } = runs
  let forgotAt = Number.NEGATIVE_INFINITY
  let isFirst = true

  const guarded = async (what: string, run: string, work: () => Promise<unknown>): Promise<void> => {
    await work().catch((error: unknown) => log.warn(what, { run, error: story(error) }))
  }

  /** On SQLite nobody else was at it when this program started; on PostgreSQL another one may be. */
  const recover = async (): Promise<void> => {
    const isAlone = isFirst && store.kind !== 'postgres'
    isFirst = false
    for (const stored of await store.runs.withIntents(atOnce)) {
      const held = keeper.withDefinition(stored)
      const by = asSystem(ids.next())
      await guarded('run.recover.failed', stored.run.id, () =>
        effects.alone(stored.run.id, () => effects.recover(by, held, isAlone, AbortSignal.timeout(deadlineMs))),
      )
    }
  }

  /** A triage lives as long as one of its alerts does. */
  const stillBurns = async ({ stored: { run } }: Held): Promise<boolean> => {
    if (picksOf(run).length === 0) return false
    const { alerts } = await looks.fresh(asSystem(ids.next()), run, AbortSignal.timeout(deadlineMs))
    return (alerts?.length ?? 0) > 0
  }

  const wake = async (held: Held, now: number): Promise<void> => {
    const lives = held.stored.run.expiresAt <= now && (await stillBurns(held))
    await keeper.change(held.stored.run.id, ({ stored: { run, rev }, definition }) => {
      if (lives) return { run: { ...run, expiresAt: now + definition.idleMs(run) }, trail: keeper.quietly(run, rev + 1) }
      const next = beat(definition, run, now)
      if (next === run) return undefined
      const by = asSystem(ids.next())
      return { run: next, trail: next.state === 'expired' ? keeper.trail(by, 'run.expire', next, rev + 1) : keeper.quietly(next, rev + 1) }
    })
  }

  return async (now: number): Promise<void> => {
    await recover()
    for (const stored of await store.runs.due(now, atOnce)) await guarded('run.beat.failed', stored.run.id, () => wake(keeper.withDefinition(stored), now))
    if (now - forgotAt < forgetEveryMs) return
    forgotAt = now
    await store.runs.forget(clock.now())
  }
}
