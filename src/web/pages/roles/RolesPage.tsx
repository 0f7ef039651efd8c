import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDashboards } from '#web/ui/use-dashboards.ts'
import { useMay } from '#web/api/me-query.ts'
import { peopleQuery, rolesQuery } from '#web/api/people-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Guarded } from '#web/ui/page/Guarded.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import table from '#web/ui/table/Table.module.css'
import { OrganisationLanding } from './OrganisationLanding.tsx'
import { RoleDialog } from './RoleDialog.tsx'
import { RoleTable } from './RoleTable.tsx'

/** Every role: what its people may do, where they land, and how many there are. */
export function RolesPage() {
  const text = useText()
  const { data, error, refetch } = useQuery(rolesQuery)
  const seesPeople = useMay('people.manage')
  const { data: people } = useQuery({ ...peopleQuery, enabled: seesPeople })
  const { data: dashboards } = useDashboards()
  const [editing, setEditing] = useState<string>()
  const role = data?.find((r) => r.id === editing)
  const title = text('roles.title')
  const add = (): void => setEditing('')
  return (
    <Guarded title={title} right="roles.manage" error={error}>
      <Page
        title={title}
        actions={
          <Button kind="primary" icon="plus" onClick={add}>
            {text('roles.add')}
          </Button>
        }
      >
        <p className={table['lead']}>{text('roles.lead')}</p>
        {!data && !error && <RowsSkeleton rows={9} />}
        {!data && error && <FaultFace title={text('roles.failed')} error={error} onRetry={() => void refetch()} />}
        {data?.length === 0 && (
          <Empty title={text('roles.none')} words={text('roles.noneMeaning')}>
            <Button kind="primary" icon="plus" onClick={add}>
              {text('roles.add')}
            </Button>
          </Empty>
        )}
        {data && data.length > 0 && <RoleTable roles={data} people={people} dashboards={dashboards ?? []} onEdit={setEditing} />}
        {data && dashboards && <OrganisationLanding dashboards={dashboards} />}
        {data && editing !== undefined && (editing === '' || role) && (
          <RoleDialog key={editing} role={role} roles={data} dashboards={dashboards ?? []} onClose={() => setEditing(undefined)} />
        )}
      </Page>
    </Guarded>
  )
}
