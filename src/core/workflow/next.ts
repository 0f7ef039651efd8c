import type { Fault } from '#contract/fault.ts'
import type { Brief, BriefItem, Said } from '#contract/run.ts'
import type { WorkflowDefinition } from './definition.ts'
import { effectOf } from './definition.ts'
import { setsOf } from './definitions/silences.ts'
import type { Found } from './effects.ts'
import { moment, text } from './run.ts'
import type { EffectState, RunState } from './run.ts'
import type { Fresh } from './seen.ts'

type Next = Brief['next']

const say = (key: string, args: Said['args'] = {}): Said => ({ key: `run.next.${key}`, args })

export const isFault = (found: readonly Found[] | Fault | undefined): found is Fault => found !== undefined && 'code' in found

/** Done by us, and no longer there. */
export const isGone = (effect: EffectState, found: readonly Found[] | Fault | undefined, now: number): boolean => {
  if (effect.kind !== 'alertmanager.silence' || effect.state !== 'done' || found === undefined || isFault(found)) return effect.state === 'gone'
  return found.length === 0 && (moment(effect.input, 'endsAt') ?? 0) > now
}

const placeOf = ({ steps }: WorkflowDefinition, step: string): number => steps.findIndex(({ id }) => id === step)

/** The ground of a silence is lost: nobody may ask its source any more, or there is no such source. */
type Lost = 'barred' | 'unplugged'
const lostBy = (fault: Fault | undefined): Lost | undefined => (fault?.code === 'forbidden' ? 'barred' : fault?.code === 'not_found' ? 'unplugged' : undefined)

const isOver = (run: RunState): boolean => run.passed['implement'] !== undefined || run.passed['schedule'] === undefined

/** The window of a change went by before it was carried out. */
function windowOver(definition: WorkflowDefinition, run: RunState, now: number): Next | undefined {
  const end = moment(run.fields, 'end')
  if (definition.id !== 'change' || end === undefined || end > now || isOver(run)) return undefined
  return { do: 'reschedule', step: 'schedule', said: say('windowOver') }
}

/** Silences to come at a source that is lost: they are planned elsewhere. */
function elsewhere(definition: WorkflowDefinition, run: RunState, { away }: Fresh): Next | undefined {
  const planned = definition.steps.find(({ fields }) => fields.some(({ kind }) => kind === 'suppression'))
  const made = definition.steps.findLast((step) => step.effects?.(run).some(({ kind, op }) => kind === 'alertmanager.silence' && op === 'do'))
  if (!planned || !made || placeOf(definition, run.step) > placeOf(definition, made.id)) return undefined
  for (const { id, source } of setsOf(run)) {
    const lost = lostBy(away.get(source))
    if (lost && effectOf(run, `silence-${id}`)?.state !== 'done') return { do: 'resolve', step: planned.id, said: say(`${lost}Choose`, { source }) }
  }
  return undefined
}

/** A silence that stands at a source that is lost: somebody who may ask it has to end it, or time does. */
function outOfReach(run: RunState, { effects }: Fresh, now: number): Next | undefined {
  for (const { key, kind, state, input } of run.effects) {
    const found = effects.get(key)
    const lost = isFault(found) ? lostBy(found) : undefined
    const stands = kind === 'alertmanager.silence' && state !== 'undone' && state !== 'gone' && (moment(input, 'endsAt') ?? 0) > now
    if (!lost || !stands) continue
    return { do: lost === 'barred' ? 'handOver' : 'continue', step: run.step, said: say(`${lost}Stands`, { source: text(input, 'source') }) }
  }
  return undefined
}

/** A silence somebody took away while the work it covers goes on. It is made again where it was made, by whoever says so. */
function takenAway(definition: WorkflowDefinition, run: RunState, { effects }: Fresh, now: number): Next | undefined {
  const at = placeOf(definition, run.step)
  const gone = run.effects.find(
    (effect) =>
      effect.op === 'do' &&
      isGone(effect, effects.get(effect.key), now) &&
      (moment(effect.input, 'endsAt') ?? 0) > now &&
      at <= placeOf(definition, effect.step) + 1,
  )
  return gone && { do: 'again', step: gone.step, said: say('silenceGone') }
}

function clash(run: RunState, { conflicts }: Fresh, changed: readonly BriefItem[]): Next | undefined {
  const isNew = changed.some(({ said }) => said.key === 'run.changed.conflict')
  return isNew ? { do: 'resolve', step: run.step, said: say('clash', { title: conflicts?.[0]?.title ?? '' }) } : undefined
}

function resolved(definition: WorkflowDefinition, run: RunState, { alerts }: Fresh): Next | undefined {
  const isAllOver = definition.id === 'triage' && alerts?.length === 0 && run.passed['pick'] !== undefined
  return isAllOver ? { do: 'close', step: run.step, said: say('resolved') } : undefined
}

/** The one next thing to do, and why when it is not simply going on. What cannot be done any more comes before what should be looked at. */
export function nextOf(definition: WorkflowDefinition, run: RunState, fresh: Fresh, changed: readonly BriefItem[], now: number): Next {
  if (run.state === 'done') return { do: 'archive', step: run.step }
  if (run.state !== 'open') return { do: 'recover', step: run.step }
  const isWaiting = run.effects.some(({ state }) => state === 'intent')
  return (
    windowOver(definition, run, now) ??
    elsewhere(definition, run, fresh) ??
    outOfReach(run, fresh, now) ??
    clash(run, fresh, changed) ??
    takenAway(definition, run, fresh, now) ??
    resolved(definition, run, fresh) ?? { do: 'continue', step: run.step, ...(isWaiting && { said: say('reconcile') }) }
  )
}
