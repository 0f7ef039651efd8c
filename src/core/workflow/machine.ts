import type { JsonRecord } from '#contract/json.ts'
import type { Field, Subject } from '#contract/run.ts'
import { canonicalJson } from '../query/canonical-json.ts'
import { stepOf, wayOf } from './definition.ts'
import type { StepDefinition, WorkflowDefinition } from './definition.ts'
import { pendingEffect } from './effects.ts'
import { gapIn, readAnswer } from './fields.ts'
import type { Device, Person, Problem, Result, RunState } from './run.ts'

/** How long what was given up can be had back. */
export const recoverMs = 7 * 86_400_000
/** After so many dismissals a run is no longer suggested. */
export const maxDismissed = 3

const problem = (code: Problem['code'], detail: string, field?: string): { readonly problem: Problem } => ({
  problem: { code, detail, ...(field !== undefined && { field }) },
})

const titled = (definition: WorkflowDefinition, run: RunState): RunState => ({ ...run, title: definition.title(run) })
const dated = (definition: WorkflowDefinition, run: RunState, now: number): RunState => ({
  ...run,
  updatedAt: now,
  expiresAt: now + definition.idleMs(run),
  notices: run.notices.filter((notice) => !notice.id.startsWith('expiry')),
})

const entered = (step: StepDefinition | undefined, run: RunState, now: number): RunState => {
  const first = step?.enter?.(run, now) ?? {}
  const missing = Object.entries(first).filter(([name]) => run.fields[name] === undefined || run.fields[name] === null)
  return missing.length === 0 ? run : { ...run, fields: { ...run.fields, ...Object.fromEntries(missing) } }
}

export interface Beginning {
  readonly id: string
  readonly owner: Person
  readonly device: Device
  readonly subject: Subject | null
  readonly fields: JsonRecord
  readonly place: JsonRecord
  readonly now: number
}

export function begin(definition: WorkflowDefinition, { id, owner, device, subject, fields, place, now }: Beginning): Result {
  const [first] = definition.steps
  if (!first) return problem('invalid', `workflow ${definition.id} has no steps`)
  const blank: RunState = {
    id,
    workflow: definition.id,
    version: definition.version,
    title: '',
    subject,
    owner,
    helpers: [],
    state: 'open',
    step: first.id,
    passed: {},
    fields: definition.begin?.(subject, now) ?? {},
    kept: {},
    effects: [],
    approvals: [],
    place: {},
    notices: [],
    note: undefined,
    left: device,
    dismissed: 0,
    snoozedUntil: 0,
    createdAt: now,
    updatedAt: now,
    expiresAt: now,
    recoverableUntil: undefined,
  }
  return save(definition, entered(first, blank, now), { fields, place, device, now })
}

export interface Saving {
  readonly fields: JsonRecord
  readonly place?: JsonRecord | undefined
  readonly device: Device
  readonly now: number
}

const fieldsOf = (definition: WorkflowDefinition): ReadonlyMap<string, Field> =>
  new Map(definition.steps.flatMap((step) => step.fields.map((field) => [field.name, field] as const)))

/** Takes answers in. One that cannot be kept refuses them all, so that nobody believes half of it was saved. */
export function save(definition: WorkflowDefinition, run: RunState, { fields, place, device, now }: Saving): Result {
  if (run.state !== 'open') return problem('invalid', `run is ${run.state}`, 'state')
  const known = fieldsOf(definition)
  const next = new Map(Object.entries(run.fields))
  for (const [name, value] of Object.entries(fields)) {
    const field = known.get(name)
    if (!field) return problem('invalid', 'no such field', `fields.${name}`)
    if (value === null) next.delete(name)
    else {
      const read = readAnswer(field, value)
      if ('problem' in read) return read
      next.set(name, read.value as JsonRecord[string])
    }
  }
  const answers = Object.fromEntries(next)
  const saved: RunState = { ...run, fields: answers, passed: stillPassed(definition, run, answers), place: place ?? run.place, left: device }
  return { run: dated(definition, titled(definition, saved), now) }
}

/** Somebody went back and changed an answer: what later steps proved or did has to be looked at again. */
function stillPassed(definition: WorkflowDefinition, run: RunState, answers: JsonRecord): RunState['passed'] {
  const same = canonicalJson(answers) === canonicalJson(run.fields)
  const at = definition.steps.findIndex(({ id }) => id === run.step)
  const again = same ? [] : definition.steps.slice(at + 1).filter((step) => step.effects !== undefined || step.prove !== undefined)
  return again.length === 0 ? run.passed : Object.fromEntries(Object.entries(run.passed).filter(([id]) => !again.some((step) => step.id === id)))
}

