import type { Brief } from '#contract/run.ts'
import { moment, text as textOf } from '#core/workflow/run.ts'
import { isZone } from '#core/time/zone.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { zoneName } from '#web/ui/time/range-words.ts'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import { useRunWords } from './run-words.ts'
import styles from './Brief.module.css'

const choices = new Set(['type', 'risk', 'severity', 'verdict', 'users', 'decision'])

/** Where somebody was: the step, the answers that matter, the window in the site's time and theirs, and that nothing is lost. */
export function WherePart({ brief }: { readonly brief: Brief }) {
  const text = useText()
  const words = useRunWords()
  const format = useFormat()
  const [own] = useZone()
  const now = useNow(30_000)
  const { run } = brief
  const [start, end] = [moment(run.fields, 'start'), moment(run.fields, 'end')]
  const asked = textOf(run.fields, 'zone')
  const zone = isZone(asked) ? asked : own
  const rows = brief.where.filter(({ field }) => field !== 'start' && field !== 'end')
  return (
    <section>
      <h3>{text('run.brief.where')}</h3>
      <dl className={styles['where']}>
        <dt>{text('run.brief.step')}</dt>
        <dd className={styles['head']}>{words.head(run.workflow, run.step)}</dd>
        {rows.map(({ field, text: answer, code }) => (
          <div key={field} className={styles['pair']}>
            <dt>{words.field(field)}</dt>
            <dd dir={code ? 'ltr' : 'auto'} data-code={code || undefined}>
              {choices.has(field) ? words.option(answer) : answer}
            </dd>
          </div>
        ))}
        {start !== undefined && end !== undefined && (
          <>
            <dt>{text('run.brief.window')}</dt>
            <dd>
              {text('run.brief.fromTo', { from: format.time(start, zone, 2 * 86_400_000), to: format.time(end, zone, end - start), zone: zoneName(zone) })}
              {zone !== own && <span className={styles['more']}> ({text('run.brief.here', { time: format.time(start, own) })})</span>}
            </dd>
          </>
        )}
        <dt>{text('run.brief.saved')}</dt>
        <dd>{text('run.brief.nothingLost', { time: format.time(run.updatedAt, own, now - run.updatedAt) })}</dd>
      </dl>
    </section>
  )
}
