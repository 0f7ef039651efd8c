import type { FacetName, ObservationRow } from '#contract/observations.ts'
import { severities } from '#contract/severity.ts'
import type { Mark, Severity } from '#contract/severity.ts'
import { markOf } from '#core/landing/happening.ts'
import type { TextKey } from '#locales/chapter.ts'
import type { Text } from '#web/i18n/text.ts'

/** States sources often tell; any other word is shown as its source says it. */
const states: Readonly<Record<string, TextKey>> = {
  firing: 'observing.state.firing',
  resolved: 'observing.state.resolved',
  open: 'observing.state.open',
  acknowledged: 'observing.state.acknowledged',
  suppressed: 'observing.state.suppressed',
  scheduled: 'observing.state.scheduled',
  planned: 'observing.state.scheduled',
  implement: 'observing.state.implement',
  running: 'observing.state.running',
  succeeded: 'observing.state.succeeded',
  closed: 'observing.state.closed',
  failed: 'observing.state.failed',
  cancelled: 'observing.state.cancelled',
  overdue: 'observing.state.overdue',
}

export function stateWords(text: Text, status: string): string {
  const key = Object.hasOwn(states, status) ? states[status] : undefined
  return key === undefined ? status : text(key)
}

export const severityWords = (text: Text, severity: Severity): string => text(`severity.${severity}`)

/** A value of a facet as a person reads it. */
export function facetWords(text: Text, name: FacetName, value: string): string {
  if (value === '') return text(name === 'owner' ? 'observing.nobody' : 'observing.none')
  if (name === 'status') return stateWords(text, value)
  const severity = name === 'severity' ? severities.find((one) => one === value) : undefined
  return severity === undefined ? value : severityWords(text, severity)
}

/** Over: a state that needs nobody any more. */
export const isOver = ({ end }: Pick<ObservationRow, 'end'>, now: number): boolean => end !== null && end <= now

/** Work is neither good nor bad while it goes as planned: red is kept for what burns. */
export function markFor({ kind, severity, status, end }: Pick<ObservationRow, 'kind' | 'severity' | 'status' | 'end'>, now: number): Mark {
  const over = isOver({ end }, now)
  if ((kind === 'change' || kind === 'run') && status === 'failed') return 'warning'
  if (kind !== 'change') return over ? 'ok' : markOf(severity)
  return over ? 'ok' : 'maintenance'
}
