import type { Fault } from '#contract/fault.ts'
import type { Brief, BriefItem, Said, SuppressionSet } from '#contract/run.ts'
import type { JsonRecord } from '#contract/json.ts'
import { isValid } from './approvals.ts'
import { numberOf } from './definition.ts'
import type { WorkflowDefinition } from './definition.ts'
import { setsOf } from './definitions/silences.ts'
import type { Found } from './effects.ts'
import { moment } from './run.ts'
import type { EffectState, RunState } from './run.ts'

/** What was seen of the real systems at some moment, as far as it can be compared later. */
export interface Seen {
  readonly at: number
  /** Alerts that were covered or picked, and were going on. */
  readonly alerts: readonly string[]
  /** Changes in the same window. */
  readonly conflicts: readonly string[]
}

export interface Fresh {
  readonly alerts: readonly { readonly id: string; readonly title: string; readonly startedAt: number }[] | undefined
  readonly conflicts: readonly { readonly id: string; readonly title: string; readonly startedAt: number }[] | undefined
  /** What carries the mark of each effect, or why that could not be read. */
  readonly effects: ReadonlyMap<string, readonly Found[] | Fault>
}

export type BriefFacts = Pick<Brief, 'number' | 'of' | 'where' | 'changed' | 'done' | 'expires' | 'next'>

const say = (key: string, args: Said['args'] = {}): Said => ({ key: `run.${key}`, args })
const item = (mark: BriefItem['mark'], said: Said, more?: Said, at?: number): BriefItem => ({
  mark,
  said,
  ...(more && { more }),
  ...(at !== undefined && { at }),
})

const written = (set: SuppressionSet): string => set.matchers.map(({ name, op, value }) => `${name}${op}"${value}"`).join(' ')

function answerText(value: JsonRecord[string] | undefined): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join(', ')
  return ''
}

/** Answers worth repeating, as they were given; the ones that are moments as epoch milliseconds. */
function whereOf(definition: WorkflowDefinition, run: RunState): Brief['where'] {
  return definition.recall.flatMap((field) => {
    const code = field === 'suppression'
    const text = code ? setsOf(run).map(written).join('\n') : answerText(run.fields[field])
    return text === '' ? [] : [{ field, text, code }]
  })
}

const added = <T extends { readonly id: string }>(now: readonly T[] | undefined, before: readonly string[] | undefined): readonly T[] =>
  now === undefined || before === undefined ? [] : now.filter(({ id }) => !before.includes(id))

function alertsChanged({ alerts }: Fresh, seen: Seen | undefined): readonly BriefItem[] {
  if (!alerts || !seen) return []
  const more = added(alerts, seen.alerts)
  const over = seen.alerts.filter((id) => !alerts.some((one) => one.id === id)).length
  const [first] = more
  return [
    ...(first ? [item('warning', say('changed.alertsMore', { n: more.length }), say('changed.first', { title: first.title }), first.startedAt)] : []),
    ...(over > 0 && alerts.length > 0 ? [item('ok', say('changed.alertsOver', { n: over }), say('changed.alertsLeft', { n: alerts.length }))] : []),
    ...(over > 0 && alerts.length === 0 ? [item('ok', say('changed.allOver', { n: over }))] : []),
  ]
}

const conflictsChanged = ({ conflicts }: Fresh, seen: Seen | undefined): readonly BriefItem[] =>
  added(conflicts, seen?.conflicts).map(({ title, startedAt }) => item('warning', say('changed.conflict', { title }), say('changed.conflictMore'), startedAt))

function approvalsChanged(definition: WorkflowDefinition, run: RunState): readonly BriefItem[] {
  return run.approvals.map((approval) => {
    const { verdict, by, at } = approval
    if (!isValid(definition, run, approval)) return item('warning', say('changed.approvalVoid', { name: by.name }), say('changed.approvalVoidMore'), at)
    return item(verdict === 'yes' ? 'ok' : 'warning', say(verdict === 'yes' ? 'changed.approved' : 'changed.refused', { name: by.name }), undefined, at)
  })
}

const isFault = (found: readonly Found[] | Fault | undefined): found is Fault => found !== undefined && 'code' in found

/** Done by us, and no longer there. */
export const isGone = (effect: EffectState, found: readonly Found[] | Fault | undefined, now: number): boolean => {
  if (effect.kind !== 'alertmanager.silence' || effect.state !== 'done' || found === undefined || isFault(found)) return effect.state === 'gone'
  return found.length === 0 && (moment(effect.input, 'endsAt') ?? 0) > now
}

