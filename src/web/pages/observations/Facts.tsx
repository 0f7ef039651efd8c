import type { ObservationRow } from '#contract/observations.ts'
import { isMomentLabel } from '#core/kpi/moments.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { safeLink } from '#web/ui/safe-link.ts'
import { factValue, factWords } from './words.ts'
import styles from './Detail.module.css'

/** Everything else that is known of it: the way to its source, and its labels, in words where we have some. */
export function Facts({ row }: { readonly row: ObservationRow }) {
  const text = useText()
  const format = useFormat()
  const link = safeLink(row.facts['link'] ?? '')
  const labels = Object.entries(row.facts).filter(([name]) => name !== 'link' && !isMomentLabel(name))
  const each = labels.map(([name, value]) => ({ name, value, words: factWords(text, name) }))
  // What has words of ours first: the rest is for who knows the source.
  const told = [...each.filter(({ words }) => words !== undefined), ...each.filter(({ words }) => words === undefined)]
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
        {told.map(({ name, words, value }) => (
          <div key={name}>
            {words === undefined ? (
              <dt dir="ltr">
                <code>{name}</code>
              </dt>
            ) : (
              <dt>{words}</dt>
            )}
            <dd dir="auto">{factValue({ format, text }, name, value)}</dd>
          </div>
        ))}
        <div>
          <dt>{text('observing.fact.id')}</dt>
          <dd dir="ltr">
            <code>{row.id}</code>
          </dd>
        </div>
      </dl>
    </section>
  )
}
