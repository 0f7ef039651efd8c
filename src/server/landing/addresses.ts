import type { DashboardSummary } from '#contract/dashboard.ts'
import type { ObservationKind } from '#contract/observation.ts'
import type { Subject } from '#contract/run.ts'
import type { Places } from '#core/landing/places.ts'

/** Dashboards that show everything of a kind that has no page, best first. */
const showing: Readonly<Record<ObservationKind, readonly string[]>> = {
  alert: [],
  incident: [],
  change: [],
  run: ['demo-hosts-and-desk'],
  ticket: ['demo-hosts-and-desk'],
  finding: ['demo-hosts-and-desk'],
}
/** Kinds with a page of their own, and what it shows without being asked. */
const pages = { alert: 'alerts', incident: 'incidents', change: 'changes' } as const
const hasPage = (kind: string): kind is keyof typeof pages => Object.hasOwn(pages, kind)

/** The list of a kind, narrowed. What is asked for is what the page reads from its address. */
function listOf(kind: keyof typeof pages, only: { readonly severity?: string; readonly open?: boolean; readonly service?: string }): string {
  const search = new URLSearchParams()
  // Critical and high are told as one: the list that proves the number has both.
  for (const one of only.severity === 'critical' ? ['critical', 'high'] : only.severity === undefined ? [] : [only.severity]) search.append('severity', one)
  if (only.service !== undefined) search.append('service', only.service)
  if (only.open !== true && kind !== 'change') search.set('show', 'all')
  return `/${pages[kind]}${search.size > 0 ? `?${search}` : ''}`
}

/** What a run is told it is about; lengths as the contract allows them. */
const subjectOf = ({ kind, id, title, severity, service, site }: Parameters<Places['triage']>[0]): Subject => ({
  kind: kind === 'incident' ? 'incident' : 'alert',
  id: id.slice(0, 400),
  title: title.slice(0, 200),
  severity,
  ...(service !== null && { service }),
  ...(site !== null && { site }),
})

/** Where facts are checked: the page of their kind, else the first dashboard the reader may see that shows them, else the list of dashboards. */
export function addresses(readable: readonly DashboardSummary[]): Places {
  const ids = new Set(readable.map((d) => d.id))
  const board = (kind: ObservationKind): string => {
    const found = showing[kind].find((id) => ids.has(id))
    return found === undefined ? '/dashboards' : `/d/${found}`
  }
  return {
    all: (kind, only = {}) => (hasPage(kind) ? listOf(kind, only) : board(kind)),
    one: (_, id) => `/observations/${encodeURIComponent(id)}`,
    triage: (it) => `/runs/new/triage/${encodeURIComponent(JSON.stringify(subjectOf(it)))}`,
    sources: '/sources',
    source: (id) => `/sources/at/${encodeURIComponent(id)}`,
    dashboards: '/dashboards',
  }
}
