import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { peopleQuery, rolesQuery } from '#web/api/people-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { SearchInput } from '#web/ui/field/Input.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Guarded } from '#web/ui/page/Guarded.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import table from '#web/ui/table/Table.module.css'
import { found } from './find-people.ts'
import { NewPerson } from './NewPerson.tsx'
import { PeopleTable } from './PeopleTable.tsx'

/** Everybody with an account: who they are here, and the ways to change it. */
export function PeoplePage() {
  const text = useText()
  const { data, error, refetch } = useQuery(peopleQuery)
  const { data: roles } = useQuery(rolesQuery)
  const [query, setQuery] = useState('')
  const [adding, setAdding] = useState(false)
  const shown = useMemo(() => found(data ?? [], roles ?? [], query), [data, roles, query])
  const title = text('people.title')
  return (
    <Guarded title={title} right="people.manage" error={error}>
      <Page
        title={title}
        actions={
          <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
            {text('people.add')}
          </Button>
        }
      >
        <p className={table['lead']}>{text('people.lead')}</p>
        {!data && !error && <RowsSkeleton rows={6} />}
        {!data && error && <FaultFace title={text('people.failed')} error={error} onRetry={() => void refetch()} />}
        {data && (
          <>
            <div className={table['tools']}>
              <div className={table['search']}>
                <SearchInput label={text('people.find')} value={query} onChange={(event) => setQuery(event.target.value)} />
              </div>
              <span className={table['count']} role="status">
                {text('people.count', { shown: shown.length, all: data.length })}
              </span>
            </div>
            {shown.length === 0 ? <Empty title={text('people.none', { query })} /> : <PeopleTable people={shown} roles={roles ?? []} all={data} />}
          </>
        )}
        <NewPerson opened={adding} roles={roles ?? []} people={data ?? []} onClose={() => setAdding(false)} />
      </Page>
    </Guarded>
  )
}
