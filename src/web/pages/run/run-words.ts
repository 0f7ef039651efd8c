import type { Said } from '#contract/run.ts'
import type { TextKey } from '#locales/chapter.ts'
import { useText } from '#web/i18n/text.ts'
import type { TextArgs } from '#web/i18n/text.ts'

export interface RunWords {
  step(workflow: string, step: string): string
  head(workflow: string, step: string): string
  workflow(id: string): string
  field(name: string): string
  option(name: string): string
  said(said: Said): string
  gap(detail: string): string
}

const gaps = new Set(['required', 'unfinished', 'source', 'matchers', 'pattern', 'everything', 'before_start', 'too_long', 'over', 'waiting', 'refused'])

/** Words for what definitions and the server name. */
export function useRunWords(): RunWords {
  const text = useText()
  // The names come with definitions; a test walks them all and finds every key in the chapter.
  const named = (key: string, args?: TextArgs): string => text(key as TextKey, args)
  return {
    step: (workflow, step) => named(`workflow.${workflow}.step.${step}`),
    head: (workflow, step) => named(`workflow.${workflow}.head.${step}`),
    workflow: (id) => named(`workflow.${id}.name`),
    field: (name) => named(`workflow.field.${name}`),
    option: (name) => named(`workflow.option.${name}`),
    said: ({ key, args }) => named(key, args),
    gap: (detail) => named(`run.gap.${gaps.has(detail) ? detail : 'invalid'}`),
  }
}
