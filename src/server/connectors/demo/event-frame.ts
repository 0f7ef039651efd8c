import type { Frame } from '#contract/frame.ts'
import type { Observation, ObservationKind } from '#contract/observation.ts'
import type { TimeRange } from '#contract/time.ts'
import { severities } from '#contract/severity.ts'
import type { Estate } from '#core/estate/estate.ts'
import { observationsOf } from '#core/estate/observe.ts'
import { covers } from '#core/workflow/covers.ts'
import type { Silence } from '../connector.ts'
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
  /** Silences people made, in force: alerts they cover are left out. */
  readonly quiet?: readonly Pick<Silence, 'matchers'>[] | undefined
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
  const isQuiet = (row: Observation): boolean => asked.quiet?.some(({ matchers }) => covers(matchers, row)) ?? false
  return rows
    .filter((r) => (!ids || ids.has(r.id)) && (!asked.open || r.endedAt === null) && fits(r, asked.match) && !isQuiet(r))
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

/** What a silence is about, in a word: the service it names, else its first condition. */
const aboutOf = ({ matchers }: Pick<Silence, 'matchers'>): string => {
  const named = matchers.find(({ name, op }) => name === 'service' && op === '=') ?? matchers[0]
  return named?.name === 'service' ? named.value : `${named?.name ?? ''}${named?.op ?? ''}${named?.value ?? ''}`
}

/** Silences of these services: every normal change keeps its service quiet while it is planned or under way; and those people made. */
export function silencesFrame(asked: EventsAsked, services: ReadonlySet<string>, made: readonly Silence[]): Frame {
  const planned = asked.estate.changes(asked.range).filter((c) => c.type === 'normal' && services.has(c.service))
  const rows = [
    ...made.map((one) => ({ id: one.id, title: one.comment, service: aboutOf(one), start: one.startsAt, end: one.endsAt, owner: one.createdBy })),
    ...planned.map((c) => ({ id: c.id, title: `${c.id} ${c.title}`, service: c.service, start: c.plannedStart, end: c.plannedEnd, owner: c.owner })),
  ]
  return {
    fields: [
      { name: 'title', type: 'string', role: 'title', values: rows.map((r) => r.title) },
      {
        name: 'status',
        type: 'string',
        role: 'status',
        values: rows.map((r) => (r.end <= asked.now ? 'expired' : r.start <= asked.now ? 'active' : 'pending')),
      },
      { name: 'service', type: 'string', role: 'lane', values: rows.map((r) => r.service) },
      { name: 'start', type: 'time', role: 'start', values: rows.map((r) => r.start) },
      { name: 'end', type: 'time', role: 'end', values: rows.map((r) => r.end) },
      { name: 'owner', type: 'string', role: 'owner', values: rows.map((r) => r.owner) },
      { name: 'kind', type: 'string', role: 'kind', values: rows.map(() => 'maintenance') },
      { name: 'id', type: 'string', role: 'id', values: rows.map((r) => `silence:${r.id}`) },
    ],
    meta: { demo: true },
  }
}
