import { memo } from 'react'
import type { ObservationRow } from '#contract/observations.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import { isOver, markFor, severityWords, stateWords } from './words.ts'
import styles from './List.module.css'

const minute = 60_000

interface RowProps {
  readonly row: ObservationRow
  readonly index: number
  /** Pixels from the top of the rows. */
  readonly top: number
  readonly height: number
  /** The one row Tab stops at. */
  readonly isActive: boolean
  /** No longer among what was asked for. */
  readonly isGone: boolean
  readonly onFocus: (index: number) => void
}

/** One observation: a row of a table, on a phone a card. */
export const Row = memo(function Row({ row, index, top, height, isActive, isGone, onFocus }: RowProps) {
  const text = useText()
  const now = useNow(15_000)
  const stop = isActive ? 0 : -1
  const over = isOver(row, now)
  const mark = markFor(row, now)
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      data-over={over || undefined}
      data-gone={isGone || undefined}
      className={styles['row']}
      style={{ blockSize: height, transform: `translateY(${top}px)` }}
      onFocus={() => onFocus(index)}
    >
      <div role="gridcell" data-col="severity">
        <StatusMark mark={mark} silent />
        <span className={styles['severity']} data-severity={mark}>
          {severityWords(text, row)}
        </span>
      </div>
      <div role="gridcell" data-col="title">
        <PlaceLink to={{ page: 'observation', id: row.id, at: row.start }} className={styles['open']} data-open tabIndex={stop} dir="auto" title={row.title}>
          {row.title}
        </PlaceLink>
      </div>
      <div role="gridcell" data-col="service" dir="auto">
        {row.service === null ? (
          <span className={styles['missing']}>-</span>
        ) : (
          <PlaceLink to={{ page: 'service', id: row.service }} className={styles['service']} tabIndex={stop}>
            {row.service}
          </PlaceLink>
        )}
      </div>
      <div role="gridcell" data-col="site">
        {row.site ?? <span className={styles['missing']}>-</span>}
      </div>
      <div role="gridcell" data-col="owner" dir="auto">
        {row.owner ?? <span data-nobody={over ? undefined : true}>{text('observing.nobody')}</span>}
      </div>
      <div role="gridcell" data-col="status">
        {isGone ? text('observing.gone') : <State row={row} over={over} />}
      </div>
      <div role="gridcell" data-col="start">
        <Since row={row} now={now} />
      </div>
    </div>
  )
})

/** What it is now; of what is over, how long it lasted. */
function State({ row, over }: { readonly row: ObservationRow; readonly over: boolean }) {
  const text = useText()
  const format = useFormat()
  const words = stateWords(text, row.status)
  if (!over || row.end === null) return words
  const ms = row.end - row.start
  return (
    <>
      {words}{' '}
      <span className={styles['lasted']} title={format.duration(ms)}>
        · {format.duration(ms < minute ? ms : Math.round(ms / minute) * minute)}
      </span>
    </>
  )
}

function Since({ row, now }: { readonly row: ObservationRow; readonly now: number }) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const { start } = row
  return (
    <time dateTime={new Date(start).toISOString()} title={format.moment(start, zone)}>
      {start > now ? text('observing.in', { time: format.duration(start - now) }) : format.age(start, now, zone)}
    </time>
  )
}
