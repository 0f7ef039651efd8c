import type { Mark } from '#contract/severity.ts'

const bySeverity: Readonly<Record<string, Mark>> = {
  critical: 'critical',
  high: 'critical',
  warning: 'warning',
  info: 'info',
  low: 'info',
  ok: 'ok',
  none: 'ok',
}
const byStatus: Readonly<Record<string, Mark>> = {
  firing: 'critical',
  active: 'critical',
  failed: 'critical',
  down: 'critical',
  open: 'warning',
  pending: 'warning',
  suppressed: 'maintenance',
  silenced: 'maintenance',
  maintenance: 'maintenance',
  resolved: 'ok',
  succeeded: 'ok',
  closed: 'ok',
  ok: 'ok',
  up: 'ok',
  running: 'info',
  scheduled: 'info',
  implement: 'info',
}

/** The mark for a severity or status word of any source; a word nobody knows is `unknown`, never guessed. */
export const markOf = (word: string): Mark => bySeverity[word.toLowerCase()] ?? byStatus[word.toLowerCase()] ?? 'unknown'
