import type { DashboardSummary } from '#contract/dashboard.ts'
import type { ObservationKind } from '#contract/observation.ts'
import type { Subject } from '#contract/run.ts'
import type { Places } from '#core/landing/places.ts'

/** Dashboards that show everything of a kind, best first. */
const showing: Readonly<Record<ObservationKind, readonly string[]>> = {
  alert: ['alerts-now', 'demo-alerts-now'],
  incident: ['changes-and-incidents', 'demo-changes-and-incidents'],
  change: ['changes-and-incidents', 'demo-changes-and-incidents'],
  run: ['demo-hosts-and-desk'],
  ticket: ['demo-hosts-and-desk'],
  finding: ['demo-hosts-and-desk'],
}
const kindOf = (kind: string): ObservationKind => (Object.hasOwn(showing, kind) ? (kind as ObservationKind) : 'alert') // just proved

/** What a run is told it is about; lengths as the contract allows them. */
const subjectOf = ({ kind, id, title, severity, service, site }: Parameters<Places['triage']>[0]): Subject => ({
  kind: kind === 'incident' ? 'incident' : 'alert',
  id: id.slice(0, 400),
  title: title.slice(0, 200),
  severity,
  ...(service !== null && { service }),
  ...(site !== null && { site }),
})

/** Where facts are checked: the first dashboard the reader may see that shows them, else the list of dashboards. */
export function addresses(readable: readonly DashboardSummary[]): Places {
  const ids = new Set(readable.map((d) => d.id))
  const board = (kind: ObservationKind): string => {
    const found = showing[kind].find((id) => ids.has(id))
    return found === undefined ? '/dashboards' : `/d/${found}`
  }
  return {
    all: (kind) => board(kind),
    one: (kind) => board(kindOf(kind)),
    triage: (it) => `/runs/new/triage/${encodeURIComponent(JSON.stringify(subjectOf(it)))}`,
    sources: '/sources',
    source: (id) => `/sources/at/${encodeURIComponent(id)}`,
    dashboards: '/dashboards',
  }
}
