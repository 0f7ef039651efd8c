import type { Observation } from '#contract/observation.ts'
import type { SilenceMatcher } from '#contract/run.ts'
import { patternOf } from './fields.ts'

/** What an alert says under a label's name; the empty text where it says nothing, as Alertmanager has it. */
function said(alert: Observation, name: string): string {
  if (Object.hasOwn(alert.labels, name)) return alert.labels[name] ?? ''
  const own: Readonly<Record<string, string | undefined>> = {
    service: alert.service,
    site: alert.site,
    team: alert.team,
    owner: alert.owner,
    severity: alert.severity,
    alertname: alert.title,
  }
  return own[name] ?? ''
}

function holds({ op, value }: SilenceMatcher, text: string): boolean {
  if (op === '=') return text === value
  if (op === '!=') return text !== value
  const fits = patternOf(value)?.test(text) ?? false
  return op === '=~' ? fits : !fits
}

/** Whether all matchers fit an alert. */
export const covers = (matchers: readonly SilenceMatcher[], alert: Observation): boolean => matchers.every((one) => holds(one, said(alert, one.name)))
