import type { Run } from '#contract/run.ts'
import { useText } from '#web/i18n/text.ts'
import styles from './Run.module.css'

/** Answers of an older version of the workflow that it no longer asks for. They are shown, never dropped. */
export function Kept({ run }: { readonly run: Pick<Run, 'kept'> }) {
  const text = useText()
  const kept = Object.entries(run.kept)
  if (kept.length === 0) return null
  return (
    <section className={styles['kept']}>
      <h2 className={styles['small']}>{text('run.keptHead')}</h2>
      <dl>
        {kept.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
