import type { ObservationRow } from '#contract/observations.ts'
import type { RunCard, Subject } from '#contract/run.ts'

/** The one thing to do about an observation. */
export type NextStep =
  | { readonly do: 'continue'; readonly run: RunCard }
  | { readonly do: 'triage' | 'change'; readonly about: string }
  | { readonly do: 'service'; readonly service: string }
  | { readonly do: 'none' }

/** A run is about what it was started from, and about the record it made: our own records end in its number. */
export const isAbout = ({ subject, about }: Pick<RunCard, 'subject' | 'about'>, id: string): boolean =>
  subject === id || (/^[A-Z]+-\d+$/.test(about) && id.endsWith(`:${about}`))

const aboutIt = ({ kind, id, title, severity, service, site }: ObservationRow): Subject => ({
  kind: kind === 'incident' ? 'incident' : 'alert',
  id,
  title: title.slice(0, 1000),
  severity,
  ...(service !== null && { service }),
  ...(site !== null && { site }),
})

/** What work on it starts from, as the address of a new run carries it. */
export const subjectText = (row: ObservationRow): string => JSON.stringify(aboutIt(row))
export const serviceText = (service: string): string => JSON.stringify({ kind: 'service', id: service, title: service, service } satisfies Subject)

/** Work that was begun goes on; what burns is triaged; a change is planned on its service; whoever may not work looks at the service. */
export function nextStep(row: ObservationRow, isOver: boolean, runs: readonly RunCard[], mayWork: boolean): NextStep {
  const [run] = runs.filter((it) => it.state === 'open' && it.mine !== 'watch')
  if (run) return { do: 'continue', run }
  if (mayWork && !isOver && (row.kind === 'alert' || row.kind === 'incident')) return { do: 'triage', about: subjectText(row) }
  if (mayWork && row.kind === 'change' && row.service !== null) return { do: 'change', about: serviceText(row.service) }
  return row.service === null ? { do: 'none' } : { do: 'service', service: row.service }
}
