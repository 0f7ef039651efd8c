import type { RunCard } from '#contract/run.ts'
import { useText } from '#web/i18n/text.ts'
import type { Text } from '#web/i18n/text.ts'
import { hasWords } from '#web/i18n/words.ts'
import { Flag } from '#web/ui/flag/Flag.tsx'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import styles from './Detail.module.css'

/** Name of a step, where the language knows the workflow: a newer server's may be unknown here. */
export function stepName(text: Text, workflow: string, step: string): string {
  const key: string = ['workflow', workflow, 'step', step].join('.')
  return hasWords(key) ? text(key) : step
}

/** Work about it that one has a part in. */
export function RunsPart({ cards }: { readonly cards: readonly RunCard[] }) {
  const text = useText()
  return (
    <section className={styles['part']} aria-labelledby="runs">
      <h2 id="runs">{text('observing.runs')}</h2>
      <ul className={styles['rows']}>
        {cards.map((card) => (
          <li key={card.id}>
            <Flag id={card.id} size={16} />
            <PlaceLink to={{ page: 'run', id: card.id }} dir="auto">
              {card.title}
            </PlaceLink>
            <span className={styles['aside']}>
              {card.state === 'open'
                ? text('observing.step', { n: card.number, of: card.of, step: stepName(text, card.workflow, card.step) })
                : text(`observing.run.${card.state}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
