import type { AlertPick, Look, Run } from '#contract/run.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useZone } from '#web/url/zone.ts'
import { AlertWords } from './AlertWords.tsx'
import { useRunWords } from './run-words.ts'
import styles from './Look.module.css'

const shown = 6

/** What the real systems say to the answers of this step, read just now. */
export function LookPart({ run, look }: { readonly run: Pick<Run, 'step'>; readonly look: Look | undefined }) {
  if (!look) return null
  const covers = ['suppress', 'silence', 'verify'].includes(run.step)
  const clashes = ['schedule', 'suppress', 'approvals', 'silence'].includes(run.step)
  return (
    <div className={styles['look']}>
      {covers && <Covered look={look} />}
      {clashes && <Conflicts look={look} />}
      {look.failed.map(({ source }) => (
        <Failed key={source} source={source} />
      ))}
    </div>
  )
}

function Failed({ source }: { readonly source: string }) {
  const words = useRunWords()
  return (
    <p className={styles['failed']}>
      <StatusMark mark="unknown" size={14} silent />
      {words.said({ key: 'run.look.failed', args: { source } })}
    </p>
  )
}

function Covered({ look }: { readonly look: Look }) {
  const text = useText()
  return (
    <section>
      <h3>{text('run.look.covered', { n: look.total })}</h3>
      <ul>
        {look.alerts.slice(0, shown).map((alert) => (
          <AlertRow key={alert.id} alert={alert} />
        ))}
      </ul>
      {look.total > shown && <p className={styles['more']}>{text('run.look.more', { n: look.total - shown })}</p>}
    </section>
  )
}

/** One alert in a line: how bad, what, where, since when. */
export function AlertRow({ alert }: { readonly alert: AlertPick }) {
  return (
    <li className={styles['row']}>
      <AlertWords alert={alert} silent />
    </li>
  )
}

function Conflicts({ look }: { readonly look: Look }) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  return (
    <section>
      <h3>
        {look.conflicts.length > 0 && <StatusMark mark="warning" size={14} silent />}
        {text('run.look.conflicts', { n: look.conflicts.length })}
      </h3>
      <ul>
        {look.conflicts.slice(0, shown).map(({ id, title, startedAt, why, what }) => (
          <li key={id} className={styles['row']}>
            <StatusMark mark="maintenance" size={13} silent />
            <span dir="auto">{title}</span>
            <span className={styles['more']}>{text('run.look.why', { why, what })}</span>
            <time className={styles['more']}>{format.time(startedAt, zone, Infinity)}</time>
          </li>
        ))}
      </ul>
    </section>
  )
}
