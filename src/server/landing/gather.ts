import type { ObservationKind } from '#contract/observation.ts'
import type { Source } from '#contract/source.ts'
import type { TimeRange } from '#contract/time.ts'
import { mattersOf } from '#core/landing/attention.ts'
import type { Facts, Pair, SourceState } from '#core/landing/facts.ts'
import type { Found } from '#core/landing/happening.ts'
import type { Places } from '#core/landing/places.ts'
import type { Reader } from '#core/landing/scope.ts'
import { day, hour } from '#core/time/duration.ts'
import type { Asking } from './asking.ts'

/** Rows read of each kind: enough for every sentence, and no more on a day when everything burns. */
const most = 400

const major = { severity: ['critical', 'high'] } as const

type Part = 'changes' | 'backlog' | 'findings' | 'tickets' | 'majors'

/** What each role's answer is made of, beside what burns. */
const partsOf: Readonly<Record<string, readonly Part[]>> = {
  sre: ['changes'],
  'service-owner': ['changes'],
  'it-manager': ['backlog'],
  executive: ['majors'],
  'change-manager': ['changes'],
  'security-analyst': ['findings'],
  helpdesk: ['tickets'],
}

export interface GatherSetup {
  readonly asking: Asking
  readonly reader: Reader
  readonly places: Places
  readonly sources: readonly Source[]
  readonly now: number
}

const stateOf = ({ id, name, health }: Source): SourceState => ({ id, name, state: health.state, at: health.at ?? null })

/** Everything the reader's answer is made of, read in one round. */
export async function gather({ asking, reader, places, sources, now }: GatherSetup): Promise<Facts> {
  const parts = new Set(partsOf[reader.role ?? ''])
  const at = (moment: number): TimeRange => ({ from: moment, to: moment + 1 })
  const past: TimeRange = { from: now - day, to: now + 1 }
  const find = (
    kind: ObservationKind,
    range: TimeRange,
    more: { readonly open?: boolean; readonly match?: Readonly<Record<string, readonly string[]>> } = {},
  ) => asking.ask({ kind, range, limit: most, ...more })
  const part = <T>(name: Part, read: () => Promise<T>): Promise<T | undefined> => (parts.has(name) ? read() : Promise.resolve(undefined))

  // The worst are asked for by themselves: no burst of warnings pushes an old critical out of the rows.
  const [worst, warnings, incidents, changes, tickets, ticketsBefore, incidentsBefore, ticketRate, findings, majors] = await Promise.all([
    find('alert', past, { open: true, match: major }),
    asking.ask({ kind: 'alert', range: past, open: true, match: { severity: ['warning'] }, limit: most }),
    find('incident', past, { open: true }),
    part('changes', () => find('change', { from: now - day, to: now + day })),
    part('backlog', () => find('ticket', at(now))),
    part('backlog', () => find('ticket', at(now - 7 * day))),
    part('backlog', () => find('incident', at(now - 7 * day))),
    part('tickets', () => ticketRateOf(asking, now)),
    part('findings', () => find('finding', past, { open: true })),
    part('majors', () => majorsOf(asking, now)),
  ])
  const alerts = both(worst, warnings)
  return {
    now,
    reader,
    places,
    alerts,
    incidents,
    matters: mattersOf({ alerts: alerts.rows, incidents: incidents.rows }, reader),
    ...(changes && { changes }),
    ...(tickets && { tickets }),
    ...(ticketsBefore && { ticketsBefore }),
    ...(incidentsBefore && { incidentsBefore }),
    ...(ticketRate && { ticketRate }),
    ...(findings && { findings }),
    ...(majors && { majors }),
    sources: sources.map(stateOf),
  }
}

/** Two answers of the same sources about different severities, as one. */
function both(a: Found, b: Found): Found {
  const known = new Map([...a.rows, ...b.rows].map((row) => [row.id, row]))
  const doubled = a.rows.length + b.rows.length - known.size
  const state =
    a.state === b.state ? a.state : a.state === 'failed' || b.state === 'failed' || a.state === 'partial' || b.state === 'partial' ? 'partial' : a.state
  return { state, rows: [...known.values()], total: a.total + b.total - doubled, silent: [...new Set([...a.silent, ...b.silent])] }
}

const began = ({ rows }: Found, { from, to }: TimeRange): number => rows.filter((row) => row.start >= from && row.start < to).length

/** Tickets opened in the last hour, and the mean of that hour on the seven days before. */
async function ticketRateOf(asking: Asking, now: number): Promise<Pair | undefined> {
  const hours = [0, 1, 2, 3, 4, 5, 6, 7].map((back) => ({ from: now - back * day - hour, to: now - back * day + (back === 0 ? 1 : 0) }))
  const found = await Promise.all(hours.map((range) => asking.ask({ kind: 'ticket', range, limit: most })))
  if (found.some((it) => it.state !== 'known')) return undefined
  const [last = 0, ...before] = found.map((it, i) => began(it, hours[i] ?? { from: 0, to: 0 }))
  return { now: last, before: before.reduce((sum, n) => sum + n, 0) / before.length }
}

async function majorsOf(asking: Asking, now: number): Promise<Pair | undefined> {
  const windows = [0, 1].map((back) => ({ from: now - (back + 1) * 30 * day, to: now - back * 30 * day + (back === 0 ? 1 : 0) }))
  const found = await Promise.all(windows.map((range) => asking.ask({ kind: 'incident', range, match: major, limit: most })))
  if (found.some((it) => it.state !== 'known')) return undefined
  const [last = 0, before = 0] = found.map((it, i) => began(it, windows[i] ?? { from: 0, to: 0 }))
  return { now: last, before }
}
