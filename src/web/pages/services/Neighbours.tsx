import { useState } from 'react'
import type { ServiceRow } from '#contract/services.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import styles from './Services.module.css'

const first = 6

/** Services at one end of its links, worst first. */
export function Neighbours({ which, rows }: { readonly which: 'needs' | 'neededBy'; readonly rows: readonly ServiceRow[] }) {
  const text = useText()
  const format = useFormat()
  const [whole, setWhole] = useState(false)
  const shown = whole ? rows : rows.slice(0, first)
  if (rows.length === 0) return null
  return (
    <section className={styles['part']} aria-labelledby={which}>
      <h2 id={which}>
        {text(`observing.${which}`)} <span className={styles['count']}>{format.value(rows.length)}</span>
      </h2>
      <ul className={styles['rows']}>
        {shown.map((row) => (
          <li key={row.id}>
            <StatusMark mark={row.mark} />
            <PlaceLink to={{ page: 'service', id: row.id }} dir="auto">
              {row.name ?? row.id}
            </PlaceLink>
            <span className={styles['aside']}>{row.team ?? row.owner}</span>
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
