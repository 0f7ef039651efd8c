import type { FaultCode } from '#contract/fault.ts'
import { effectOf, stepOf } from '#core/workflow/definition.ts'
import type { EffectPlan } from '#core/workflow/definition.ts'
import { confirm, doubt, intend, isTried, pendingEffect, reconcile, refuse } from '#core/workflow/effects.ts'
import type { EffectState, RunState } from '#core/workflow/run.ts'
import type { Asker } from '../access/asker.ts'
import type { Sources } from '../access/sources.ts'
import { noted } from '../accounts/noted.ts'
import { story } from '../door/answer.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import { stepKinds } from '../steps/registry.ts'
import type { StepKind, StepWorld } from '../steps/step.ts'
import type { Held, Keeper } from './keeper.ts'

/** Longer than any call may take: after this a program that is at an effect is taken for dead. */
const attemptMs = 30_000
const mostEffects = 50

/** After these nothing was done, for sure. After anything else nobody knows, and the real system is asked before it is tried again. */
const surelyNot = new Set<FaultCode>(['invalid', 'forbidden', 'not_found', 'source_query', 'source_refused', 'source_unsupported', 'source_busy'])

export interface Outcome {
  readonly ref: string | undefined
  readonly label?: string | undefined
  /** It had happened already. */
  readonly adopted: boolean
}

