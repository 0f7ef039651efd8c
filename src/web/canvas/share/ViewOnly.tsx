import { useQuery } from '@tanstack/react-query'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { dashboardAccessQuery } from '../../api/access-query.ts'
import { useMay } from '../../api/me-query.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Popover } from '../../ui/popup/Popover.tsx'
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
      {() => <Why id={record.id} />}
    </Popover>
  )
}

function Why({ id }: { readonly id: string }) {
  const text = useText()
  const mayEditAny = useMay('editor')
  const { data } = useQuery(dashboardAccessQuery(id))
  return (
    <div className={styles['why']}>
      <p>{text(mayEditAny ? 'share.viewOnlyShared' : 'share.viewOnlyLevel')}</p>
      {mayEditAny && <p>{data?.owner ? text('share.askOwner', { name: data.owner.name }) : text('share.askAdmin')}</p>}
      {!mayEditAny && <p>{text('right.who')}</p>}
    </div>
  )
}