function effectItem(effect: EffectState, found: readonly Found[] | Fault | undefined, now: number): BriefItem {
  const { kind, label, ref, confirmedAt, at } = effect
  const what = kind.replaceAll('.', '_')
  const named = say(`did.${what}.more`, { label: label ?? ref ?? '' })
  if (isGone(effect, found, now)) return item('warning', say('did.gone'), named, now)
  if (effect.state === 'failed')
    return item('warning', say(`did.${what}.failed`), say('did.why', { detail: effect.fault?.detail ?? effect.fault?.code ?? '' }), at)
  if (effect.state === 'undone') return item('ok', say(`did.${what}.undone`), named, confirmedAt)
  if (effect.state === 'done') return item('ok', say(`did.${what}.done`), named, confirmedAt)
  if (isFault(found)) return item('pending', say(`did.${what}.unknown`), say('did.unreadable', { detail: found.detail ?? found.code }), now)
  return item('pending', say(`did.${what}.pending`), say((found?.length ?? 0) === 0 ? 'did.lookedNone' : 'did.lookedSome', { n: found?.length ?? 0 }), now)
}

/** Silences that are planned and were not asked for yet. */
function notYet(run: RunState): readonly BriefItem[] {
  if (run.state !== 'open') return []
  const asked = new Set(run.effects.map(({ key }) => key))
  const open = setsOf(run).filter(({ id, matchers }) => matchers.length > 0 && !asked.has(`silence-${id}`))
  return open.length === 0 ? [] : [item('pending', say('did.alertmanager_silence.notYet', { n: open.length }), say('did.notAsked'))]
}

function expiryOf(definition: WorkflowDefinition, run: RunState, now: number): readonly BriefItem[] {
  const own = definition
    .deadlines(run)
    .filter(({ at }) => at > now)
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, said }) => item('clock', said, undefined, at))
  const end =
    run.state === 'open'
      ? item('clock', say('expires.draft'), say('expires.draftMore'), run.expiresAt)
      : item('clock', say('expires.kept'), undefined, run.recoverableUntil)
  return [...own, end]
}

function nextOf(definition: WorkflowDefinition, run: RunState, fresh: Fresh, changed: readonly BriefItem[], now: number): Brief['next'] {
  if (run.state === 'done') return { do: 'archive', step: run.step }
  if (run.state !== 'open') return { do: 'recover', step: run.step }
  const end = moment(run.fields, 'end')
  if (definition.id === 'change' && end !== undefined && end <= now && run.passed['implement'] === undefined && run.passed['schedule'] !== undefined) {
    return { do: 'reschedule', step: 'schedule', said: say('next.windowOver') }
  }
  if (changed.some(({ said }) => said.key === 'run.changed.conflict'))
    return { do: 'resolve', step: run.step, said: say('next.clash', { title: fresh.conflicts?.[0]?.title ?? '' }) }
  if (definition.id === 'triage' && fresh.alerts?.length === 0 && run.passed['pick'] !== undefined)
    return { do: 'close', step: run.step, said: say('next.resolved') }
  const waiting = run.effects.some(({ state }) => state === 'intent')
  return { do: 'continue', step: run.step, ...(waiting && { said: say('next.reconcile') }) }
}

/** What somebody who comes back has to know, from the run, what was seen when they left, and what is true now. */
export function composeBrief(
  definition: WorkflowDefinition,
  run: RunState,
  it: { readonly seen: Seen | undefined; readonly fresh: Fresh; readonly now: number },
): BriefFacts {
  const { seen, fresh, now } = it
  const gone = run.effects.filter((effect) => isGone(effect, fresh.effects.get(effect.key), now))
  const found = [
    ...gone.map(() => item('warning', say('changed.silenceGone'), say('changed.silenceGoneMore'), now)),
    ...alertsChanged(fresh, seen),
    ...conflictsChanged(fresh, seen),
    ...approvalsChanged(definition, run),
    ...run.notices.map(({ said, at }) => item('info', said, undefined, at)),
    ...(Object.keys(run.kept).length > 0 ? [item('info', say('changed.definition', { n: Object.keys(run.kept).length }), say('changed.definitionMore'))] : []),
  ]
  const changed = found.length > 0 ? found : [item('ok', say('changed.nothing'))]
  return {
    number: numberOf(definition, run.step),
    of: definition.steps.length,
    where: whereOf(definition, run),
    changed,
    done: [...run.effects.map((effect) => effectItem(effect, fresh.effects.get(effect.key), now)), ...notYet(run)],
    expires: [...expiryOf(definition, run, now)],
    next: nextOf(definition, run, fresh, found, now),
  }
}
