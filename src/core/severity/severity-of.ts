import type { Severity } from '#contract/severity.ts'

/** Words of Prometheus rules, PagerDuty, Datadog, Sentry, Zabbix, syslog and ITIL for each severity (aiops.md 2.1), lower case. */
const words: Readonly<Record<Severity, readonly string[]>> = {
  critical: ['critical', 'crit', 'fatal', 'disaster', 'emergency', 'emerg', 'alert', 'page', 'blocker', 'p1', 'sev1', 's1', 'sev0', 'p0'],
  high: ['high', 'error', 'err', 'major', 'severe', 'p2', 'sev2', 's2'],
  warning: ['warning', 'warn', 'medium', 'moderate', 'average', 'minor', 'ticket', 'p3', 'sev3', 's3'],
  info: ['info', 'information', 'informational', 'notice', 'p4', 'sev4', 's4'],
  low: ['low', 'debug', 'trace', 'none', 'ok', 'not-classified', 'not_classified', 'p5', 'sev5', 's5'],
}

// Object.entries widens the keys of a record that has exactly these.
const bySeverity = Object.entries(words) as readonly [Severity, readonly string[]][]
const byWord = new Map(bySeverity.flatMap(([severity, all]) => all.map((word) => [word, severity] as const)))

/** Severity for another system's word. An absent word, or one nobody knows, is a warning: neither cried wolf over nor hidden. */
export const severityOf = (word: string | undefined): Severity => byWord.get((word ?? '').trim().toLowerCase()) ?? 'warning'
