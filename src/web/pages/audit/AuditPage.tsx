import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { auditExport, auditQuery } from '#web/api/audit-query.ts'
import type { AuditFilter } from '#web/api/audit-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { SearchInput } from '#web/ui/field/Input.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Guarded } from '#web/ui/page/Guarded.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import table from '#web/ui/table/Table.module.css'
import { AuditTable } from './AuditTable.tsx'
import { ChainState } from './ChainState.tsx'
import { ExportLink } from './ExportLink.tsx'
import styles from './Audit.module.css'

const parts = ['action', 'actor', 'object'] as const

/** Who did what, newest first, and whether the record is whole. */
export function AuditPage() {
  const text = useText()
  const [filter, setFilter] = useState<AuditFilter>({ action: '', actor: '', object: '' })
  const asked = useDeferredValue(filter)
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({ ...auditQuery(asked), placeholderData: keepPreviousData })
  const entries = data?.pages.flatMap((page) => page.entries) ?? []
  const chain = data?.pages[0]?.chain
  const narrowed = parts.some((part) => asked[part].trim() !== '')
  const title = text('audit.title')
  return (
    <Guarded title={title} right="audit.read" error={error}>
      <Page title={title} actions={<ExportLink to={auditExport(asked)} narrowed={narrowed} />}>
        {chain && <ChainState chain={chain} />}
        <div className={table['tools']}>
          {parts.map((part) => (
            <div key={part} className={styles['filter']}>
              <SearchInput label={text(`audit.find.${part}`)} value={filter[part]} onChange={(event) => setFilter({ ...filter, [part]: event.target.value })} />
            </div>
          ))}
        </div>
        {!data && !error && <RowsSkeleton rows={8} />}
        {!data && error && <FaultFace title={text('audit.failed')} error={error} onRetry={() => void refetch()} />}
        {data && entries.length === 0 && <Empty title={text(narrowed ? 'audit.noneFound' : 'audit.none')} />}
        {entries.length > 0 && <AuditTable entries={entries} />}
        {hasNextPage && (
          <Button className={styles['older'] ?? ''} busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {text('audit.older')}
          </Button>
        )}
      </Page>
    </Guarded>
  )
}
