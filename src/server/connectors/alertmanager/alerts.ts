import type { Cell, Field, Frame } from '#contract/frame.ts'
import type { Observation } from '#contract/observation.ts'
import { severities } from '#contract/severity.ts'
import type { Severity } from '#contract/severity.ts'
import type { TimeRange } from '#contract/time.ts'
import { severityOf } from '#core/severity/severity-of.ts'
import { observationFrame } from '../observation-frame.ts'
import type { Alert, Group } from './wire.ts'

export const maxRows = 10_000
const maxText = 1000

/** Alertmanager's clock and ours may differ: what it started "in the future" is shown all the same while now is looked at. */
const skewMs = 300_000

const cut = (text: string): string => (text.length <= maxText ? text : `${text.slice(0, maxText - 1)}…`)
const statuses = new Map([
  ['active', 'firing'],
  ['unprocessed', 'pending'],
])

const statusOf = ({ state, silencedBy }: Alert): string => (silencedBy.length > 0 ? 'silenced' : (statuses.get(state) ?? state))

/**
 * An alert as one observation. The id is that of the same episode arriving by webhook. While it fires, `endsAt` is only the
 * moment it would be given up on, so it has no end.
 */
export function observationOf(alert: Alert, sourceId: string, now: number): Observation {
  const { labels, annotations, fingerprint, startsAt, endsAt } = alert
  const name = labels['alertname'] ?? ''
  return {
    id: `alert:alertmanager:${fingerprint}-${startsAt}`,
    kind: 'alert',
    source: sourceId,
    title: cut(annotations['summary'] || name || fingerprint),
    severity: severityOf(labels['severity'] ?? labels['priority']),
    status: statusOf(alert),
    startedAt: startsAt,
    endedAt: endsAt <= now && endsAt > startsAt ? endsAt : null,
    updatedAt: startsAt,
    service: labels['service'] ?? labels['job'] ?? (name || undefined),
    site: labels['site'],
    team: labels['team'],
    owner: labels['owner'],
    link: alert.link,
    depends: [],
    labels: Object.fromEntries(Object.entries(labels).map(([label, text]) => [label, cut(text)])),
  }
}

/** Whether it went on at some moment of the range. */
export const overlaps = (it: Pick<Observation, 'startedAt' | 'endedAt'>, { from, to }: TimeRange, now: number): boolean =>
  (it.startedAt < to || (to >= now - skewMs && it.startedAt < now + skewMs)) && (it.endedAt === null || it.endedAt > from)

const own = ['service', 'site', 'team', 'owner', 'severity', 'status', 'title'] as const
const isOwn = (name: string): name is (typeof own)[number] => own.some((one) => one === name)

/** What an alert says under a name: our own word or its label. Severity answers to both. */
const said = (it: Observation, name: string): readonly (string | undefined)[] => {
  const label = Object.hasOwn(it.labels, name) ? it.labels[name] : undefined
  return isOwn(name) ? [it[name], label] : [label]
}

export const fits = (it: Observation, wanted: ReadonlyMap<string, readonly string[]>): boolean =>
  [...wanted].every(([name, values]) => said(it, name).some((word) => word !== undefined && values.includes(word)))

const rank = (severity: Severity): number => severities.indexOf(severity)

/** Worst first, then latest first. */
export const byUrgency = (a: Observation, b: Observation): number => rank(a.severity) - rank(b.severity) || b.startedAt - a.startedAt

/** One row per alert. */
export const alertsFrame = (all: readonly Observation[]): Frame => observationFrame(all.toSorted(byUrgency).slice(0, maxRows), all.length)

interface Row {
  readonly labels: Group['labels']
  readonly receiver: string
  readonly alerts: readonly Observation[]
}

const labelText = (labels: Group['labels']): string =>
  Object.entries(labels)
    .map(([name, value]) => (name === 'alertname' ? value : `${name}=${value}`))
    .join(', ')

const common = (values: readonly (string | undefined)[]): Cell => (new Set(values).size === 1 ? (values[0] ?? null) : null)
const worst = ({ alerts }: Row): Severity => alerts.map((a) => a.severity).toSorted((a, b) => rank(a) - rank(b))[0] ?? 'info'
const since = ({ alerts }: Row): number => alerts.reduce((least, a) => Math.min(least, a.startedAt), Number.POSITIVE_INFINITY)

/** One row per group as notifications are grouped: how many alerts, since when, how bad. Counts are of the alerts really there. */
export function groupsFrame(groups: readonly Row[]): Frame {
  const rows = groups.filter((g) => g.alerts.length > 0).toSorted((a, b) => rank(worst(a)) - rank(worst(b)) || since(a) - since(b))
  const kept = rows.slice(0, maxRows)
  const names = new Set(['group', 'severity', 'status', 'service', 'alerts', 'start', 'end', 'receiver', 'id'])
  const labels = [...new Set(kept.flatMap((r) => Object.keys(r.labels)))].filter((name) => !names.has(name)).slice(0, 20)
  const fields: readonly Field[] = [
    { name: 'group', type: 'string', role: 'title', values: kept.map((r) => cut(labelText(r.labels) || r.receiver)) },
    { name: 'severity', type: 'string', role: 'severity', values: kept.map(worst) },
    { name: 'status', type: 'string', role: 'status', values: kept.map((r) => common(r.alerts.map((a) => a.status)) ?? 'firing') },
    { name: 'service', type: 'string', role: 'lane', values: kept.map((r) => common(r.alerts.map((a) => a.service)) ?? r.receiver) },
    { name: 'alerts', type: 'number', role: 'value', values: kept.map((r) => r.alerts.length) },
    { name: 'start', type: 'time', role: 'start', values: kept.map(since) },
    { name: 'end', type: 'time', role: 'end', values: kept.map(() => null) },
    { name: 'receiver', type: 'string', role: 'label', values: kept.map((r) => r.receiver) },
    ...labels.map((name): Field => ({
      name,
      type: 'string',
      role: 'label',
      values: kept.map((r) => (Object.hasOwn(r.labels, name) ? (r.labels[name] ?? null) : null)),
    })),
    { name: 'id', type: 'string', role: 'id', values: kept.map((r) => `group:${r.receiver}:${JSON.stringify(r.labels)}`) },
  ]
  return { fields, ...(kept.length < rows.length && { meta: { truncated: { what: 'rows' as const, kept: kept.length, total: rows.length } } }) }
}
