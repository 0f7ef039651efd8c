import type * as z from 'zod/mini'
import type { readObservation } from '#contract/observations.ts'
import { useMay } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useNow } from '#web/url/clock.ts'
import { Facts } from './Facts.tsx'
import { Header } from './Header.tsx'
import { History } from './History.tsx'
import { NextAct } from './NextAct.tsx'
import { nextStep } from './next-step.ts'
import { RelatedPart } from './RelatedPart.tsx'
import { RunsPart } from './RunsPart.tsx'
import { useRunsAbout } from './use-runs-about.ts'
import { isOver } from './words.ts'
import styles from './Detail.module.css'

type Reply = z.output<(typeof readObservation)['output']>

const order = { from: 0, to: 1, service: 2 } as const

/** Everything about one observation. */
export function Detail({ data }: { readonly data: Reply }) {
  const text = useText()
  const now = useNow(15_000)
  const mayWork = useMay('editor')
  const { row, related, silent } = data
  const { cards, runs } = useRunsAbout(row.id)
  const next = nextStep(row, isOver(row, now), cards, mayWork)
  const groups = [...Map.groupBy(related, (it) => it.why)].toSorted(([a], [b]) => order[a] - order[b])
  return (
    <>
      <Header row={row} act={<NextAct next={next} row={row} mayWork={mayWork} />} />
      {silent.length > 0 && (
        <p className={styles['note']} role="status">
          <StatusMark mark="warning" silent />
          {text('observing.silentAround', { n: silent.length, names: silent.join(', ') })}
        </p>
      )}
      <div className={styles['parts']}>
        <section className={styles['history']} aria-labelledby="history">
          <h2 id="history">{text('observing.timeline')}</h2>
          <History row={row} related={related} runs={runs} now={now} />
        </section>
        <div className={styles['beside']}>
          {cards.length > 0 && <RunsPart cards={cards} />}
          {groups.map(([why, rows]) => (
            <RelatedPart key={why} why={why} rows={rows.map((it) => it.row)} of={row} now={now} />
          ))}
          {related.length === 0 && <p className={styles['none']}>{text('observing.nothingRelated')}</p>}
          <Facts row={row} />
        </div>
      </div>
    </>
  )
}
