import { useState } from 'react'
import type { ObservationRow, Related } from '#contract/observations.ts'
import { worstFirst } from './worst-first.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useZone } from '#web/url/zone.ts'
import { markFor } from './words.ts'
import styles from './Detail.module.css'

const first = 6

interface RelatedPartProps {
  readonly why: Related['why']
  readonly rows: readonly ObservationRow[]
  /** Whose page this is. */
  readonly of: ObservationRow
  readonly now: number
}

/** What belongs to it in one way: where it came from, what came from it, what else happened to the service about then. */
export function RelatedPart({ why, rows, of, now }: RelatedPartProps) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const [whole, setWhole] = useState(false)
  const id = `related-${why}`
  const sorted = worstFirst(rows, now)
  const shown = whole ? sorted : sorted.slice(0, first)
  return (
    <section className={styles['part']} aria-labelledby={id}>
      <h2 id={id}>
        {text(`observing.related.${why}`, { service: of.service ?? '' })} <span className={styles['count']}>{format.value(rows.length)}</span>
      </h2>
      <ul className={styles['rows']}>
        {shown.map((row) => (
          <li key={row.id}>
            <StatusMark mark={markFor(row, now)} />
            <PlaceLink to={{ page: 'observation', id: row.id, at: row.start }} dir="auto">
              {row.title}
            </PlaceLink>
            {row.service !== null && row.service !== of.service && <span className={styles['aside']}>{row.service}</span>}
            <time className={styles['aside']} dateTime={new Date(row.start).toISOString()} title={format.moment(row.start, zone)}>
              {row.start > now ? text('observing.in', { time: format.duration(row.start - now) }) : format.age(row.start, now, zone)}
            </time>
          </li>
        ))}
      </ul>
      {rows.length > first && (
        <button type="button" className={styles['all']} aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? text('facets.fewer') : text('facets.all', { n: rows.length })}
        </button>
      )}
    </section>
  )
}
