import type { ObservationRow } from '#contract/observations.ts'
import { isMomentLabel } from '#core/kpi/moments.ts'
import { useText } from '#web/i18n/text.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { safeLink } from '#web/ui/safe-link.ts'
import styles from './Detail.module.css'

/** Everything else that is known of it: the way to its source, and its labels as they were reported. */
export function Facts({ row }: { readonly row: ObservationRow }) {
  const text = useText()
  const link = safeLink(row.facts['link'] ?? '')
  const labels = Object.entries(row.facts).filter(([name]) => name !== 'link' && !isMomentLabel(name))
  if (!link && labels.length === 0) return null
  return (
    <section className={styles['part']} aria-labelledby="facts">
      <h2 id="facts">{text('observing.labels')}</h2>
      {link && (
        <p className={styles['source']}>
          <a href={link} target="_blank" rel="noopener noreferrer">
            {text('observing.atSource', { source: row.source })}
            <Icon name="external" size={12} />
          </a>
        </p>
      )}
      <dl className={styles['labels']}>
        {labels.map(([name, value]) => (
          <div key={name}>
            <dt dir="ltr">{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
        <div>
          <dt dir="ltr">id</dt>
          <dd dir="ltr">{row.id}</dd>
        </div>
      </dl>
    </section>
  )
}
