import type { FacetName, ObservationRow, SortName } from '#contract/observations.ts'
import { severities } from '#contract/severity.ts'
import type { Mark, Severity } from '#contract/severity.ts'
import { isAmountLabel, readAmount } from '#core/kpi/moments.ts'
import { markOf } from '#core/landing/happening.ts'
import type { TextKey } from '#locales/chapter.ts'
import type { Format } from '#web/i18n/format.ts'
import type { Text } from '#web/i18n/text.ts'
import { knownWord } from '#web/views/known-word.ts'

/** States that are known everywhere in words of ours; any other as its source says it. */
export const stateWords = (text: Text, status: string): string => knownWord('state', status, text) ?? status

const risks: Partial<Readonly<Record<Severity, string>>> = { high: 'high', warning: 'medium', low: 'low' }

/** How bad it is; of a change, how much is risked by it. */
export function severityWords(text: Text, { severity, kind }: Pick<ObservationRow, 'severity' | 'kind'>): string {
  const level = kind === 'change' ? risks[severity] : undefined
  return level === undefined ? text(`severity.${severity}`) : text('observing.risk', { level })
}

/** What an order is called; changes have a risk and a begin. */
export const columnWords = (name: SortName, kind: ObservationRow['kind']): TextKey => {
  if (kind === 'change' && name === 'severity') return 'observing.column.risk'
  return kind === 'change' && name === 'start' ? 'observing.column.begins' : `observing.column.${name}`
}

/** A value of a facet as a person reads it. */
export function facetWords(text: Text, { name, kind }: { readonly name: FacetName; readonly kind: ObservationRow['kind'] }, value: string): string {
  if (value === '') return text(name === 'owner' ? 'observing.nobody' : 'observing.none')
  if (name === 'status') return stateWords(text, value)
  const severity = name === 'severity' ? severities.find((one) => one === value) : undefined
  return severity === undefined ? value : severityWords(text, { severity, kind })
}

/** Labels Homeport reads or that mean the same everywhere; any other is a name of its source's own. */
const facts: Readonly<Record<string, TextKey>> = {
  rule: 'observing.fact.rule',
  tool: 'observing.fact.tool',
  events: 'observing.fact.events',
  automation: 'observing.fact.automation',
  cause: 'observing.fact.cause',
  sev: 'observing.fact.sev',
  type: 'observing.fact.type',
  kind: 'observing.fact.kind',
  job: 'observing.fact.job',
  trigger: 'observing.fact.trigger',
  manualMinutes: 'observing.fact.manualMinutes',
  priority: 'observing.fact.priority',
  downtime: 'observing.fact.downtime',
  dryRun: 'observing.fact.dryRun',
  test: 'observing.fact.test',
  maintenance: 'observing.fact.maintenance',
  alertname: 'observing.fact.alertname',
  instance: 'observing.fact.instance',
  summary: 'observing.fact.summary',
  description: 'observing.fact.description',
}

/** What a label is called; undefined where only its source knows. */
export function factWords(text: Text, name: string): string | undefined {
  const key = Object.hasOwn(facts, name) ? facts[name] : undefined
  return key && text(key)
}

/** What a label says: amounts with their unit, sorts of change and causes in words of ours, anything else as it was reported. */
export function factValue({ format, text }: { readonly format: Pick<Format, 'duration' | 'value'>; readonly text: Text }, name: string, value: string): string {
  if (name === 'type' || name === 'cause') return knownWord(name, value, text) ?? value
  const amount = isAmountLabel(name) ? readAmount(value) : undefined
  if (amount === undefined) return value
  return name === 'manualMinutes' ? format.duration(amount * 60_000) : format.value(amount)
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
