import type { JsonRecord } from '#contract/json.ts'
import type { WorkflowDefinition } from './definition.ts'
import { readAnswer } from './fields.ts'
import type { RunState } from './run.ts'

/** Every version of a workflow that runs may still go by, the latest last. */
export type Shelf = Readonly<Record<string, readonly WorkflowDefinition[]>>

/** The definition a run goes by: its own version as long as that is on the shelf, else the latest; undefined for unknown work. */
export function definitionOf(shelf: Shelf, run: Pick<RunState, 'workflow' | 'version'>): WorkflowDefinition | undefined {
  const versions = Object.hasOwn(shelf, run.workflow) ? (shelf[run.workflow] ?? []) : []
  return versions.find(({ version }) => version === run.version) ?? versions.at(-1)
}

/**
 * Brings a run to the definition it goes by. Answers keep their names or get their new ones; those nobody asks for any more, or
 * that no longer fit, are kept aside and shown. Where its step is gone, it stands at the first one that was not passed.
 */
export function migrateRun(definition: WorkflowDefinition, run: RunState): RunState {
  if (run.version === definition.version) return run
  const asked = new Map(definition.steps.flatMap((step) => step.fields.map((field) => [field.name, field] as const)))
  const fields: Record<string, JsonRecord[string]> = {}
  const kept: Record<string, JsonRecord[string]> = { ...run.kept }
  for (const [name, value] of Object.entries({ ...run.kept, ...run.fields })) {
    const now = definition.renamed?.[name] ?? name
    const field = asked.get(now)
    const read = field && readAnswer(field, value)
    // The answer has the shape of its field, which is JSON.
    if (read && 'value' in read && !Object.hasOwn(fields, now)) fields[now] = read.value as JsonRecord[string]
    else kept[name] = value
  }
  for (const name of Object.keys(fields)) delete kept[name]
  const steps = definition.steps.map(({ id }) => id)
  const passed = Object.fromEntries(Object.entries(run.passed).filter(([id]) => steps.includes(id)))
  const step = steps.includes(run.step) ? run.step : (steps.find((id) => passed[id] === undefined) ?? steps.at(-1) ?? run.step)
  return { ...run, version: definition.version, fields, kept, passed, step }
}
