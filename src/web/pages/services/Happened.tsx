import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ObservationKind } from '#contract/observation.ts'
import type { ObservationRow } from '#contract/observations.ts'
import type { ServiceRow } from '#contract/services.ts'
import { markOf } from '#core/landing/happening.ts'
import { observationsQuery } from '#web/api/observation-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { AddressLink } from '#web/ui/page/AddressLink.tsx'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { Timeline } from '#web/ui/timeline/Timeline.tsx'
import type { TimelineEntry } from '#web/ui/timeline/Timeline.tsx'
import { useClock } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import styles from './Services.module.css'

const day = 86_400_000
const first = 6
const kinds = { alert: 'alerts', incident: 'incidents', change: 'changes' } as const
type Kind = keyof typeof kinds

function useHappened(service: string, kind: ObservationKind) {
  const client = useQueryClient()
  const clock = useClock()
  const [now] = useState(() => clock.now())
  const ahead = kind === 'change' ? 7 * day : 1
  const search = { kind, from: now - 7 * day, to: now + ahead, show: 'all' as const, choice: JSON.stringify({ service: [service] }), limit: 60 }
  return { now, ...useQuery({ ...observationsQuery(search, `service ${service} ${kind}`, client), refetchInterval: 60_000 }) }
}

/** What happened to a service in the last seven days and is planned for the next: each kind, and all on one line of time. */
export function Happened({ service }: { readonly service: ServiceRow }) {
  const text = useText()
  const alerts = useHappened(service.id, 'alert')
  const incidents = useHappened(service.id, 'incident')
  const changes = useHappened(service.id, 'change')
  const told = [
    ...(incidents.data?.rows ?? []),
    ...(changes.data?.rows ?? []),
    ...(alerts.data?.rows ?? []).filter((row) => markOf(row.severity) === 'critical'),
  ]
  const entries = told.flatMap((row) => entriesOf(row, alerts.now, text)).toSorted((a, b) => a.at - b.at)
  return (
    <div className={styles['parts']}>
      <section aria-labelledby="history">
        <h2 id="history">{text('observing.serviceTimeline')}</h2>
        {entries.length > 0 ? (
          <Timeline entries={entries} label={text('observing.serviceTimeline')} all={text('observing.timelineAll', { n: entries.length })} />
        ) : (
          <p className={styles['empty']}>{text('observing.nothingHappened')}</p>
        )}
      </section>
      <div className={styles['beside']}>
        <Part kind="incident" service={service.id} list={incidents} />
        <Part kind="alert" service={service.id} list={alerts} />
        <Part kind="change" service={service.id} list={changes} />
      </div>
    </div>
  )
}

function entriesOf(row: ObservationRow, now: number, text: ReturnType<typeof useText>): readonly TimelineEntry[] {
  const link = (
    <PlaceLink to={{ page: 'observation', id: row.id, at: row.start }} dir="auto">
      {row.title}
    </PlaceLink>
  )
  const mark = row.kind === 'change' ? ('maintenance' as const) : markOf(row.severity)
  const began: TimelineEntry = {
    key: `${row.id} began`,
    at: row.start,
    weight: 'other',
    mark,
    words: link,
    more: text(`observing.began.${row.kind}`),
    ahead: row.start > now,
  }
  if (row.end === null || row.kind === 'alert') return [began]
  return [began, { key: `${row.id} ended`, at: row.end, weight: 'other', words: link, more: text(`observing.ended.${row.kind}`), ahead: row.end > now }]
}

interface PartProps {
  readonly kind: Kind
  readonly service: string
  readonly list: ReturnType<typeof useHappened>
}

/** The latest of one kind, and the way to all of them. */
function Part({ kind, service, list }: PartProps) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const { data, error, now } = list
  const rows = data?.rows ?? []
  const href = `/${kinds[kind]}?${new URLSearchParams({ service, show: 'all', from: 'now-7d', to: 'now' })}`
  const id = `of-${kind}`
  return (
    <section className={styles['part']} aria-labelledby={id}>
      <h2 id={id}>
        {text(`nav.${kinds[kind]}`)} {data && <span className={styles['count']}>{format.value(data.found)}</span>}
      </h2>
      {!data && error && <p className={styles['empty']}>{text('observing.failed')}</p>}
      {data && rows.length === 0 && <p className={styles['empty']}>{text('observing.nothingOfKind')}</p>}
      <ul className={styles['rows']}>
        {rows.slice(0, first).map((row) => (
          <li key={row.id}>
            <StatusMark mark={row.end !== null && row.end <= now ? 'ok' : markOf(row.severity)} />
            <PlaceLink to={{ page: 'observation', id: row.id, at: row.start }} dir="auto">
              {row.title}
            </PlaceLink>
            <time className={styles['aside']} dateTime={new Date(row.start).toISOString()} title={format.moment(row.start, zone)}>
              {row.start > now ? text('observing.in', { time: format.duration(row.start - now) }) : format.age(row.start, now, zone)}
            </time>
          </li>
        ))}
      </ul>
      {data && data.found > first && (
        <AddressLink className={styles['all']} href={href}>
          {text('facets.all', { n: data.found })}
          <span className="hp-hidden">: {text(`nav.${kinds[kind]}`)}</span>
        </AddressLink>
      )}
    </section>
  )
}
