import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { dashboardAccessQuery } from '../../api/access-query.ts'
import { newKey } from '../../api/call.ts'
import { createDashboard } from '../../api/dashboard-query.ts'
import { useMay } from '../../api/me-query.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Popover } from '../../ui/popup/Popover.tsx'
import { useFaultToast } from '../../ui/toast/use-fault-toast.ts'
import { goTo } from '../../url/use-url.ts'
import styles from './ViewOnly.module.css'

/** Stands where Edit would: that this dashboard can only be looked at, why, and who can change that. */
export function ViewOnly({ record }: { readonly record: DashboardRecord }) {
  const text = useText()
  return (
    <Popover
      label={text('share.viewOnly')}
      trigger={
        <Button kind="quiet" icon="lock">
          {text('share.viewOnly')}
        </Button>
      }
    >
      {(close) => <Why record={record} onClose={close} />}
    </Popover>
  )
}

function Why({ record, onClose }: { readonly record: DashboardRecord; readonly onClose: () => void }) {
  const text = useText()
  const tellFault = useFaultToast()
  const makes = useMay('editor')
  const { data } = useQuery(dashboardAccessQuery(record.id))
  const { mutate, isPending } = useMutation(createDashboard(useQueryClient()))
  const copy = (): void =>
    mutate(
      { doc: { ...record.doc, title: text('dashboards.copyOf', { title: record.doc.title }).slice(0, 200) }, key: newKey() },
      {
        onSuccess: ({ id }) => {
          onClose()
          goTo({ page: 'dashboard', id })
        },
        onError: tellFault,
      },
    )
  return (
    <div className={styles['why']}>
      <p>{text(makes ? 'share.viewOnlyShared' : 'share.viewOnlyLevel')}</p>
      {makes && <p>{data?.owner ? text('share.askOwner', { name: data.owner.name }) : text('share.askAdmin')}</p>}
      {!makes && <p>{text('right.who')}</p>}
      {makes ? (
        <Button size="small" icon="copy" busy={isPending} onClick={copy}>
          {text('share.copy')}
        </Button>
      ) : (
        <Button size="small" onClick={onClose}>
          {text('app.close')}
        </Button>
      )}
    </div>
  )
}
