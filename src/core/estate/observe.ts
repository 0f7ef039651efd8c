import type { Observation, ObservationKind } from '#contract/observation.ts'
import type { Severity } from '#contract/severity.ts'
import type { Estate, Span } from './estate.ts'
import type { Change, Episode, Finding, Incident, Run, Ticket } from './happenings.ts'

/** The estate's happenings as observations, exactly as a real system would have reported them by `now`. */

const source = 'demo'
const ended = (at: number, now: number): number | null => (at <= now ? at : null)
const incidentSeverity: readonly Severity[] = ['critical', 'high', 'warning', 'info', 'low']

/** Conditions an automation job knows how to answer. */
const automated: Readonly<Record<string, string>> = {
  'Disk full in 3 days': 'clear-disk-space',
  'Queue age above 90 s': 'reset-queue-consumer',
  'Certificate expires soon': 'rotate-certificate',
  'Memory above 90 %': 'restart-service',
}

/** Raw events behind an episode: its tool repeats it every minute while it fires. */
const eventsOf = (e: Episode, now: number): number => Math.max(1, Math.ceil((Math.min(now, e.endsAt) - e.startedAt) / 60_000))

const ofEpisode = (e: Episode, now: number): Observation => ({
  id: `alert:demo:${e.id}`,
  kind: 'alert',
  source,
  title: e.name,
  severity: e.severity,
  status: e.endsAt <= now ? 'resolved' : 'firing',
  startedAt: e.startedAt,
  endedAt: ended(e.endsAt, now),
  updatedAt: Math.min(now, e.endsAt),
  service: e.service,
  site: e.site,
  team: e.team,
  ...(e.takenAt !== undefined && e.takenAt <= now && e.owner !== undefined && { owner: e.owner }),
  depends: e.incidentId ? [`incident:demo:${e.incidentId}`] : [],
  labels: { rule: e.rule, tool: e.tool, events: String(eventsOf(e, now)), ...(automated[e.name] !== undefined && { automation: automated[e.name] }) },
})

function incidentStatus(i: Incident, now: number): string {
  if (now >= i.resolvedAt) return 'resolved'
  return now >= i.acknowledgedAt ? 'acknowledged' : 'open'
}

const ofIncident = (i: Incident, now: number): Observation => ({
  id: `incident:demo:${i.id}`,
  kind: 'incident',
  source,
  title: `${i.id} ${i.title}`,
  severity: incidentSeverity[i.sev - 1] ?? 'info',
  status: incidentStatus(i, now),
  startedAt: i.startedAt,
  endedAt: ended(i.resolvedAt, now),
  updatedAt: Math.min(now, i.resolvedAt),
  service: i.service,
  site: i.site,
  team: i.team,
  ...(now >= i.acknowledgedAt && { owner: i.auto ? 'automation' : i.team }),
  depends: i.changeId ? [`change:demo:${i.changeId}`] : [],
  labels: {
    cause: i.cause,
    sev: `SEV${i.sev}`,
    ...(now >= i.detectedAt && { detectedAt: String(i.detectedAt) }),
    ...(now >= i.acknowledgedAt && { acknowledgedAt: String(i.acknowledgedAt) }),
  },
})

function changeState(c: Change, now: number): { readonly status: string; readonly startedAt: number; readonly endedAt: number | null } {
  // A planned change is known with its planned times; once it runs, with its real ones.
  if (now < c.actualStart) return { status: 'scheduled', startedAt: c.plannedStart, endedAt: c.plannedEnd }
  if (now < c.actualEnd) return { status: 'implement', startedAt: c.actualStart, endedAt: null }
  return { status: c.failed ? 'failed' : 'closed', startedAt: c.actualStart, endedAt: c.actualEnd }
}

const ofChange = (c: Change, now: number): Observation => ({
  id: `change:demo:${c.id}`,
  kind: 'change',
  source,
  title: `${c.id} ${c.title}`,
  severity: c.type === 'emergency' ? 'high' : c.type === 'normal' ? 'warning' : 'low',
  ...changeState(c, now),
  updatedAt: Math.min(now, c.actualEnd),
  service: c.service,
  site: c.site,
  team: c.team,
  owner: c.owner,
  depends: c.conflicts.map((id) => `change:demo:${id}`),
  labels: { type: c.type, plannedStart: String(c.plannedStart), plannedEnd: String(c.plannedEnd) },
})

const ofRun = (r: Run, now: number): Observation => ({
  id: `run:demo:${r.id}`,
  kind: 'run',
  source,
  title: r.title,
  severity: r.succeeded || r.endsAt > now ? 'low' : 'warning',
  status: r.endsAt > now ? 'running' : r.succeeded ? 'succeeded' : 'failed',
  startedAt: r.startedAt,
  endedAt: ended(r.endsAt, now),
  updatedAt: Math.min(now, r.endsAt),
  service: r.service,
  site: r.site,
  depends: [],
  labels: { job: r.job, trigger: r.trigger, manualMinutes: String(r.manualMinutes) },
})

const ticketSeverity: readonly Severity[] = ['critical', 'high', 'warning', 'low']
const ofTicket = (t: Ticket, now: number): Observation => ({
  id: `ticket:demo:${t.id}`,
  kind: 'ticket',
  source,
  title: t.title,
  severity: ticketSeverity[t.priority - 1] ?? 'low',
  status: t.resolvedAt <= now ? 'resolved' : 'open',
  startedAt: t.openedAt,
  endedAt: ended(t.resolvedAt, now),
  updatedAt: Math.min(now, t.resolvedAt),
  site: t.site,
  team: 'workplace',
  ...(t.service !== undefined && { service: t.service }),
  depends: [],
  labels: { priority: String(t.priority), dueAt: String(t.dueAt) },
})

const ofFinding = (f: Finding, now: number): Observation => ({
  id: `finding:demo:${f.id}`,
  kind: 'finding',
  source,
  title: f.title,
  severity: f.severity,
  status: f.fixedAt <= now ? 'closed' : f.dueAt < now ? 'overdue' : 'open',
  startedAt: f.foundAt,
  endedAt: ended(f.fixedAt, now),
  updatedAt: Math.min(now, f.fixedAt),
  service: f.service,
  site: f.site,
  team: 'security',
  depends: [],
  labels: { kind: f.kind, dueAt: String(f.dueAt) },
})

/** Observations of one kind that overlap the span, latest start first. */
export function observationsOf(estate: Estate, kind: ObservationKind, span: Span, now: number): readonly Observation[] {
  const found = {
    alert: () => estate.episodes(span, now).map((e) => ofEpisode(e, now)),
    incident: () => estate.incidents(span, now).map((i) => ofIncident(i, now)),
    change: () => estate.changes(span).map((c) => ofChange(c, now)),
    run: () => estate.runs(span, now).map((r) => ofRun(r, now)),
    ticket: () => estate.tickets(span, now).map((t) => ofTicket(t, now)),
    finding: () =>
      estate
        .findings(now)
        .filter((f) => f.foundAt < span.to && f.fixedAt > span.from)
        .map((f) => ofFinding(f, now)),
  }[kind]()
  return found.toSorted((a, b) => b.startedAt - a.startedAt)
}
