import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { itemKey } from '#contract/item.ts'
import type { Brief, Run } from '#contract/run.ts'
import { runQuery } from '#web/api/run-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Kbd } from '#web/ui/Kbd.tsx'
import { Confirm } from '#web/ui/popup/Confirm.tsx'
import { Dialog } from '#web/ui/popup/Dialog.tsx'
import { note } from '#web/track/note.ts'
import { goTo } from '#web/url/use-url.ts'
import { BriefPart } from './BriefPart.tsx'
import { HandOver } from './HandOver.tsx'
import { briefQuery, discardRun } from './run-api.ts'
import { useRunWords } from './run-words.ts'
import { StepTrack } from './StepTrack.tsx'
import { useAgo } from './use-ago.ts'
import { useNext } from './use-next.ts'
import { useRefused } from './use-refused.ts'
import { WherePart } from './WherePart.tsx'
import styles from './Brief.module.css'

/** What somebody who comes back has to know: where they were, what changed, what is done, what expires. One button goes on. */
export function BriefDialog({ run, onContinue }: { readonly run: Run; readonly onContinue: () => void }) {
  const text = useText()
  const words = useRunWords()
  const { data: brief, error } = useQuery(briefQuery(run.id))
  const [giving, setGiving] = useState(false)
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const discard = useMutation({
    mutationFn: async () => discardRun(brief?.run ?? run),
    onSuccess: (next) => {
      note({ kind: 'dismiss', item: itemKey('workflow', run.workflow) })
      client.setQueryData(runQuery(run.id).queryKey, next)
      void client.invalidateQueries({ queryKey: ['runs'] })
      goTo({ page: 'home' })
    },
    onError: useRefused(run.id),
  })
  const title = run.title || text('run.untitled')
  const lead = useLead(brief)
  return (
    <>
      <Dialog
        opened={!giving && !asking}
        onClose={onContinue}
        title={title}
        size="large"
        lead={lead}
        actions={
          <div className={styles['actions']}>
            {run.mine === 'own' && (
              <>
                <Button kind="quiet" onClick={() => setGiving(true)}>
                  {text('run.handOver')}
                </Button>
                <Button kind="quiet" onClick={() => setAsking(true)}>
                  {text('run.discard')}
                </Button>
              </>
            )}
            <Continue run={run} brief={brief} onContinue={onContinue} onGive={() => setGiving(true)} />
          </div>
        }
      >
        <StepTrack run={brief?.run ?? run} names />
        {brief ? (
          <Quarters brief={brief} />
        ) : (
          <p className={styles['reading']}>{error ? text('run.look.failed', { source: 'Homeport' }) : text('run.brief.reading')}</p>
        )}
      </Dialog>
      {giving && <HandOver run={brief?.run ?? run} onClose={() => setGiving(false)} />}
      <Confirm
        opened={asking}
        title={text('run.discardAsk', { title: run.title || words.workflow(run.workflow) })}
        words={text('run.discardMeaning')}
        action={text('run.discard')}
        busy={discard.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => discard.mutate()}
      />
    </>
  )
}

function useLead(brief: Brief | undefined): string | undefined {
  const text = useText()
  const ago = useAgo()
  if (!brief) return undefined
  const { left, number, of, run } = brief
  const known = run.effects.find(({ kind }) => kind === 'change.record' || kind.startsWith('incident'))?.label
  const site = typeof run.fields['site'] === 'string' ? run.fields['site'] : ''
  const about = [known, site].filter(Boolean).join(', ')
  return text('run.brief.lead', { about: about || 'none', number, of, age: ago(left.at), here: String(left.here) })
}

function Quarters({ brief }: { readonly brief: Brief }) {
  const text = useText()
  return (
    <div className={styles['quarters']}>
      <WherePart brief={brief} />
      <BriefPart title={text('run.brief.changed')} items={brief.changed} />
      <BriefPart title={text('run.brief.done')} items={brief.done} none={text('run.realNone')} />
      <BriefPart title={text('run.brief.expires')} items={brief.expires} />
    </div>
  )
}

/** The one next thing, and where it begins. */
function Continue({
  run,
  brief,
  onContinue,
  onGive,
}: {
  readonly run: Run
  readonly brief: Brief | undefined
  readonly onContinue: () => void
  readonly onGive: () => void
}) {
  const words = useRunWords()
  const next = useNext(run, brief?.next, { onDone: onContinue, onGive })
  return (
    <>
      <span className={styles['hint']}>{brief?.next.said && words.said(brief.next.said)}</span>
      <Button kind="primary" busy={next.isBusy} data-autofocus onClick={next.go}>
        {next.label}
        <span className={styles['key']} aria-hidden>
          <Kbd>Enter</Kbd>
        </span>
      </Button>
    </>
  )
}
