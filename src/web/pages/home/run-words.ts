import type { RunCard } from '#contract/run.ts'
import type { Text } from '#web/i18n/text.ts'
import { hasWords } from '#web/i18n/words.ts'

/** Name of the step a run stands at, where the language knows the workflow: a newer server's may be unknown here. */
export function stepWords({ workflow, step }: Pick<RunCard, 'workflow' | 'step'>, text: Text): string | undefined {
  const key: string = ['workflow', workflow, 'step', step].join('.')
  return hasWords(key) ? text(key) : undefined
}

/** What a run is called: its own title, the name of its workflow until it has one. */
export function nameWords({ title, workflow }: Pick<RunCard, 'title' | 'workflow'>, text: Text): string {
  if (title !== '') return title
  const key: string = ['workflow', workflow, 'name'].join('.')
  return hasWords(key) ? text(key) : text('run.untitled')
}

/** What presses: who else is on it, else what happens next by itself, else how long ago it was left. `duration` speaks milliseconds. */
export function pressWords(
  { held, deadline, updatedAt }: Pick<RunCard, 'held' | 'deadline' | 'updatedAt'>,
  duration: (ms: number) => string,
  now: number,
  text: Text,
): string {
  if (held) return held.you ? text('home.heldByYou', { phone: String(held.phone) }) : text('home.held', { by: held.by })
  if (!deadline) return text('home.left', { at: duration(Math.max(0, now - updatedAt)) })
  const at = duration(Math.max(0, deadline.at - now))
  const { key } = deadline.said
  return hasWords(key) ? text('home.deadlineOf', { what: text(key), at }) : text('home.deadline', { at })
}
