import { assetsOf } from './assets.ts'
import type { Asset } from './assets.ts'
import { changesInWeek } from './changes.ts'
import { episodesInWeek, rulesOf } from './episodes.ts'
import type { Rule } from './episodes.ts'
import type { Change, Episode, Finding, Incident, Run, Ticket } from './happenings.ts'
import { incidentsInWeek, linkLoss } from './incidents.ts'
import { week } from './numbers.ts'
import type { Size } from './numbers.ts'
import { peopleOf } from './people.ts'
import type { Person } from './people.ts'
import { rota, sites, teams } from './places.ts'
import type { Site, Team } from './places.ts'
import { edgesOf, services } from './services.ts'
import type { Edge, Service } from './services.ts'
import { findingsAround, runsInWeek, ticketsInWeek } from './work.ts'

/** A window of time in epoch ms, from inclusive, to exclusive. */
export interface Span {
  readonly from: number
  readonly to: number
}

/**
 * The synthetic estate: a pure function of seed and size. Everything is computed when asked, week by week, and remembered;
 * asking in another order gives the same answers.
 */
export interface Estate {
  readonly seed: number
  readonly size: Size
  readonly sites: readonly Site[]
  readonly teams: readonly Team[]
  readonly services: readonly Service[]
  readonly edges: readonly Edge[]
  readonly rules: readonly Rule[]
  readonly assets: readonly Asset[]
  readonly people: readonly Person[]
  /** Who is awake: the site on call from each hour of the day, in UTC. */
  readonly rota: typeof rota
  /** Everything below: what overlaps the span and has started before `now`; only changes may lie in the future. */
  incidents(span: Span, now: number): readonly Incident[]
  changes(span: Span): readonly Change[]
  episodes(span: Span, now: number): readonly Episode[]
  runs(span: Span, now: number): readonly Run[]
  tickets(span: Span, now: number): readonly Ticket[]
  findings(now: number): readonly Finding[]
  /** Incidents that may touch a moment, for metrics. */
  incidentsNear(at: number): readonly Incident[]
}

/** Remembers the last weeks asked for; the oldest goes first. */
function remembered<T>(make: (index: number) => readonly T[], keep: number): (index: number) => readonly T[] {
  const known = new Map<number, readonly T[]>()
  return (index) => {
    let found = known.get(index)
    if (!found) {
      found = make(index)
      known.set(index, found)
      const oldest = known.keys().next()
      if (known.size > keep && !oldest.done) known.delete(oldest.value)
    }
    return found
  }
}

/** Something made to happen on top: a site loses its link at a moment, and dozens of alerts follow. */
export interface Stir {
  readonly linkLossAt?: number | undefined
}

export function createEstate(seed: number, size: Size, stir: Stir = {}): Estate {
  const edges = edgesOf(seed)
  const rules = rulesOf(seed)
  const changesIn = remembered((i) => changesInWeek(seed, size, i), 120)
  const incidentsIn = remembered((i) => {
    const ending = [...changesIn(i - 1), ...changesIn(i)].filter((c) => Math.floor(c.actualEnd / week) === i)
    const own = incidentsInWeek(seed, size, i, edges, ending)
    const at = stir.linkLossAt
    return at !== undefined && Math.floor(at / week) === i ? [...own, linkLoss(seed, edges, at)].toSorted((a, b) => a.startedAt - b.startedAt) : own
  }, 120)
  const episodesIn = remembered((i) => episodesInWeek(seed, size, i, rules, incidentsIn(i)), size === 'large' ? 4 : 20)
  const runsIn = remembered((i) => runsInWeek(seed, size, i), 60)
  const ticketsIn = remembered((i) => ticketsInWeek(seed, size, i, incidentsIn(i)), 60)

  /** Weeks whose events can overlap the span, given how many weeks an event may last. */
  const over = <T>(span: Span, tail: number, inWeek: (i: number) => readonly T[]): readonly T[] => {
    const first = Math.floor(span.from / week) - tail
    const last = Math.floor((span.to - 1) / week)
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => inWeek(first + k)).flat()
  }
  const near = remembered((i) => [...incidentsIn(i - 1), ...incidentsIn(i)], 120)

  return {
    seed,
    size,
    sites,
    teams,
    services,
    edges,
    rules,
    assets: assetsOf(seed, size),
    people: peopleOf(seed),
    rota,
    incidents: (span, now) => over(span, 2, incidentsIn).filter((e) => e.startedAt < span.to && e.resolvedAt > span.from && e.startedAt <= now),
    changes: (span) => over(span, 1, changesIn).filter((e) => e.plannedStart < span.to && Math.max(e.actualEnd, e.plannedEnd) > span.from),
    episodes: (span, now) => over(span, 1, episodesIn).filter((e) => e.startedAt < span.to && e.endsAt > span.from && e.startedAt <= now),
    runs: (span, now) => over(span, 0, runsIn).filter((e) => e.startedAt < span.to && e.endsAt > span.from && e.startedAt <= now),
    tickets: (span, now) => over(span, 1, ticketsIn).filter((e) => e.openedAt < span.to && e.resolvedAt > span.from && e.openedAt <= now),
    findings: (now) => findingsAround(seed, now),
    incidentsNear: (at) => near(Math.floor(at / week)),
  }
}
