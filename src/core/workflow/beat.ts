import type { WorkflowDefinition } from './definition.ts'
import { expire, isExpired } from './machine.ts'
import { moment } from './run.ts'
import type { Notice, RunState } from './run.ts'

/** So long before a silence ends the owner is asked: extend it, or end the work? */
const silenceWarnMs = 15 * 60_000

interface Due {
  readonly at: number
  readonly notice: Omit<Notice, 'at'>
}

/** What the owner is to be told, and when; a new date is a new notice. */
function dues(definition: WorkflowDefinition, run: RunState): readonly Due[] {
  const ending = run.effects.flatMap(({ key, kind, state, input }): readonly Due[] => {
    const end = moment(input, 'endsAt')
    if (kind !== 'alertmanager.silence' || state !== 'done' || end === undefined || run.step === 'close') return []
    return [{ at: end - silenceWarnMs, notice: { id: `silence ${key} ${end}`, said: { key: 'run.notice.silenceEnds', args: { at: end } } } }]
  })
  const over = {
    at: run.expiresAt - definition.warnMs,
    notice: { id: `expiry ${run.expiresAt}`, said: { key: 'run.notice.expires', args: { at: run.expiresAt } } },
  }
  return [...ending, over]
}

const isTold = (run: RunState, { notice }: Due): boolean => run.notices.some(({ id }) => id === notice.id)

/** When the run has to be looked at next without anybody asking. */
export const wakeAt = (definition: WorkflowDefinition, run: RunState): number =>
  Math.min(
    run.expiresAt,
    ...dues(definition, run)
      .filter((due) => !isTold(run, due))
      .map(({ at }) => at),
  )

/** What time alone does to a run: notices, and in the end expiry. The same run when there is nothing to do yet. */
export function beat(definition: WorkflowDefinition, run: RunState, now: number): RunState {
  if (isExpired(run, now)) return expire(run, now)
  const due = dues(definition, run).filter((one) => one.at <= now && !isTold(run, one))
  return due.length === 0 ? run : { ...run, notices: [...run.notices, ...due.map(({ notice }) => ({ ...notice, at: now }))] }
}
