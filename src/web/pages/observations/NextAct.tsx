import type { ObservationRow } from '#contract/observations.ts'
import type { RunCard } from '#contract/run.ts'
import { useText } from '#web/i18n/text.ts'
import type { Text } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { goTo } from '#web/url/use-url.ts'
import { subjectText } from './next-step.ts'
import type { NextStep } from './next-step.ts'
import styles from './Detail.module.css'

interface NextActProps {
  readonly next: NextStep
  readonly row: ObservationRow
  readonly mayWork: boolean
}

const heldWords = (held: NonNullable<RunCard['held']>, text: Text): string =>
  held.you ? text('observing.heldByYou', { phone: String(held.phone) }) : text('observing.held', { by: held.by })

/** The one primary button of the page; planning a change about something that burns stands quietly beside it. */
export function NextAct({ next, row, mayWork }: NextActProps) {
  const text = useText()
  const plan = mayWork && row.kind !== 'change' && next.do !== 'change' && (
    <Button onClick={() => goTo({ page: 'newRun', workflow: 'change', about: subjectText(row) })}>{text('palette.change')}</Button>
  )
  switch (next.do) {
    case 'continue':
      return (
        <>
          <Button kind="primary" icon="play" onClick={() => goTo({ page: 'run', id: next.run.id })}>
            {text('observing.continue', { n: next.run.number })}
          </Button>
          {next.run.held && <p className={styles['held']}>{heldWords(next.run.held, text)}</p>}
        </>
      )
    case 'triage':
    case 'change':
      return (
        <>
          <Button kind="primary" icon="play" onClick={() => goTo({ page: 'newRun', workflow: next.do, about: next.about })}>
            {text(next.do === 'triage' ? 'palette.triage' : 'palette.change')}
          </Button>
          {plan}
        </>
      )
    case 'service':
      return (
        <>
          <Button kind="primary" icon="graph" onClick={() => goTo({ page: 'service', id: next.service })}>
            {text('observing.openService', { service: next.service })}
          </Button>
          {plan}
        </>
      )
    default:
      return plan || null
  }
}
