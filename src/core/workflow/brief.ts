import type { Fault } from '#contract/fault.ts'
import type { Brief, BriefItem, Said, SuppressionSet } from '#contract/run.ts'
import type { JsonRecord } from '#contract/json.ts'
import { isValid } from './approvals.ts'
import { numberOf } from './definition.ts'
import type { WorkflowDefinition } from './definition.ts'
import { setsOf } from './definitions/silences.ts'
import type { Found } from './effects.ts'
import { isElsewhere } from './elsewhere.ts'
import { isFault, isGone, nextOf } from './next.ts'
import type { Fresh, Seen } from './seen.ts'
import { text } from './run.ts'
import type { EffectState, RunState } from './run.ts'

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

/** What is known of a fault: the fact that came with it, else what its code means. */
const told = ({ code, detail }: Fault, key: string): Said => (detail ? say(key, { detail }) : { key: `fault.${code}`, args: { detail: 'none' } })

/** Why the real system could not be asked, in words for whoever asks. */
const unreadable = (fault: Fault, label: string): Said => {
  if (fault.code === 'forbidden') return say('did.barred', { label })
  return fault.code === 'not_found' ? say('did.unplugged', { label }) : told(fault, 'did.unreadable')
}

const refused = (fault: Fault | undefined, label: string): Said | undefined =>
  fault && (['forbidden', 'not_found'].includes(fault.code) ? unreadable(fault, label) : told(fault, 'did.why'))

/** For people: what it is called, or where it is. */
export const labelOf = ({ label, ref, input }: Pick<EffectState, 'label' | 'ref' | 'input'>): string => label ?? (text(input, 'source') || ref || '')

function effectItem(effect: EffectState, found: readonly Found[] | Fault | undefined, now: number): BriefItem {
  const { kind, op, confirmedAt, at } = effect
  const what = kind.replaceAll('.', '_')
  const label = labelOf(effect)
  const named = say(`did.${what}.more`, { label })
  if (isGone(effect, found, now)) return item('warning', say('did.gone'), named, now)
  if (effect.state === 'failed') {
    const head = op === 'undo' && kind === 'alertmanager.silence' ? say('did.notEnded') : say(`did.${what}.failed`)
    return item('warning', head, refused(effect.fault, label), at)
  }
  if (effect.state === 'undone') return item('ok', say(`did.${what}.undone`), named, confirmedAt)
  // What stands where nobody may look is not said to be in place.
  if (isFault(found)) return item('pending', say(`did.${what}.unknown`), unreadable(found, label), now)
  if (effect.state === 'done' && isElsewhere(effect)) return item('info', say(`did.${what}.elsewhere`), say('did.elsewhere', { label }), confirmedAt)
  if (effect.state === 'done') return item('ok', say(`did.${what}.done`), named, confirmedAt)
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
