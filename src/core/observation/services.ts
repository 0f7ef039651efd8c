import type { ObservationRow } from '#contract/observations.ts'
import type { CatalogueEntry, ServiceRow } from '#contract/services.ts'
import type { Mark } from '#contract/severity.ts'
import { markOf } from '../landing/happening.ts'

export interface Listed {
  readonly entry: CatalogueEntry
  readonly from: 'catalogue' | 'demo'
}

/** What goes on now, as far as whoever asks may see. */
export interface Going {
  readonly alerts: readonly ObservationRow[]
  readonly incidents: readonly ObservationRow[]
  /** Of the last seven days and the next one. */
  readonly changes: readonly ObservationRow[]
}

const order: Readonly<Record<Mark, number>> = { critical: 0, warning: 1, info: 2, maintenance: 3, unknown: 4, ok: 5 }

/** The worst of what is open; a service with none is well. */
function markFor(rows: readonly ObservationRow[], changes: number): Mark {
  const marks = rows.map((row) => markOf(row.severity)).toSorted((a, b) => order[a] - order[b])
  return marks[0] ?? (changes > 0 ? 'maintenance' : 'ok')
}

const groupsOf = (rows: readonly ObservationRow[]): ReadonlyMap<string | null, readonly ObservationRow[]> => Map.groupBy(rows, (row) => row.service)

/**
 * Services with how they do now, worst first, then by tier and id. Of an id listed twice the organisation's own catalogue
 * counts before the demo's, the first of equals. Reported services no catalogue knows are told as unlisted.
 */
export function servicesFrom(listed: readonly Listed[], going: Going, now: number): readonly ServiceRow[] {
  const entries = new Map<string, Listed>()
  for (const it of listed.toSorted((a, b) => Number(a.from === 'demo') - Number(b.from === 'demo'))) if (!entries.has(it.entry.id)) entries.set(it.entry.id, it)
  const [alerts, incidents, changes] = [groupsOf(going.alerts), groupsOf(going.incidents), groupsOf(going.changes)]
  const reported = [...alerts.keys(), ...incidents.keys()].filter((id) => id !== null)
  const ids = [...new Set([...entries.keys(), ...reported])]
  const isAhead = (row: ObservationRow): boolean => row.end === null || row.end > now
  const isUnderWay = (row: ObservationRow): boolean => row.start <= now && isAhead(row)
  const count = (rows: readonly ObservationRow[], is: (row: ObservationRow) => boolean): number => rows.filter(is).length
  const rows = ids.map((id): ServiceRow => {
    const [open, broken, planned] = [alerts.get(id) ?? [], incidents.get(id) ?? [], changes.get(id) ?? []]
    const { entry = { id }, from = 'unlisted' as const } = entries.get(id) ?? {}
    return {
      ...entry,
      from,
      mark: markFor([...open, ...broken], count(planned, isUnderWay)),
      alerts: open.length,
      incidents: broken.length,
      changes: count(planned, isAhead),
      changesWeek: count(planned, (row) => row.start <= now),
    }
  })
  return rows.toSorted((a, b) => order[a.mark] - order[b.mark] || (a.tier ?? 9) - (b.tier ?? 9) || (a.id < b.id ? -1 : 1))
}
