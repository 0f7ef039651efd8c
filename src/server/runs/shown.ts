import type { Run, RunCard, Workflow } from '#contract/run.ts'
import type { Actor } from '#core/policy/actor.ts'
import { runRelation } from '#core/policy/run.ts'
import type { RunRights } from '#core/policy/run.ts'
import { isValid } from '#core/workflow/approvals.ts'
import { labelOf } from '#core/workflow/brief.ts'
import { effectOf, numberOf, wayOf } from '#core/workflow/definition.ts'
import type { WorkflowDefinition } from '#core/workflow/definition.ts'
import { isHeld } from '#core/workflow/lease.ts'
import { severityOf } from '#core/workflow/rank.ts'
import type { Ranked } from '#core/workflow/rank.ts'
import type { EffectState, LeaseState, RunState } from '#core/workflow/run.ts'
import type { Given } from '../door/route.ts'
import type { StoredRun } from '../store/runs.ts'

export const rightsOf = (run: RunState): RunRights => ({ owner: run.owner.id, helpers: run.helpers.map(({ id }) => id) })

const relationOf = (actor: Actor, run: RunState): Run['mine'] => {
  const relation = runRelation(actor, rightsOf(run))
  return relation === 'none' ? 'watch' : relation
}

const shownEffect = ({ input, attempt: _attempt, ref, label, confirmedAt, fault, earlier, ...it }: EffectState) => ({
  ...it,
  earlier: [...earlier],
  ...(ref !== undefined && { ref }),
  label: labelOf({ label, ref, input }),
  ...(confirmedAt !== undefined && { confirmedAt }),
  ...(fault !== undefined && { fault }),
})

const shownLease = ({ by, device, until }: LeaseState, mine: string | undefined) => ({
  by,
  device: device.label,
  phone: device.phone,
  until,
  mine: device.id === mine,
})

function stepsOf(definition: WorkflowDefinition, run: RunState): Run['steps'] {
  const way = new Set(wayOf(definition, run).map(({ id }) => id))
  return definition.steps.map(({ id }) => {
    const at = run.passed[id]
    const state = id === run.step && run.state === 'open' ? 'current' : at !== undefined ? 'done' : way.has(id) ? 'ahead' : 'skipped'
    return { id, state, ...(at !== undefined && { at }) }
  })
}

/** A run as the person asking may see it, on the device they ask from. */
export function shownRun(
  { run, rev, lease }: StoredRun,
  definition: WorkflowDefinition,
  it: { readonly actor: Actor; readonly device: string | undefined; readonly now: number },
): Given<Run> {
  const {
    passed: _passed,
    left: _left,
    helpers: _helpers,
    dismissed: _dismissed,
    snoozedUntil: _snoozed,
    effects,
    approvals,
    note,
    recoverableUntil,
    ...rest
  } = run
  return {
    ...rest,
    rev,
    mine: relationOf(it.actor, run),
    steps: stepsOf(definition, run),
    effects: effects.map(shownEffect),
    approvals: approvals.map(({ digest, ...approval }) => ({ ...approval, valid: isValid(definition, run, { digest }) })),
    lease: isHeld(lease, it.now) ? shownLease(lease, it.device) : null,
    notices: run.notices.map(({ said, at }) => ({ said, at })),
    ...(note !== undefined && note !== '' && { note }),
    ...(recoverableUntil !== undefined && { recoverableUntil }),
  }
}

/** What it is about, in a word: its number, its service. */
const aboutOf = (run: RunState): string => effectOf(run, 'change')?.label ?? effectOf(run, 'incident')?.label ?? run.subject?.service ?? ''

export function cardOf(
  { run, definition, deadline, reason }: Ranked,
  stored: StoredRun,
  it: { readonly actor: Actor; readonly device: string | undefined; readonly now: number },
): Given<RunCard> {
  const { lease } = stored
  const severity = severityOf(run)
  const heldElsewhere = isHeld(lease, it.now) && lease.device.id !== it.device
  return {
    id: run.id,
    workflow: run.workflow,
    title: run.title,
    about: aboutOf(run),
    ...(run.subject && { subject: run.subject.id }),
    state: run.state,
    step: run.step,
    number: numberOf(definition, run.step),
    of: definition.steps.length,
    updatedAt: run.updatedAt,
    expiresAt: run.expiresAt,
    reason,
    mine: relationOf(it.actor, run),
    ...(deadline && { deadline }),
    ...(severity && { severity }),
    ...(heldElsewhere && { held: { by: lease.by.name, device: lease.device.label, phone: lease.device.phone, you: lease.by.id === it.actor.id } }),
    ...(run.snoozedUntil > it.now && { snoozedUntil: run.snoozedUntil }),
  }
}

export const shownWorkflow = ({ id, version, steps, from }: WorkflowDefinition): Given<Workflow> => ({
  id,
  version,
  from,
  steps: steps.map((step) => ({ id: step.id, fields: step.fields })),
})
