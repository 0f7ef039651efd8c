import type { ObservationKind } from '#contract/observation.ts'
import type { Subject } from '#contract/run.ts'
import type { Places } from '#core/landing/places.ts'

/** The page of each kind. */
const pages = {
  alert: 'alerts',
  incident: 'incidents',
  change: 'changes',
  run: 'automation',
  ticket: 'tickets',
  finding: 'findings',
} as const satisfies Readonly<Record<ObservationKind, string>>
/** Pages that show what is over too without being asked. */
const showsAll: ReadonlySet<ObservationKind> = new Set(['change', 'run'])

/** The list of a kind, narrowed. What is asked for is what the page reads from its address. */
function listOf(kind: ObservationKind, only: { readonly severity?: string; readonly open?: boolean; readonly service?: string }): string {
  const search = new URLSearchParams()
  // Critical and high are told as one: the list that proves the number has both.
  for (const one of only.severity === 'critical' ? ['critical', 'high'] : only.severity === undefined ? [] : [only.severity]) search.append('severity', one)
  if (only.service !== undefined) search.append('service', only.service)
  if (only.open !== true && !showsAll.has(kind)) search.set('show', 'all')
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

/** Where facts are checked: the page of their kind. */
export function addresses(): Places {
  return {
    all: (kind, only = {}) => listOf(kind, only),
    one: (_, id) => `/observations/${encodeURIComponent(id)}`,
    triage: (it) => `/runs/new/triage/${encodeURIComponent(JSON.stringify(subjectOf(it)))}`,
    sources: '/sources',
    source: (id) => `/sources/at/${encodeURIComponent(id)}`,
    dashboards: '/dashboards',
  }
}
