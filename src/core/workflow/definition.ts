import type { JsonRecord } from '#contract/json.ts'
import type { Field, Said, Workflow } from '#contract/run.ts'
import type { EffectState, Problem, RunState } from './run.ts'

/** An effect as a step wants it. The same key is the same thing in the real system, however often its input changes. */
export interface EffectPlan {
  readonly key: string
  readonly kind: string
  readonly op: 'do' | 'undo'
  readonly input: JsonRecord
}

export interface StepDefinition {
  readonly id: string
  readonly fields: readonly Field[]
  /** Left out while this is false. */
  readonly when?: (run: RunState) => boolean
  /** Answers to start with when the step is entered and they are missing. */
  readonly enter?: (run: RunState, now: number) => JsonRecord
  /** What has to be true beyond the fields before the step is completed. */
  readonly prove?: (run: RunState, now: number) => Problem | undefined
  /** What completing it does, in order. Asked again after each one, so a later one may use what an earlier one made. */
  readonly effects?: (run: RunState) => readonly EffectPlan[]
  /** Work that is lost if the run is given up after this step, relative to the others. */
  readonly cost: number
}

/** A moment that matters by itself. */
export interface Deadline {
  readonly at: number
  readonly said: Said
}

export interface WorkflowDefinition {
  readonly id: string
  readonly version: number
  readonly from: Workflow['from']
  readonly steps: readonly StepDefinition[]
  /** Answers to start with. */
  readonly begin?: (subject: RunState['subject'], now: number) => JsonRecord
  readonly title: (run: Pick<RunState, 'fields' | 'subject'>) => string
  /** How long it is kept after the last change. */
  readonly idleMs: (run: RunState) => number
  /** How long before its end the owner is told. */
  readonly warnMs: number
  readonly deadlines: (run: RunState) => readonly Deadline[]
  /** Answers worth repeating to somebody who comes back. */
  readonly recall: readonly string[]
  /** What an approval is for; when this changes, approvals no longer hold. */
  readonly approved?: (run: RunState) => JsonRecord
  /** How answers of older versions that are no longer on the shelf are called here. */
  readonly renamed?: Readonly<Record<string, string>>
}

export const stepOf = (definition: WorkflowDefinition, id: string): StepDefinition | undefined => definition.steps.find((step) => step.id === id)

/** The steps of this run's way, in order. */
export const wayOf = (definition: WorkflowDefinition, run: RunState): readonly StepDefinition[] => definition.steps.filter((step) => step.when?.(run) !== false)

export const effectOf = (run: RunState, key: string): EffectState | undefined => run.effects.find((effect) => effect.key === key)

/** Place of a step, from 1. Steps that are left out count, so that numbers do not jump while somebody answers. */
export const numberOf = (definition: WorkflowDefinition, step: string): number => definition.steps.findIndex(({ id }) => id === step) + 1
