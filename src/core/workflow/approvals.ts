import type { ApprovalState, Person, RunState } from './run.ts'
import type { WorkflowDefinition } from './definition.ts'
import { canonicalJson } from '../query/canonical-json.ts'

/** What an approval given now would be for. */
export const digestOf = (definition: WorkflowDefinition, run: RunState): string => canonicalJson(definition.approved?.(run) ?? {})

export const isValid = (definition: WorkflowDefinition, run: RunState, { digest }: Pick<ApprovalState, 'digest'>): boolean =>
  digest === digestOf(definition, run)

/** People's latest word, as far as it still holds. */
export const standing = (definition: WorkflowDefinition, run: RunState): readonly ApprovalState[] =>
  [...new Map(run.approvals.map((it) => [it.by.id, it])).values()].filter((it) => isValid(definition, run, it))

/** Takes somebody's verdict. Nobody approves their own work. */
export function approve(
  definition: WorkflowDefinition,
  run: RunState,
  it: { readonly by: Person; readonly verdict: ApprovalState['verdict']; readonly note: string; readonly at: number },
): RunState {
  const { by, verdict, note, at } = it
  const others = run.approvals.filter((one) => one.by.id !== by.id)
  return { ...run, approvals: [...others, { by, verdict, note, at, digest: digestOf(definition, run) }], updatedAt: at }
}
