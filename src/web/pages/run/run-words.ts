import { useQuery } from '@tanstack/react-query'
import type { Said } from '#contract/run.ts'
import type { TextKey } from '#locales/chapter.ts'
import { sourcesQuery } from '#web/api/source-query.ts'
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

/** Sources are named by their ids in what is said of them. The frame of the app knows their names; nothing is asked for them here. */
function useNamed(): (args: Said['args']) => Said['args'] {
  const { data } = useQuery({ ...sourcesQuery, enabled: false })
  const nameOf = (id: string | number | undefined) => data?.find((source) => source.id === id)?.name ?? id
  return (args) =>
    Object.fromEntries(Object.entries(args).map(([name, value]) => [name, ['label', 'source'].includes(name) ? (nameOf(value) ?? value) : value]))
}

/** Words for what definitions and the server name. */
export function useRunWords(): RunWords {
  const text = useText()
  const withNames = useNamed()
  // The names come with definitions; a test walks them all and finds every key in the chapter.
  const named = (key: string, args?: TextArgs): string => text(key as TextKey, args)
  return {
    step: (workflow, step) => named(`workflow.${workflow}.step.${step}`),
    head: (workflow, step) => named(`workflow.${workflow}.head.${step}`),
    workflow: (id) => named(`workflow.${id}.name`),
    field: (name) => named(`workflow.field.${name}`),
    option: (name) => named(`workflow.option.${name}`),
    said: ({ key, args }) => named(key, withNames(args)),
    gap: (detail) => named(`run.gap.${gaps.has(detail) ? detail : 'invalid'}`),
  }
}
