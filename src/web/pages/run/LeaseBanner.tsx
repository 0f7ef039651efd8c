import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Lease, Run } from '#contract/run.ts'
import { useMe } from '#web/api/me-query.ts'
import { runQuery } from '#web/api/run-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { takeRun } from './run-api.ts'
import { useRefused } from './use-refused.ts'
import styles from './Run.module.css'

/** Somebody else, or another device, is on it: who, where, and how to go on here. */
export function LeaseBanner({ run, lease, mayTake }: { readonly run: Run; readonly lease: Lease; readonly mayTake: boolean }) {
  const text = useText()
  const me = useMe()
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: () => takeRun(run.id, { over: true }),
    onSuccess: (next) => client.setQueryData(runQuery(run.id).queryKey, next),
    onError: useRefused(run.id),
  })
  const number = run.steps.findIndex(({ id }) => id === run.step) + 1
  const device = text(lease.phone ? 'run.onPhone' : 'run.onComputer')
  return (
    <div className={styles['banner']} role="status">
      <Icon name={lease.phone ? 'phone' : 'desktop'} />
      <div>
        <p className={styles['bannerHead']}>
          {me?.id === lease.by.id ? text('run.heldByYou', { number, device }) : text('run.heldBy', { name: lease.by.name, number, device })}
        </p>
        <p className={styles['quiet']}>{text('run.heldMeaning')}</p>
      </div>
      {mayTake && (
        <Button busy={isPending} onClick={() => mutate()}>
          {text('run.takeOver')}
        </Button>
      )}
    </div>
  )
}
