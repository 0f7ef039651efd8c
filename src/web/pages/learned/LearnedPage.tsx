import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Learned } from '#contract/learning.ts'
import { learnedQuery, saveLearning } from '#web/api/learning-query.ts'
import { useShippedWords } from '#web/i18n/shipped.ts'
import { useText } from '#web/i18n/text.ts'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'
import { Decided } from './Decided.tsx'
import { Kept } from './Kept.tsx'
import { Places } from './Places.tsx'
import { Queries } from './Queries.tsx'
import { Stays } from './Stays.tsx'
import { Paths, Views } from './Habits.tsx'
import styles from './Learned.module.css'

/** Everything that is kept about the person: what it is, where it is used, and how to be rid of it. */
export function LearnedPage() {
  const text = useText()
  const { data, error, refetch } = useQuery(learnedQuery)
  return (
    <Page title={text('learned.title')}>
      {error && !data && <FaultFace title={text('learned.failed')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <RowsSkeleton rows={6} />}
      {data && data.never !== null && <Empty title={text('learned.title')} words={text(`learned.never.${data.never}`)} />}
      {data && data.never === null && <Parts learned={data} />}
    </Page>
  )
}

function Parts({ learned }: { readonly learned: Learned }) {
  const text = useText()
  return (
    <div className={styles['parts']}>
      <Part id="choices" title={text('learned.choices')} words={text('learned.choicesMeaning')}>
        <Choices learned={learned} />
      </Part>
      <Part id="places" title={text('learned.places')} words={text('learned.placesMeaning')}>
        <Places items={learned.items} />
      </Part>
      <Part id="paths" title={text('learned.paths')} words={text('learned.pathsMeaning')}>
        <Paths paths={learned.paths} />
      </Part>
      <Part id="views" title={text('learned.views')} words={text('learned.viewsMeaning')}>
        <Views views={learned.views} days={learned.raw.keptDays} />
      </Part>
      <Part id="stays" title={text('learned.stays')} words={text('learned.staysMeaning', { days: learned.raw.keptDays })}>
        <Stays stays={learned.stays} />
      </Part>
      <Part id="queries" title={text('learned.queries')} words={text('learned.queriesMeaning', { days: learned.raw.keptDays })}>
        <Queries queries={learned.queries} />
      </Part>
      <Part id="decided" title={text('learned.decided')} words={text('learned.decidedMeaning')}>
        <Decided learned={learned} />
      </Part>
      <Kept
        learned={learned}
        frame={(words, children) => (
          <Part id="kept" title={text('learned.kept')} words={words}>
            {children}
          </Part>
        )}
      />
    </div>
  )
}

interface PartProps {
  readonly id: string
  readonly title: string
  readonly words: string
  readonly children: ReactNode
}

function Part({ id, title, words, children }: PartProps) {
  return (
    <section className={styles['part']} aria-labelledby={id}>
      <div>
        <h2 id={id} className={styles['head']}>
          {title}
        </h2>
        <p className={styles['words']}>{words}</p>
      </div>
      <div>{children}</div>
    </section>
  )
}

function Choices({ learned }: { readonly learned: Learned }) {
  const text = useText()
  const shipped = useShippedWords()
  const onError = useFaultToast()
  const save = useMutation(saveLearning(useQueryClient()))
  const put = (change: { readonly paused?: boolean; readonly contribution?: boolean }): void => save.mutate({ ...change, noticed: true }, { onError })
  const isOn = !learned.paused && learned.noticedAt !== null
  return (
    <div className={styles['choices']}>
      <Choice label={text('learned.learn')} words={text('learned.learnMeaning')} checked={isOn} busy={save.isPending} onChange={(on) => put({ paused: !on })} />
      <Choice
        label={text('learned.contribute')}
        words={text('learned.contributeMeaning', { role: learned.role ? shipped.role(learned.role) : 'none' })}
        checked={learned.contribution}
        busy={save.isPending}
        onChange={(on) => put({ contribution: on })}
      />
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly words: string
  readonly checked: boolean
  readonly busy: boolean
  readonly onChange: (on: boolean) => void
}

function Choice({ label, words, checked, busy, onChange }: ChoiceProps) {
  return (
    <label className={styles['choice']}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        aria-busy={busy || undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
      <span className={styles['meaning']}>{words}</span>
    </label>
  )
}
