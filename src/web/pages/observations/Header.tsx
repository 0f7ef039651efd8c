import type { ReactNode } from 'react'
import type { ObservationRow } from '#contract/observations.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import { markFor, severityWords, stateWords } from './words.ts'
import styles from './Detail.module.css'

/** What it is in one sentence, and below it who, where and since when. */
export function Header({ row, act }: { readonly row: ObservationRow; readonly act: ReactNode }) {
  const text = useText()
  const now = useNow(15_000)
  const mark = markFor(row, now)
  return (
    <header className={styles['header']}>
      <div className={styles['answer']}>
        <p className={styles['state']}>
          <StatusMark mark={mark} size={16} silent />
          <span className={styles['severity']} data-severity={mark}>
            {severityWords(text, row)}
          </span>
          <span>·</span>
          <span>{stateWords(text, row.status)}</span>
          <span>·</span>
          <Span row={row} now={now} />
        </p>
        <h2 className={styles['title']} dir="auto">
          {row.title}
        </h2>
        <dl className={styles['who']}>
          <Fact words={text('observing.facet.service')}>
            {row.service === null ? undefined : <PlaceLink to={{ page: 'service', id: row.service }}>{row.service}</PlaceLink>}
          </Fact>
          <Fact words={text('observing.facet.owner')}>{row.owner ?? text('observing.nobody')}</Fact>
          <Fact words={text('observing.facet.team')}>{row.team}</Fact>
          <Fact words={text('observing.facet.site')}>{row.site}</Fact>
          <Fact words={text('observing.facet.source')}>{row.source}</Fact>
        </dl>
      </div>
      <div className={styles['act']}>{act}</div>
    </header>
  )
}

function Fact({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  if (children === null || children === undefined) return null
  return (
    <div>
      <dt>{words}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  )
}

/** Since when and how long, or when it is to begin. */
function Span({ row, now }: { readonly row: ObservationRow; readonly now: number }) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const { start, end } = row
  const words =
    start > now
      ? text('observing.in', { time: format.duration(start - now) })
      : end !== null && end <= now
        ? text('observing.lasted', { time: format.duration(end - start) })
        : text('observing.since', { time: format.duration(now - start) })
  return (
    <time dateTime={new Date(start).toISOString()} title={format.moment(start, zone)}>
      {words}
    </time>
  )
}
