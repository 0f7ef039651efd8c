import type { Observation } from '#contract/observation.ts'
import type { Estate, Span } from '#core/estate/estate.ts'
import { hour } from '#core/estate/numbers.ts'
import { observationsOf } from '#core/estate/observe.ts'
import { fingerprintOf } from './fingerprint.ts'
import { need, under } from './send.ts'

/** An alert as an Alertmanager knows it: a set of labels that fires for a while. */
export interface ExportedAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly startedAt: number
  /** null while it fires. */
  readonly endedAt: number | null
  /** What the estate says of it. */
  readonly seen: Observation
}

const labelsOf = ({ title, severity, service, site, team, labels }: Observation): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ alertname: title, rule: labels['rule'], severity, service, site, team, tool: labels['tool'], estate: 'demo' }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  )

const later = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : Math.max(a, b))

/** Two episodes of the same labels that overlap are one alert, as Alertmanager takes them. */
function merged(before: ExportedAlert, { endedAt, seen }: ExportedAlert): ExportedAlert {
  const events = Number(before.seen.labels['events'] ?? 0) + Number(seen.labels['events'] ?? 0)
  return { ...before, endedAt: later(before.endedAt, endedAt), seen: { ...before.seen, labels: { ...before.seen.labels, events: String(events) } } }
}

/** Alerts that fire at some moment of the span, as known at `now`, first started first. */
export function alertsIn(estate: Estate, span: Span, now: number): readonly ExportedAlert[] {
  const found: ExportedAlert[] = []
  const latest = new Map<string, number>()
  for (const seen of observationsOf(estate, 'alert', span, now).toReversed()) {
    const it = { labels: labelsOf(seen), startedAt: seen.startedAt, endedAt: seen.endedAt, seen }
    const key = JSON.stringify(it.labels)
    const index = latest.get(key)
    const before = index === undefined ? undefined : found[index]
    if (index !== undefined && before && (before.endedAt === null || before.endedAt >= it.startedAt)) found[index] = merged(before, it)
    else latest.set(key, found.push(it) - 1)
  }
  return found
}

/** Id of the observation that Alertmanager's webhook makes of it. */
export const observationId = ({ labels, startedAt }: ExportedAlert): string => `alert:alertmanager:${fingerprintOf(labels)}-${startedAt}`

const query: Readonly<Record<string, string>> = {
  'Error ratio above 5 %': 'http_server_request_duration_seconds_count',
  'Latency p95 above 1 s': 'http_server_request_duration_seconds_bucket',
  'Disk full in 3 days': 'node_filesystem_avail_bytes',
  'Memory above 90 %': 'node_memory_MemAvailable_bytes',
  'Saturation above 85 %': 'process_open_fds',
}

/** Page that shows what the alert is about: in VictoriaMetrics, where there is one. */
function generatorOf({ labels }: ExportedAlert, metrics: URL | undefined): string | undefined {
  if (!metrics) return undefined
  return under(metrics, 'vmui/', { 'g0.expr': `${query[labels['alertname'] ?? ''] ?? 'up'}{service="${labels['service'] ?? ''}"}` }).href
}

/**
 * As Prometheus posts it: while it fires, the end is when it is given up on if nobody tells of it again.
 * @param patienceMs three refreshes, so that one that is lost ends nothing
 */
export function posted(alert: ExportedAlert, now: number, patienceMs: number, metrics: URL | undefined) {
  const { labels, startedAt, endedAt } = alert
  const generatorURL = generatorOf(alert, metrics)
  return {
    labels,
    annotations: {
      summary: `${labels['alertname'] ?? ''} on ${labels['service'] ?? ''}`,
      description: 'Made by the synthetic estate of the demo.',
    },
    startsAt: new Date(startedAt).toISOString(),
    endsAt: new Date(endedAt ?? now + patienceMs).toISOString(),
    ...(generatorURL !== undefined && { generatorURL }),
  }
}

const atOnce = 500

export interface AlertsTarget {
  readonly base: URL
  readonly metrics: URL | undefined
  readonly signal: AbortSignal
}

/** Posts what fires at `now` and what has ended since `since`. Returns how many fire. */
export async function postAlerts(estate: Estate, { base, metrics, signal }: AlertsTarget, now: number, since: number, patienceMs: number): Promise<number> {
  // Looked at from well before, so that an alert made of several episodes has the start of the first.
  const known = alertsIn(estate, { from: since - 12 * hour, to: now + 1 }, now)
  const wanted = known.filter(({ endedAt }) => endedAt === null || endedAt > since)
  const all = wanted.map((alert) => posted(alert, now, patienceMs, metrics))
  for (let i = 0; i < all.length; i += atOnce)
    await need(
      { url: under(base, 'api/v2/alerts'), headers: { 'content-type': 'application/json' }, body: JSON.stringify(all.slice(i, i + atOnce)), signal },
      'the alerts API of Alertmanager (v2)',
    )
  return wanted.filter(({ endedAt }) => endedAt === null).length
}
