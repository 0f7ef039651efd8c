import type { AttentionRow } from '#contract/landing.ts'
import { markOf, worstFirst } from './happening.ts'
import type { Happening } from './happening.ts'
import type { Places } from './places.ts'
import { nearnessTo, scopeOf } from './scope.ts'
import type { Nearness, Reader } from './scope.ts'

/** More than these are not read on a first screen; the rest is behind "Show all". */
const attentionRows = 12

const near: Readonly<Record<Nearness, number>> = { team: 0, site: 1, estate: 2 }
const serious: ReadonlySet<string> = new Set(['critical', 'high', 'warning'])

/** One thing to see to: an incident, or alerts of one rule on one service. */
export interface Matter {
  readonly first: Happening
  readonly count: number
  readonly why: Nearness
}

/** Alerts of one rule on one service are one thing to see to; the oldest speaks for them, and it has an owner only when all have. */
function grouped(alerts: readonly Happening[], nearness: (it: Happening) => Nearness): readonly Matter[] {
  const groups = Map.groupBy(alerts, (it) => `${it.title}|${it.service ?? ''}`)
  return [...groups.values()].flatMap((members) => {
    const first = members.toSorted(worstFirst)[0]
    if (!first) return []
    const free = members.some((it) => it.owner === null)
    return [{ first: free ? { ...first, owner: null } : first, count: members.length, why: nearness(first) }]
  })
}

const rank = (it: Happening): number => (markOf(it.severity) === 'critical' ? 0 : 1)

/** An incident is as bad as the worst of its alerts. */
function withAlerts(incident: Happening, alerts: readonly Happening[], why: Nearness): Matter {
  const worst = [incident, ...alerts].toSorted(worstFirst)[0] ?? incident
  return { first: { ...incident, severity: worst.severity }, count: alerts.length, why }
}

/**
 * What needs a person: open alerts and incidents of warning or worse, on the reader's services and site where they answer for
 * some, else of the whole estate. Ordered by severity, then nearness, then age: never by habit. An alert that belongs to an
 * incident on the list is told by it.
 */
export function mattersOf(open: { readonly alerts: readonly Happening[]; readonly incidents: readonly Happening[] }, reader: Reader): readonly Matter[] {
  const nearness = nearnessTo(reader)
  const isMeant = (it: Happening): boolean => serious.has(it.severity) && (scopeOf(reader) === 'estate' || nearness(it) !== 'estate')
  const incidents = open.incidents.filter(isMeant)
  const told = new Set(incidents.map((it) => it.id))
  const isTold = (it: Happening): boolean => it.depends.some((id) => told.has(id))
  const parts = Map.groupBy(
    open.alerts.flatMap((it) => it.depends.map((id) => ({ id, it }))),
    ({ id }) => id,
  )
  const all = [
    ...incidents.map((it) =>
      withAlerts(
        it,
        (parts.get(it.id) ?? []).map((part) => part.it),
        nearness(it),
      ),
    ),
    ...grouped(
      open.alerts.filter((it) => isMeant(it) && !isTold(it)),
      nearness,
    ),
  ]
  return all.toSorted(
    (a, b) =>
      rank(a.first) - rank(b.first) ||
      // Of two that are equally bad, the one nobody has is the one that needs somebody.
      Number(a.first.owner !== null) - Number(b.first.owner !== null) ||
      near[a.why] - near[b.why] ||
      worstFirst(a.first, b.first),
  )
}

/** The same as rows of the first screen; `total` counts also those that are not shown. */
export function attentionOf(matters: readonly Matter[], places: Places): { readonly rows: readonly AttentionRow[]; readonly total: number } {
  return { rows: matters.slice(0, attentionRows).map((it) => rowOf(it, places)), total: matters.length }
}

const rowOf = ({ first, count, why }: Matter, places: Places): AttentionRow => ({
  id: first.id,
  kind: first.kind === 'incident' ? 'incident' : 'alert',
  mark: markOf(first.severity),
  title: first.title,
  service: first.service,
  site: first.site,
  owner: first.owner,
  count,
  since: first.start,
  why,
  href: places.one(first.kind, first.id),
  triage: places.triage(first),
})
