import type { Fault } from '#contract/fault.ts'
import { canonicalJson } from '../query/canonical-json.ts'
import type { EffectPlan, StepDefinition } from './definition.ts'
import { effectOf } from './definition.ts'
import type { EffectState, RunState } from './run.ts'

/** One thing in the real system that carries this effect's mark. */
export interface Found {
  readonly ref: string
  /** It is as the effect wants it. */
  readonly fits: boolean
  readonly at: number
}

const same = (effect: EffectState, plan: EffectPlan): boolean => effect.op === plan.op && canonicalJson(effect.input) === canonicalJson(plan.input)

/** What somebody took away is not in place: whoever completes the step that makes it makes it again. */
const settled: readonly EffectState['state'][] = ['done', 'undone']

const isOutOfReach = ({ op, state, fault }: EffectState): boolean => op === 'undo' && state === 'failed' && fault?.code === 'not_found'

function isSettled(run: RunState, plan: EffectPlan): boolean {
  const effect = effectOf(run, plan.key)
  // Nothing was ever made, so there is nothing to take away.
  if (!effect) return plan.op === 'undo'
  // Nothing can be ended where there is no source any more: its own time ends it.
  if (plan.op === 'undo' && (effect.state === 'gone' || isOutOfReach(effect))) return true
  return settled.includes(effect.state) && same(effect, plan)
}

/** The next effect of a step that is not done as it is wanted; undefined when all are. */
export const pendingEffect = (step: StepDefinition, run: RunState): EffectPlan | undefined => step.effects?.(run).find((plan) => !isSettled(run, plan))

const put = (run: RunState, effect: EffectState, now: number): RunState => {
  const isThere = run.effects.some((one) => one.key === effect.key)
  const effects = isThere ? run.effects.map((one) => (one.key === effect.key ? effect : one)) : [...run.effects, effect]
  return { ...run, effects, updatedAt: now }
}

export interface Attempt {
  /** The program that is at it. */
  readonly by: string
  readonly until: number
}

/** Writes down what is about to be done. What was known of it (its name in the real system) stays known. */
export function intend(run: RunState, plan: EffectPlan, attempt: Attempt, now: number): RunState {
  const known = effectOf(run, plan.key)
  const { key, kind, op, input } = plan
  return put(
    run,
    {
      key,
      kind,
      op,
      input,
      step: run.step,
      state: 'intent',
      ref: known?.ref,
      earlier: known?.earlier ?? [],
      label: known?.label,
      at: now,
      confirmedAt: undefined,
      fault: undefined,
      attempt,
    },
    now,
  )
}

/** Whether another program is at this effect now. After its time it is taken for dead. */
export const isTried = (effect: EffectState, me: string, now: number): boolean =>
  effect.state === 'intent' && effect.attempt !== undefined && effect.attempt.by !== me && effect.attempt.until > now

/** It happened. A new name in the real system keeps the old one beside it. */
export function confirm(run: RunState, key: string, it: { readonly ref: string | undefined; readonly label?: string | undefined }, now: number): RunState {
  const effect = effectOf(run, key)
  if (!effect) return run
  const ref = it.ref ?? effect.ref
  const earlier = effect.ref !== undefined && effect.ref !== ref && !effect.earlier.includes(effect.ref) ? [...effect.earlier, effect.ref] : effect.earlier
  const state = effect.op === 'do' ? 'done' : 'undone'
  return put(run, { ...effect, state, ref, earlier, label: it.label ?? effect.label, confirmedAt: now, fault: undefined, attempt: undefined }, now)
}

/** The real system said no, and surely did nothing. */
export function refuse(run: RunState, key: string, fault: Fault, now: number): RunState {
  const effect = effectOf(run, key)
  return effect ? put(run, { ...effect, state: 'failed', fault, attempt: undefined }, now) : run
}

/** Nobody knows whether it happened: it stays an intent, and is looked for before anything else is done. */
export function doubt(run: RunState, key: string, fault: Fault, now: number): RunState {
  const effect = effectOf(run, key)
  return effect ? put(run, { ...effect, fault, attempt: undefined }, now) : run
}

/** It was there and somebody took it away. */
export function lose(run: RunState, key: string, now: number): RunState {
  const effect = effectOf(run, key)
  return effect?.state === 'done' ? put(run, { ...effect, state: 'gone' }, now) : run
}

export type Decision =
  /** Not done yet (or not like this): do it, to the one that is there if there is one. */
  | { readonly do: 'call'; readonly ref: string | undefined; readonly extras: readonly string[] }
  /** It happened: take it as it is. */
  | { readonly do: 'adopt'; readonly ref: string; readonly extras: readonly string[] }
  /** Nothing is left of it. */
  | { readonly do: 'gone' }

/**
 * What to do about an intent nobody confirmed, from what the real system says: none, it was not done; one, it was; several, one
 * is kept and the others are taken away. Never decided from what we remember.
 */
export function reconcile(effect: Pick<EffectState, 'op' | 'ref'>, found: readonly Found[]): Decision {
  const ordered = found.toSorted(
    (a, b) => Number(b.fits) - Number(a.fits) || Number(b.ref === effect.ref) - Number(a.ref === effect.ref) || a.at - b.at || (a.ref < b.ref ? -1 : 1),
  )
  const [first, ...rest] = ordered
  const extras = rest.map((one) => one.ref)
  if (effect.op === 'undo') return first ? { do: 'call', ref: first.ref, extras } : { do: 'gone' }
  if (!first) return { do: 'call', ref: undefined, extras: [] }
  return first.fits ? { do: 'adopt', ref: first.ref, extras } : { do: 'call', ref: first.ref, extras }
}

export const hasIntent = (run: RunState): boolean => run.effects.some((effect) => effect.state === 'intent')
