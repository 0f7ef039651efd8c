import type { RunCard } from '#contract/run.ts'
import type { Text } from '#web/i18n/text.ts'
import { hasWords } from '#web/i18n/words.ts'

/** Name of the step a run stands at, where the language knows the workflow: a newer server's may be unknown here. */
export function stepWords({ workflow, step }: Pick<RunCard, 'workflow' | 'step'>, text: Text): string | undefined {
  const key: string = ['workflow', workflow, 'step', step].join('.')
  return hasWords(key) ? text(key) : undefined
}
