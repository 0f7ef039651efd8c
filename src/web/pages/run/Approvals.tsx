import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Run } from '#contract/run.ts'
import { useMe } from '#web/api/me-query.ts'
import { runQuery } from '#web/api/run-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { approveRun } from './run-api.ts'
import { useRefused } from './use-refused.ts'
import styles from './Run.module.css'

/** Who approved what, and for whoever is asked the two buttons. */
export function Approvals({ run }: { readonly run: Run }) {
  const text = useText()
  const client = useQueryClient()
  const me = useMe()
  const own = run.approvals.find(({ by, valid }) => valid && by.id === me?.id)?.verdict
  const { mutate, isPending } = useMutation({
    mutationFn: (verdict: 'yes' | 'no') => approveRun(run, verdict),
    onSuccess: (next) => client.setQueryData(runQuery(run.id).queryKey, next),
    onError: useRefused(run.id),
  })
  return (
    <div className={styles['approvals']}>
      {run.approvals.length === 0 && Array.isArray(run.fields['approvers']) && run.fields['approvers'].length > 0 && (
        <p className={styles['quiet']}>{text('run.waitsApproval')}</p>
      )}
      {run.approvals.map(({ by, verdict, valid }) => (
        <p key={by.id}>
          <StatusMark mark={!valid ? 'unknown' : verdict === 'yes' ? 'ok' : 'warning'} size={14} silent />
          {text(!valid ? 'run.approvalVoid' : verdict === 'yes' ? 'run.approvedBy' : 'run.refusedBy', { name: by.name })}
        </p>
      ))}
      {run.mine === 'help' && (
        <div className={styles['ways']}>
          {own !== 'yes' && (
            <Button kind={own === undefined ? 'primary' : 'plain'} busy={isPending} onClick={() => mutate('yes')}>
              {text('run.approve')}
            </Button>
          )}
          {own !== 'no' && (
            <Button busy={isPending} onClick={() => mutate('no')}>
              {text('run.refuse')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
