import { useMemo, useState } from 'react'
import { useDashboards } from '#web/ui/use-dashboards.ts'
import { useMay } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { useDemoSwitch } from '#web/ui/demo-switch.ts'
import { SearchInput } from '#web/ui/field/Input.tsx'
import { useNewDashboard } from '#web/ui/new-dashboard.ts'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import table from '#web/ui/table/Table.module.css'
import { DashboardTable } from './DashboardTable.tsx'
import { sortedDashboards } from './sort.ts'
import type { Sorting } from './sort.ts'

/** Every dashboard: find, open, duplicate, remove, make a new one. */
export function DashboardsPage() {
  const text = useText()
  const { data, error, refetch } = useDashboards()
  const newDashboard = useNewDashboard()
  const demo = useDemoSwitch()
  const mayMake = useMay('editor')
  const mayDemo = useMay('demo.manage')
  const [query, setQuery] = useState('')
  const [sorting, setSorting] = useState<Sorting>({ by: 'title', down: false })
  const shown = useMemo(() => sortedDashboards(data ?? [], query, sorting), [data, query, sorting])
  return (
    <Page
      title={text('dashboards.title')}
      actions={
        mayMake && (
          <Button kind="primary" icon="plus" onClick={newDashboard}>
            {text('dashboards.new')}
          </Button>
        )
      }
    >
      {!data && !error && <RowsSkeleton rows={6} />}
      {!data && error && <FaultFace title={text('dashboards.failed')} error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <Empty title={text('dashboards.empty')} words={text('dashboards.emptyMeaning')}>
          {mayMake && (
            <Button kind="primary" icon="plus" onClick={newDashboard}>
              {text('dashboards.new')}
            </Button>
          )}
          {mayDemo && (
            <Button busy={demo.busy} onClick={() => demo.set(true)}>
              {text('welcome.demo')}
            </Button>
          )}
        </Empty>
      )}
      {data && data.length > 0 && (
        <>
          <div className={table['tools']}>
            <div className={table['search']}>
              <SearchInput label={text('dashboards.find')} value={query} onChange={(event) => setQuery(event.target.value)} />
            </div>
            <output className={table['count']}>{text('dashboards.count', { count: shown.length })}</output>
          </div>
          {shown.length > 0 ? (
            <DashboardTable dashboards={shown} sorting={sorting} onSort={setSorting} />
          ) : (
            <Empty title={text('dashboards.none', { query })} words={text('dashboards.noneMeaning', { count: data.length })}>
              <Button onClick={() => setQuery('')}>{text('dashboards.showAll')}</Button>
            </Empty>
          )}
        </>
      )}
    </Page>
  )
}
