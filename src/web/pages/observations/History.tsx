import type { ReactNode } from 'react'
import type { ObservationRow, Related } from '#contract/observations.ts'
import type { Run } from '#contract/run.ts'
import { markOf } from '#core/landing/happening.ts'
import { useText } from '#web/i18n/text.ts'
import type { Text } from '#web/i18n/text.ts'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { Timeline } from '#web/ui/timeline/Timeline.tsx'
import type { TimelineEntry } from '#web/ui/timeline/Timeline.tsx'
import { momentsOf } from './moments.ts'
import type { Moment } from './moments.ts'
import { stepName } from './RunsPart.tsx'

interface HistoryProps {
  readonly row: ObservationRow
  readonly related: readonly Related[]
  readonly runs: readonly Run[]
  readonly now: number
}

/** What happened when: to it, beside it, and about it. */
export function History({ row, related, runs, now }: HistoryProps) {
  const text = useText()
  const moments = momentsOf(row, related, runs)
  const entries = moments.map((it, i): TimelineEntry => ({
    key: `${i} ${it.what} ${it.at}`,
    at: it.at,
    ahead: it.at > now,
    ...entryOf(it, row, { text, now }),
  }))
  return <Timeline entries={entries} label={text('observing.timeline')} all={text('observing.timelineAll', { n: entries.length })} />
}

const runLink = (run: Run): ReactNode => (
  <PlaceLink to={{ page: 'run', id: run.id }} dir="auto">
    {run.title}
  </PlaceLink>
)

function entryOf(
  it: Moment,
  row: ObservationRow,
  { text, now }: { readonly text: Text; readonly now: number },
): Pick<TimelineEntry, 'weight' | 'mark' | 'words' | 'more'> {
  switch (it.what) {
    case 'began':
      return {
        weight: 'own',
        mark: row.kind === 'change' ? 'maintenance' : markOf(row.severity),
        words: text(`observing.began.${row.kind}`),
        more: text('observing.toldBy', { source: row.source }),
      }
    case 'ended':
      // What is only planned is not well over yet.
      return { weight: 'own', ...(it.at <= now && { mark: 'ok' as const }), words: text(`observing.ended.${row.kind}`) }
    case 'otherBegan':
    case 'otherEnded': {
      const { row: other, why } = it.other
      const link = (
        <PlaceLink to={{ page: 'observation', id: other.id, at: other.start }} dir="auto">
          {other.title}
        </PlaceLink>
      )
      const where = why === 'from' ? text('observing.why.from') : other.service !== row.service ? other.service : ''
      const isBegin = it.what === 'otherBegan'
      return {
        weight: 'other',
        ...(isBegin && { mark: other.kind === 'change' ? ('maintenance' as const) : markOf(other.severity) }),
        words: link,
        more: [text(isBegin ? `observing.began.${other.kind}` : `observing.ended.${other.kind}`), where].filter(Boolean).join(' · '),
      }
    }
    case 'runBegan':
      return { weight: 'other', words: runLink(it.run), more: text('observing.runBegan', { by: it.run.owner.name }) }
    case 'runStep':
      return { weight: 'other', words: text('observing.stepDone', { step: stepName(text, it.run.workflow, it.step) }), more: runLink(it.run) }
    case 'runOver':
      return { weight: 'other', words: runLink(it.run), more: text(it.run.state === 'done' ? 'observing.run.done' : 'observing.run.discarded') }
    default:
      return { weight: 'own', words: text(`observing.moment.${it.what}`) }
  }
}
