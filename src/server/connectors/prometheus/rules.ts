import type { Matcher } from '#contract/access.ts'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import type { Observation } from '#contract/observation.ts'
import { passes } from '#core/policy/matchers.ts'
import { severityOf } from '#core/severity/severity-of.ts'
import { observationFrame } from '../observation-frame.ts'
import { isRecord, needList, needRecord, needTexts, needTime, safeLink, textOf } from '../read-json.ts'
import type { Json } from '../read-json.ts'
import type { Sender } from './ask.ts'

const maxRows = 5000

/** Labels in a fixed order, so that the same alert has the same id whichever way the server writes them. */
const identity = (labels: Readonly<Record<string, string>>): string => JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))

function observation(alert: Json, sourceId: string): Observation {
  const labels = needTexts(alert['labels'], 'labels')
  const annotations = isRecord(alert['annotations']) ? needTexts(alert['annotations'], 'annotations') : {}
  const startedAt = needTime(alert['activeAt'], 'activeAt')
  const name = labels['alertname'] ?? ''
  return {
    id: `alert:${sourceId}:${identity(labels)}`,
    kind: 'alert',
    source: sourceId,
    title: annotations['summary'] ?? name,
    severity: severityOf(labels['severity']),
    status: textOf(alert['state']) ?? '',
    startedAt,
    endedAt: null,
    updatedAt: startedAt,
    service: labels['service'] ?? (name || undefined),
    site: labels['site'],
    team: labels['team'],
    owner: labels['owner'],
    link: safeLink(annotations['runbook_url']),
    depends: [],
    labels,
  }
}

/** Alerts the server itself holds pending or firing. */
export async function alertsFrame(send: Sender, sourceId: string, signal: AbortSignal, forced: readonly Matcher[] = []): Promise<Frame> {
  const { data } = await send.get('alerts', {}, signal)
  const rows = needList(needRecord(data, 'data')['alerts'], 'alerts').map((alert) => observation(needRecord(alert, 'alert'), sourceId))
  const sorted = rows.filter((row) => passes(forced, (name) => row.labels[name])).toSorted((a, b) => b.startedAt - a.startedAt)
  return observationFrame(sorted.slice(0, maxRows), sorted.length)
}

interface Rule {
  readonly group: string
  readonly rule: Json
}

const health = new Map([
  ['ok', 'ok'],
  ['err', 'failed'],
])
const numberOf = (value: unknown): Cell => (typeof value === 'number' && Number.isFinite(value) ? value : null)

/** Labels a rule itself carries; what its series will carry is not known here. */
const labelsOf = (rule: Json): ((name: string) => string | undefined) => {
  const labels = isRecord(rule['labels']) ? needTexts(rule['labels'], 'labels') : {}
  return (name) => (Object.hasOwn(labels, name) ? labels[name] : undefined)
}

/** Every rule with its group, state, health and how long its evaluation took. */
export async function rulesFrame(send: Sender, signal: AbortSignal, forced: readonly Matcher[] = []): Promise<Frame> {
  const { data } = await send.get('rules', {}, signal)
  const every = needList(needRecord(data, 'data')['groups'], 'groups').flatMap((one): readonly Rule[] => {
    const group = needRecord(one, 'group')
    return needList(group['rules'], 'rules').map((rule) => ({ group: textOf(group['name']) ?? '', rule: needRecord(rule, 'rule') }))
  })
  const all = every.filter(({ rule }) => forced.length === 0 || passes(forced, labelsOf(rule)))
  const kept = all.slice(0, maxRows)
  const texts = (name: string): readonly Cell[] => kept.map(({ rule }) => textOf(rule[name]) ?? null)
  const fields: readonly Field[] = [
    { name: 'rule', type: 'string', role: 'title', values: texts('name') },
    { name: 'group', type: 'string', role: 'label', values: kept.map(({ group }) => group) },
    { name: 'type', type: 'string', role: 'kind', values: texts('type') },
    { name: 'state', type: 'string', role: 'label', values: texts('state') },
    { name: 'health', type: 'string', role: 'status', values: kept.map(({ rule }) => health.get(textOf(rule['health']) ?? '') ?? 'unknown') },
    { name: 'evaluation', type: 'number', role: 'value', unit: 's', values: kept.map(({ rule }) => numberOf(rule['evaluationTime'])) },
    { name: 'error', type: 'string', values: texts('lastError') },
    { name: 'query', type: 'string', values: texts('query') },
  ]
  return { fields, ...(kept.length < all.length && { meta: { truncated: { what: 'rows' as const, kept: kept.length, total: all.length } } }) }
}