/** Carries out what a run's step intends: written down first, done once, confirmed; looked for before it is ever done again. */
export function createEffects(ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'log'>, keeper: Keeper, sources: Sources) {
  const { store, clock, log } = ports
  /** This program, among all on one store. */
  const me = ports.ids.next()
  const flying = new Set<string>()

  const worldOf = (by: Asker, run: RunState, key: string, signal: AbortSignal): StepWorld => ({
    run,
    key,
    by: run.owner,
    store,
    clock,
    signal,
    silences: (source, question, work) =>
      sources.ask(
        by,
        source,
        `silences ${question}`,
        (open, own) => {
          if (!open.silences) throw new ServerFault('source_unsupported', { detail: `${source} keeps nothing quiet`, field: 'fields.suppression' })
          return work(open.silences, own)
        },
        signal,
      ),
    trail: (action, object, detail = {}) =>
      noted({ at: clock.now(), ...by }, { action, object, detail: { ...detail, run: run.id } }, [{ topic: 'observation', id: 'events' }]),
  })

  const kindOf = (effect: Pick<EffectState, 'kind'>): StepKind => {
    const kind = stepKinds.get(effect.kind)
    if (!kind) throw new ServerFault('source_unsupported', { detail: `no effect ${effect.kind}` })
    return kind
  }

  const endAll = async (kind: StepKind, effect: EffectState, refs: readonly string[], world: StepWorld): Promise<void> => {
    for (const ref of refs) await kind.end(effect.input, ref, world)
  }

  /** Of several with the same mark one stays. */
  const keepOne = async (kind: StepKind, effect: EffectState, world: StepWorld, ref: string): Promise<void> => {
    const decision = reconcile({ op: 'do', ref }, await kind.find(effect.input, world))
    if (decision.do !== 'gone') await endAll(kind, effect, decision.extras, world)
  }

  const perform = async (effect: EffectState, isNew: boolean, world: StepWorld): Promise<Outcome> => {
    const kind = kindOf(effect)
    // Its own time has ended it, whoever may look there now.
    if (effect.op === 'undo' && kind.isOver?.(effect.input, clock.now()) === true) return { ref: undefined, adopted: true }
    const decision = isNew ? ({ do: 'call', ref: undefined, extras: [] } as const) : reconcile(effect, await kind.find(effect.input, world))
    if (decision.do === 'gone') return { ref: undefined, adopted: true }
    if (decision.do === 'adopt') {
      await endAll(kind, effect, decision.extras, world)
      return { ref: decision.ref, adopted: true }
    }
    if (effect.op === 'undo') {
      await endAll(kind, effect, [...(decision.ref === undefined ? [] : [decision.ref]), ...decision.extras], world)
      return { ref: undefined, adopted: false }
    }
    const done = await kind.call(effect.input, decision.ref, world)
    await endAll(kind, effect, decision.extras, world)
    // A call that was given up for lost may still have arrived while we looked.
    if (!isNew) await keepOne(kind, effect, world, done.ref)
    return { ...done, adopted: false }
  }

  const settle = async (by: Asker, id: string, key: string, work: () => Promise<Outcome>): Promise<Held> => {
    try {
      const { ref, label, adopted } = await work()
      return await keeper.change(id, ({ stored: { run, rev } }) => {
        const effect = effectOf(run, key)
        const detail = { effect: effect?.kind ?? key, op: effect?.op ?? 'do', ref: ref ?? '', how: adopted ? 'found' : 'called' }
        return { run: confirm(run, key, { ref, label }, clock.now()), trail: keeper.trail(by, 'run.effect', run, rev + 1, detail) }
      })
    } catch (error) {
      const fault = error instanceof ServerFault ? error.fault : ({ code: 'internal' } as const)
      if (!(error instanceof ServerFault)) log.error('run.effect.failed', { run: id, key, error: story(error) })
      const note = surelyNot.has(fault.code) ? refuse : doubt
      return keeper.change(id, ({ stored: { run, rev } }) => ({
        run: note(run, key, fault, clock.now()),
        trail: keeper.trail(by, 'run.effect.failed', run, rev + 1, { effect: effectOf(run, key)?.kind ?? key, code: fault.code }),
      }))
    }
  }

  const one = async (by: Asker, held: Held, plan: EffectPlan, signal: AbortSignal): Promise<Held> => {
    const { id } = held.stored.run
    const known = effectOf(held.stored.run, plan.key)
    if (known && isTried(known, me, clock.now())) throw new ServerFault('unavailable', { detail: `effect ${plan.key} is under way`, retryAfterS: 5 })
    const intended = await keeper.change(id, ({ stored: { run, rev } }) => ({
      run: intend(run, plan, { by: me, until: clock.now() + attemptMs }, clock.now()),
      trail: keeper.quietly(run, rev + 1),
    }))
    const effect = effectOf(intended.stored.run, plan.key)
    if (!effect) throw new Error(`an intent without its effect: ${plan.key}`)
    return settle(by, id, plan.key, () => perform(effect, known === undefined, worldOf(by, intended.stored.run, plan.key, signal)))
  }

  /** One program works on the effects of a run once at a time. */
  const alone = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
    if (flying.has(id)) throw new ServerFault('unavailable', { detail: 'effects are under way', retryAfterS: 2 })
    flying.add(id)
    try {
      return await work()
    } finally {
      flying.delete(id)
    }
  }

  return {
    alone,
    /** Does what the step wants, one after the other; stops at the first that is not confirmed. */
    async carryOut(by: Asker, held: Held, signal: AbortSignal): Promise<Held> {
      let now = held
      for (let i = 0; i < mostEffects; i++) {
        const step = stepOf(now.definition, now.stored.run.step)
        const plan = step && pendingEffect(step, now.stored.run)
        if (!plan) return now
        now = await one(by, now, plan, signal)
        const effect = effectOf(now.stored.run, plan.key)
        const isStuck = pendingEffect(step, now.stored.run)?.key === plan.key
        if (effect?.state === 'intent' || (effect?.state === 'failed' && isStuck)) return now
      }
      throw new Error(`effects of ${held.stored.run.step} never end`)
    },
    /** Whether every effect of the step is as it wants it. */
    isDone: ({ stored: { run }, definition }: Held): boolean => {
      const step = stepOf(definition, run.step)
      return !step || pendingEffect(step, run) === undefined
    },
    /** What the real systems have under an effect's mark. */
    find: (by: Asker, run: RunState, effect: EffectState, signal: AbortSignal) => kindOf(effect).find(effect.input, worldOf(by, run, effect.key, signal)),
    /** Several carry one mark: one stays, the others end. */
    trim: (by: Asker, run: RunState, effect: EffectState, signal: AbortSignal) =>
      keepOne(kindOf(effect), effect, worldOf(by, run, effect.key, signal), effect.ref ?? ''),
    /** An intent nobody confirmed and nobody is at: found, or surely not done. Nothing is done anew here: that is for the person who comes back. */
    async recover(by: Asker, held: Held, isAlone: boolean, signal: AbortSignal): Promise<Held> {
      let now = held
      for (const effect of held.stored.run.effects) {
        const someoneElse = effect.attempt !== undefined && effect.attempt.until > clock.now() && (effect.attempt.by === me || !isAlone)
        if (effect.state !== 'intent' || someoneElse) continue
        const world = worldOf(by, now.stored.run, effect.key, signal)
        const found = await kindOf(effect).find(effect.input, world)
        const decision = reconcile(effect, found)
        if (decision.do === 'call') {
          now = await keeper.change(now.stored.run.id, ({ stored: { run, rev } }) => ({
            run: refuse(run, effect.key, { code: 'unavailable', detail: 'not done' }, clock.now()),
            trail: keeper.quietly(run, rev + 1),
          }))
          continue
        }
        now = await settle(by, now.stored.run.id, effect.key, () => perform(effect, false, world))
      }
      return now
    },
  }
}