/** Goes back to a step that was passed, or on to one that was. Effects stay; they are looked at again when their step is completed. */
export function goTo(definition: WorkflowDefinition, run: RunState, step: string, now: number): Result {
  const there = wayOf(definition, run).find(({ id }) => id === step)
  if (!there) return problem('invalid', 'no such step', 'step')
  if (step !== run.step && run.passed[step] === undefined && !isReached(definition, run, step)) return problem('invalid', 'not reached yet', 'step')
  return { run: dated(definition, entered(there, { ...run, step }, now), now) }
}

/** Everything before it has been passed. */
const isReached = (definition: WorkflowDefinition, run: RunState, step: string): boolean => {
  const way = wayOf(definition, run)
  return way
    .slice(
      0,
      way.findIndex(({ id }) => id === step),
    )
    .every(({ id }) => run.passed[id] !== undefined)
}

/** Why the step cannot be completed yet. Effects come after. */
export function gapOf(definition: WorkflowDefinition, run: RunState, now: number): Problem | undefined {
  const step = stepOf(definition, run.step)
  if (!step) return { code: 'invalid', detail: 'no such step', field: 'step' }
  return gapIn(step.fields, run.fields) ?? step.prove?.(run, now)
}

/** Completes the step, once its answers are enough and its effects are done. The last one completes the run. */
export function advance(definition: WorkflowDefinition, run: RunState, now: number): Result {
  if (run.state !== 'open') return problem('invalid', `run is ${run.state}`, 'state')
  const gap = gapOf(definition, run, now)
  if (gap) return { problem: gap }
  const step = stepOf(definition, run.step)
  if (step && pendingEffect(step, run)) return problem('invalid', 'effects are not done', 'effects')
  const passed = { ...run.passed, [run.step]: now }
  const way = wayOf(definition, { ...run, passed })
  const at = way.findIndex(({ id }) => id === run.step)
  const next = way[at + 1]
  if (!next) return { run: { ...dated(definition, { ...run, passed }, now), state: 'done' } }
  return { run: dated(definition, entered(next, { ...run, passed, step: next.id }, now), now) }
}

/** Gives the run to somebody else; whoever gave it stays with it. */
export function handOver(definition: WorkflowDefinition, run: RunState, it: { readonly to: Person; readonly note: string; readonly now: number }): Result {
  if (run.state !== 'open') return problem('invalid', `run is ${run.state}`, 'state')
  if (it.to.id === run.owner.id) return problem('invalid', 'owns it already', 'to')
  const helpers = [...run.helpers.filter(({ id }) => id !== it.to.id && id !== run.owner.id), run.owner]
  return { run: dated(definition, { ...run, owner: it.to, helpers, note: it.note, dismissed: 0, snoozedUntil: 0 }, it.now) }
}

/** Not now. It keeps its age, so dismissing never makes a run look fresh. */
export const dismiss = (run: RunState, until: number): RunState => ({ ...run, dismissed: run.dismissed + 1, snoozedUntil: until })

export function discard(run: RunState, now: number): Result {
  if (run.state !== 'open') return problem('invalid', `run is ${run.state}`, 'state')
  return { run: { ...run, state: 'discarded', updatedAt: now, recoverableUntil: now + recoverMs } }
}

export const isExpired = (run: RunState, now: number): boolean => run.state === 'open' && run.expiresAt <= now

/** Its time is over. What it did in real systems stays done and stays known. */
export const expire = (run: RunState, now: number): RunState => ({ ...run, state: 'expired', recoverableUntil: now + recoverMs })

/** Has a discarded or expired run back, with everything that was in it. */
export function recover(definition: WorkflowDefinition, run: RunState, now: number): Result {
  if (run.state !== 'discarded' && run.state !== 'expired') return problem('invalid', `run is ${run.state}`, 'state')
  if (run.recoverableUntil === undefined || run.recoverableUntil <= now) return problem('invalid', 'kept for seven days only', 'state')
  const open: RunState = { ...run, state: 'open', recoverableUntil: undefined, dismissed: 0, snoozedUntil: 0 }
  return { run: dated(definition, open, now) }
}
