import { useQuery } from '@tanstack/react-query'
import type { RunCard } from '#contract/run.ts'
import { runsQuery } from '#web/api/run-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Flag } from '#web/ui/flag/Flag.tsx'
import { patternsOf } from '#web/ui/flag/patterns.ts'
import { phone, useMedia } from '#web/ui/use-media.ts'
import { useNow } from '#web/url/clock.ts'
import { Quiet, Strip } from './Strip.tsx'
import { WayLink } from './WayLink.tsx'
import { stepWords } from './step-words.ts'
import styles from './Continue.module.css'

/** Work left half done, what presses most first. The whole card leads back to the step. */
export function Continue({ className }: { readonly className?: string | undefined }) {
  const text = useText()
  const { data, error } = useQuery(runsQuery)
  const isNarrow = useMedia(phone)
  const shown = (data ?? []).slice(0, isNarrow ? 1 : 2)
  const more = (data?.length ?? 0) - shown.length
  const flags = patternsOf(shown.map((run) => run.id))
  return (
    <Strip id="continue" title={text('home.continue')} className={className} why={more > 0 ? text('home.continueMore', { n: more }) : undefined}>
      <div className={styles['runs']}>
        {shown.map((run) => (
          <Card key={run.id} run={run} flag={flags.get(run.id)} />
        ))}
        {data?.length === 0 && (
          <div className={styles['none']}>
            <Quiet title={text('home.continueNone')} words={text('home.continueNoneMeaning')} />
          </div>
        )}
        {!data && <div className={styles['none']}>{error && <Quiet title={text('home.continueFailed')} words={text('home.state.failedMeaning')} />}</div>}
      </div>
    </Strip>
  )
}

function Card({ run, flag }: { readonly run: RunCard; readonly flag: number | undefined }) {
  const text = useText()
  const format = useFormat()
  const now = useNow(30_000)
  const step = stepWords(run, text)
  const presses = run.deadline
    ? text('home.deadline', { at: format.duration(Math.max(0, run.deadline.at - now)) })
    : text('home.left', { at: format.duration(Math.max(0, now - run.updatedAt)) })
  return (
    <WayLink to={`/runs/${encodeURIComponent(run.id)}`} className={styles['run']}>
      <span className={styles['name']}>
        <Flag id={run.id} pattern={flag} size={16} />
        <span className={styles['title']} dir="auto">
          {run.title || text('run.untitled')}
        </span>
      </span>
      <span className={styles['step']}>
        <span className={styles['number']}>{text('home.step', { n: run.number, of: run.of })}</span>
        {step !== undefined && ` · ${step}`}
      </span>
      <span className={styles['presses']}>{run.held ? text('home.held', { by: run.held.by }) : presses}</span>
      <span className={styles['ticks']} aria-hidden>
        {Array.from({ length: run.of }, (_, i) => (
          // A tick is its step.
          <i key={i} data-is={i + 1 < run.number ? 'done' : i + 1 === run.number ? 'current' : undefined} />
        ))}
      </span>
    </WayLink>
  )
}
