import type { Fault } from '#contract/fault.ts'
import type { Effect, Run, Said } from '#contract/run.ts'
import type { Mark } from '#contract/severity.ts'
import { isElsewhere } from '#core/workflow/elsewhere.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import { placeOfEffect } from './effect-place.ts'
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
  const text = useText()
  const format = useFormat()
  const words = useRunWords()
  const [zone] = useZone()
  const now = useNow(30_000)
  const { kind, op, state, label = '', at, confirmedAt, fault } = effect
  const what = `run.did.${kind.replaceAll('.', '_')}`
  const said = (key: string, args: Said['args'] = {}): string => words.said({ key, args })
  const isStanding = state === 'failed' && op === 'undo' && kind === 'alertmanager.silence'
  const isNamed = state === 'done' && isElsewhere(effect)
  const how = isNamed ? 'elsewhere' : wordOf[state]
  const head = state === 'gone' ? said('run.did.gone') : isStanding ? said('run.did.notEnded') : said(`${what}.${how}`)
  /** A system's own words where it has said any, else ours for what went wrong. */
  const whyOf = ({ code, detail }: Fault): string => {
    if (code === 'forbidden') return said('run.did.barred', { label })
    return code === 'not_found' ? said('run.did.unplugged', { label }) : (detail ?? text(`fault.${code}`, { detail: 'none' }))
  }
  const more = state === 'failed' && fault ? whyOf(fault) : said(isNamed ? 'run.did.elsewhere' : `${what}.more`, { label })
  const place = placeOfEffect(effect)
  const when = confirmedAt ?? at
  return (
    <li className={styles['effect']}>
      <StatusMark mark={isNamed ? 'info' : markOf[state]} size={14} silent />
      <span>
        <span className={styles['effectHead']}>{head}</span>
        <span className={styles['quiet']} dir="auto">
          {place ? <PlaceLink to={place}>{more}</PlaceLink> : more}
        </span>
      </span>
      <time className={styles['quiet']}>{format.time(when, zone, now - when)}</time>
    </li>
  )
}
