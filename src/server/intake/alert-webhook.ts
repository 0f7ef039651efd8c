import * as z from 'zod/mini'
import type { IntakeReply, Observation } from '#contract/observation.ts'
import { severityOf } from '#core/severity/severity-of.ts'
import { parseOrRefuse } from '../door/issues.ts'
import type { Item } from './item.ts'
import { readItem } from './item.ts'
import { cut, safeLink, tameLabels } from './labels.ts'
import { notAhead, readMoment } from './moment.ts'

/** What Alertmanager (version 4) and Grafana send alike; each may add more. */
export const AlertWebhook = z.looseObject({
  version: z.optional(z.string()),
  /** Grafana only. */
  orgId: z.optional(z.number()),
  status: z.optional(z.string()),
  externalURL: z.optional(z.string()),
  groupKey: z.optional(z.string()),
  truncatedAlerts: z.optional(z.number()),
  alerts: z.array(z.unknown()),
})
export type AlertWebhook = z.infer<typeof AlertWebhook>

// Prototype keys in labels are dropped by the parser; a record of any key is what label sets are.
const Labels = z._default(z.record(z.string(), z.string()), {})
const Alert = z.looseObject({
  status: z.enum(['firing', 'resolved']),
  labels: Labels,
  annotations: Labels,
  startsAt: z.string(),
  endsAt: z.optional(z.string()),
  generatorURL: z.optional(z.string()),
  panelURL: z.optional(z.string()),
  fingerprint: z.string().check(z.minLength(1), z.maxLength(128)),
})
type Alert = z.infer<typeof Alert>

/** Go's zero time: no end yet. */
const noEnd = '0001-01-01T00:00:00Z'

const endOf = (alert: Alert, now: number): number | null => {
  if (alert.status === 'firing' || !alert.endsAt || alert.endsAt === noEnd) return null
  return notAhead(readMoment(alert.endsAt, 'endsAt'), now, 'endsAt')
}

/**
 * One alert episode. Its id is fingerprint and start, so every delivery of the same episode, from every peer, meets the
 * same row. The order of its states comes from its own times and not from their arrival: it fires at its start and is over
 * at its end, so a late "firing" never reopens it.
 */
function readAlert(value: unknown, reporter: string, source: string, left: number, now: number): Observation {
  const alert = parseOrRefuse(Alert, value)
  const { labels, annotations } = alert
  const started = readMoment(alert.startsAt, 'startsAt')
  const startedAt = notAhead(started, now, 'startsAt')
  const end = endOf(alert, now)
  // Resolved without a usable end: over, at the moment we heard of it.
  const endedAt = alert.status === 'resolved' ? Math.max(end ?? now, startedAt) : null
  const link = safeLink(alert.panelURL) ?? safeLink(alert.generatorURL)
  const optional = { service: labels['service'] ?? labels['job'], site: labels['site'], team: labels['team'], owner: labels['owner'] }
  return {
    id: `alert:${reporter}:${alert.fingerprint}-${started}`,
    kind: 'alert',
    source,
    title: cut(annotations['summary'] || labels['alertname'] || alert.fingerprint),
    severity: severityOf(labels['severity'] ?? labels['priority']),
    status: alert.status,
    startedAt,
    endedAt,
    updatedAt: endedAt === null ? startedAt : Math.max(endedAt, startedAt + 1),
    ...Object.fromEntries(Object.entries(optional).flatMap(([k, v]) => (v ? [[k, cut(v, 200)]] : []))),
    ...(link && { link }),
    depends: [],
    labels: { ...tameLabels(labels), ...(left > 0 && { 'homeport/truncated': String(left) }) },
  }
}

export interface AlertDelivery {
  readonly items: readonly Item[]
  readonly truncated: IntakeReply['truncated']
}

/**
 * Takes a payload apart. `reporter` is part of every id; `source` is the configured source these alerts can be asked from,
 * if there is one. A truncated payload marks its alerts: what was left out is asked from the source, never guessed.
 */
export function readAlertWebhook(payload: AlertWebhook, reporter: 'alertmanager' | 'grafana', source: string | undefined, now: number): AlertDelivery {
  const left = Math.max(0, Math.trunc(payload.truncatedAlerts ?? 0))
  const items = payload.alerts.map((alert) => readItem(() => readAlert(alert, reporter, source ?? reporter, left, now)))
  return { items, truncated: left > 0 ? { left, ...(source && { source }) } : undefined }
}
