import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Run, Workflow } from '#contract/run.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { mayOf, useMe } from '#web/api/me-query.ts'
import { runQuery } from '#web/api/run-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { useNow } from '#web/url/clock.ts'
import { goTo } from '#web/url/use-url.ts'
import { useZone } from '#web/url/zone.ts'
import { BriefDialog } from './BriefDialog.tsx'
import { placeOfEffect } from './effect-place.ts'
import { Effects } from './Effects.tsx'
import { justStarted } from './just-started.ts'
import { Kept } from './Kept.tsx'
import { LeaseBanner } from './LeaseBanner.tsx'
import { NextLine } from './NextLine.tsx'
import { recoverRun, workflowsQuery } from './run-api.ts'
import { useRunWords } from './run-words.ts'
import { StepPart } from './StepPart.tsx'
import { useRefused } from './use-refused.ts'
import { StepTrack } from './StepTrack.tsx'
import { useLease } from './use-lease.ts'
import styles from './Run.module.css'

/** One run: where it stands, the step at hand, and what it has done in real systems. Whoever comes back is told first what happened meanwhile. */
export function RunPage({ id }: { readonly id: string }) {
  const text = useText()
  const { data: run, error, refetch } = useQuery(runQuery(id))
  const { data: workflows } = useQuery(workflowsQuery)
  const workflow = workflows?.find((one) => one.id === run?.workflow)
  if (error && !run && faultOf(error).code === 'not_found') {
    return (
      <Page title={text('run.notHere')}>
        <Empty icon="find" title={text('run.notHere')} words={text('run.notHereMeaning')}>
          <Button kind="primary" onClick={() => goTo({ page: 'home' })}>
            {text('nav.home')}
          </Button>
        </Empty>
      </Page>
    )
  }
  if (error && !run) {
    return (
      <Page title={text('run.untitled')}>
        <FaultFace title={text('run.untitled')} error={error} onRetry={() => void refetch()} />
      </Page>
    )
  }
  if (!run || !workflow) {
    return (
      <Page title={text('run.untitled')}>
        <RowsSkeleton rows={6} />
      </Page>
    )
  }
  return <OpenRun run={run} workflow={workflow} />
}

function OpenRun({ run, workflow }: { readonly run: Run; readonly workflow: Workflow }) {
  const text = useText()
  const words = useRunWords()
  const me = useMe()
  const [brief, setBrief] = useState(() => !justStarted.delete(run.id) && run.state === 'open')
  const now = useNow(10_000)
  const openedAt = useRef(run.step)
  const hasMoved = useRef(false)
  useEffect(() => {
    if (run.step !== openedAt.current) hasMoved.current = true
  }, [run.step])
  const mayWork = run.mine !== 'watch' && mayOf(me, 'editor') && run.state === 'open'
  const isHeld = run.lease !== null && !run.lease.mine && run.lease.until > now
  useLease(run.id, mayWork && !brief && !isHeld)
  const title = run.title || text('run.untitled')
  return (
    <Page title={title}>
      <div className={styles['page']}>
        <p className={styles['kind']}>{words.workflow(run.workflow)}</p>
        <StepTrack run={run} names />
        <div className={styles['parts']}>
          <div className={styles['main']}>
            {isHeld && run.lease && <LeaseBanner run={run} lease={run.lease} mayTake={mayWork} />}
            {run.state === 'open' && !mayWork && <p className={styles['quiet']}>{text('run.watching')}</p>}
            {run.state === 'open' && !brief && !isHeld && <NextLine run={run} />}
            {run.state === 'open' ? (
              <StepPart key={run.step} run={run} workflow={workflow} canWork={mayWork && !isHeld} isNext={hasMoved.current || run.step !== openedAt.current} />
            ) : (
              <Over run={run} />
            )}
            <Kept run={run} />
          </div>
          <Effects run={run} />
        </div>
      </div>
      {brief && <BriefDialog run={run} onContinue={() => setBrief(false)} />}
    </Page>
  )
}

/** Finished: what it wrote is the next thing to look at, else one goes back to where everything is. */
function Done({ run }: { readonly run: Run }) {
  const text = useText()
  const record = run.effects.find((effect) => placeOfEffect(effect) !== undefined)
  const to = record && placeOfEffect(record)
  return (
    <Empty mark="ok" title={text('run.doneHead')} words={text('run.doneMeaning')}>
      <Button kind="primary" onClick={() => goTo(to ?? { page: 'home' })}>
        {to ? text('run.openRecord', { label: record?.label ?? '' }) : text('nav.home')}
      </Button>
    </Empty>
  )
}

/** A run nobody works on any more: what became of it, and the way back while there is one. */
function Over({ run }: { readonly run: Run }) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const [zone] = useZone()
  const { mutate, isPending } = useMutation({
    mutationFn: () => recoverRun(run.id),
    onSuccess: (next) => client.setQueryData(runQuery(run.id).queryKey, next),
    onError: useRefused(run.id),
  })
  if (run.state === 'done') return <Done run={run} />
  const until = run.recoverableUntil
  return (
    <Empty
      title={text(run.state === 'expired' ? 'run.expiredHead' : 'run.discardedHead')}
      words={until === undefined ? undefined : text('run.recoverable', { time: format.moment(until, zone) })}
    >
      {run.mine === 'own' && (
        <Button kind="primary" busy={isPending} onClick={() => mutate()}>
          {text('run.recover')}
        </Button>
      )}
    </Empty>
  )
}
