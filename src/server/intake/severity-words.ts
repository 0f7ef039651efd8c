import type { Severity } from '#contract/severity.ts'

/** Words other systems use, lower case, on our five (aiops.md 2.1). */
const words: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  crit: 'critical',
  disaster: 'critical',
  emergency: 'critical',
  fatal: 'critical',
  page: 'critical',
  p1: 'critical',
  sev1: 'critical',
  high: 'high',
  error: 'high',
  err: 'high',
  major: 'high',
  p2: 'high',
  sev2: 'high',
  warning: 'warning',
  warn: 'warning',
  average: 'warning',
  medium: 'warning',
  minor: 'warning',
  p3: 'warning',
  sev3: 'warning',
  info: 'info',
  information: 'info',
  informational: 'info',
  notice: 'info',
  p4: 'info',
  sev4: 'info',
  low: 'low',
  debug: 'low',
  none: 'low',
  p5: 'low',
  sev5: 'low',
}

/** An alert without a severity, or with one nobody knows, is a warning: neither cried wolf over nor hidden. */
export function severityOf(word: string | undefined): Severity {
  const known = word?.trim().toLowerCase() ?? ''
  return Object.hasOwn(words, known) ? (words[known] ?? 'warning') : 'warning'
}
