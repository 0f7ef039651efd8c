import type { Effect, Run } from '#contract/run.ts'
import type { Mark } from '#contract/severity.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useZone } from '#web/url/zone.ts'
import { useRunWords } from './run-words.ts'
import styles from './Run.module.css'

const markOf: Readonly<Record<Effect['state'], Mark>> = { intent: 'unknown', done: 'ok', failed: 'warning', gone: 'warning', undone: 'ok' }
const wordOf: Readonly<Record<Effect['state'], string>> = { intent: 'pending', done: 'done', failed: 'failed', gone: 'done', undone: 'undone' }

/** What the run has done in real systems, with the names it has there. */
export function Effects({ run }: { readonly run: Pick<Run, 'effects'> }) {
  const text = useText()
  return (
    <aside className={styles['effects']}>
      <h2 className={styles['small']}>{text('run.real')}</h2>
      {run.effects.length === 0 ? (
        <p className={styles['quiet']}>{text('run.realNone')}</p>
      ) : (
        <ul>
          {run.effects.map((effect) => (
            <EffectRow key={effect.key} effect={effect} />
          ))}
        </ul>
      )}
    </aside>
  )
}

function EffectRow({ effect }: { readonly effect: Effect }) {
  const format = useFormat()
  const words = useRunWords()
  const [zone] = useZone()
  const { kind, state, label, ref, at, confirmedAt, fault } = effect
  const what = `run.did.${kind.replaceAll('.', '_')}`
  const head = state === 'gone' ? words.said({ key: 'run.did.gone', args: {} }) : words.said({ key: `${what}.${wordOf[state]}`, args: {} })
  const more =
    state === 'failed' && fault
      ? words.said({ key: 'run.did.why', args: { detail: fault.detail ?? fault.code } })
      : words.said({ key: `${what}.more`, args: { label: label ?? ref ?? '' } })
  return (
    <li className={styles['effect']}>
      <StatusMark mark={markOf[state]} size={14} silent />
      <span>
        <span className={styles['effectHead']}>{head}</span>
        <span className={styles['quiet']} dir="auto">
          {more}
        </span>
      </span>
      <time className={styles['quiet']}>{format.time(confirmedAt ?? at, zone)}</time>
    </li>
  )
}
