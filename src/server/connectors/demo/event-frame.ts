import type { Frame } from '#contract/frame.ts'
import type { Observation, ObservationKind } from '#contract/observation.ts'
import type { TimeRange } from '#contract/time.ts'
import { severities } from '#contract/severity.ts'
import type { Estate } from '#core/estate/estate.ts'
import { observationsOf } from '#core/estate/observe.ts'
import { observationFrame } from '../observation-frame.ts'

export interface EventsAsked {
  readonly estate: Estate
  readonly kinds: readonly ObservationKind[]
  readonly match: Readonly<Record<string, string | readonly string[]>>
  readonly open: boolean
  readonly ids?: readonly string[] | undefined
  readonly limit: number
  readonly range: TimeRange
  readonly now: number
}

const labelled = (frame: Frame): Frame => ({ ...frame, meta: { ...frame.meta, demo: true } })

const valueOf = (row: Observation, name: string): string => {
  const own: Readonly<Record<string, string | undefined>> = {
    service: row.service,
    site: row.site,
    team: row.team,
    severity: row.severity,
    status: row.status,
    source: row.source,
    owner: row.owner,
  }
  return own[name] ?? row.labels[name] ?? ''
}

/** Whether an observation has what is asked for. */
export const fits = (row: Observation, match: EventsAsked['match']): boolean =>
  Object.entries(match).every(([name, wanted]) => {
    const values = typeof wanted === 'string' ? [wanted] : wanted
    return values.length === 0 || values.includes('') || values.includes(valueOf(row, name))
  })

function found(asked: EventsAsked): readonly Observation[] {
  const rows = asked.kinds.flatMap((kind) => observationsOf(asked.estate, kind, asked.range, asked.now))
  const ids = asked.ids && new Set(asked.ids)
  return rows
    .filter((r) => (!ids || ids.has(r.id)) && (!asked.open || r.endedAt === null) && fits(r, asked.match))
    .toSorted((a, b) => b.startedAt - a.startedAt)
}

/** Alerts of the estate that go on now, of what may be seen. */
export function firing(estate: Estate, now: number, forced: ReadonlyMap<string, readonly string[]>): readonly Observation[] {
  const day = 86_400_000
  const match = Object.fromEntries([...forced].map(([name, values]) => [name, [...values]]))
  return found({ estate, kinds: ['alert'], match, open: true, limit: 10_000, range: { from: now - 7 * day, to: now + 1 }, now })
}

/** Observations of the estate, latest first, at most `limit`. */
export function eventsFrame(asked: EventsAsked): Frame {
  const rows = found(asked)
  return labelled(observationFrame(rows.slice(0, asked.limit), rows.length))
}

const rank = (severity: string): number => severities.findIndex((s) => s === severity)

/** Open alerts grouped by rule and service: how many, since when, how bad, who has them. */
export function groupsFrame(asked: EventsAsked): Frame {
  const groups = Map.groupBy(found({ ...asked, kinds: ['alert'], open: true }), (r) => `${r.title}|${r.service ?? ''}`)
  const rows = [...groups.values()].flatMap((members) => {
    const [first] = members
    if (!first) return []
    const worst = members.toSorted((a, b) => rank(a.severity) - rank(b.severity))[0] ?? first
    const owners = new Set(members.flatMap((m) => (m.owner ? [m.owner] : [])))
    return [
      {
        title: first.title,
        service: first.service ?? '',
        site: first.site ?? '',
        severity: worst.severity,
        alerts: members.length,
        start: Math.min(...members.map((m) => m.startedAt)),
        owner: [...owners].join(', '),
      },
    ]
  })
  const sorted = rows.toSorted((a, b) => rank(a.severity) - rank(b.severity) || a.start - b.start)
  return {
    fields: [
      { name: 'group', type: 'string', role: 'title', values: sorted.map((r) => r.title) },
      { name: 'severity', type: 'string', role: 'severity', values: sorted.map((r) => r.severity) },
      { name: 'service', type: 'string', role: 'lane', values: sorted.map((r) => r.service) },
      { name: 'site', type: 'string', role: 'label', values: sorted.map((r) => r.site) },
      { name: 'alerts', type: 'number', role: 'value', unit: 'count', values: sorted.map((r) => r.alerts) },
      { name: 'start', type: 'time', role: 'start', values: sorted.map((r) => r.start) },
      { name: 'end', type: 'time', role: 'end', values: sorted.map(() => null) },
      { name: 'owner', type: 'string', role: 'owner', values: sorted.map((r) => r.owner || null) },
    ],
    meta: { demo: true },
  }
}

/** Silences of these services: every normal change keeps its service quiet while it is planned or under way. */
export function silencesFrame(asked: EventsAsked, services: ReadonlySet<string>): Frame {
  const changes = asked.estate.changes(asked.range).filter((c) => c.type === 'normal' && services.has(c.service))
  return {
    fields: [
      { name: 'title', type: 'string', role: 'title', values: changes.map((c) => `${c.id} ${c.title}`) },
      {
        name: 'status',
        type: 'string',
        role: 'status',
        values: changes.map((c) => (c.plannedEnd <= asked.now ? 'expired' : c.plannedStart <= asked.now ? 'active' : 'pending')),
      },
      { name: 'service', type: 'string', role: 'lane', values: changes.map((c) => c.service) },
      { name: 'start', type: 'time', role: 'start', values: changes.map((c) => c.plannedStart) },
      { name: 'end', type: 'time', role: 'end', values: changes.map((c) => c.plannedEnd) },
      { name: 'owner', type: 'string', role: 'owner', values: changes.map((c) => c.owner) },
      { name: 'kind', type: 'string', role: 'kind', values: changes.map(() => 'maintenance') },
      { name: 'id', type: 'string', role: 'id', values: changes.map((c) => `silence:${c.id}`) },
    ],
    meta: { demo: true },
  }
}
