import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { tokensQuery } from '#web/api/token-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Guarded } from '#web/ui/page/Guarded.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import table from '#web/ui/table/Table.module.css'
import { NewToken } from './NewToken.tsx'
import { TokenTable } from './TokenTable.tsx'

/** What lets programs in: each for a few things only, and not for ever. */
export function TokensPage() {
  const text = useText()
  const { data, error, refetch } = useQuery(tokensQuery)
  const [adding, setAdding] = useState(false)
  const title = text('tokens.title')
  return (
    <Guarded title={title} right="tokens.manage" error={error}>
      <Page
        title={title}
        actions={
          <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
            {text('tokens.add')}
          </Button>
        }
      >
        <p className={table['lead']}>{text('tokens.lead')}</p>
        {!data && !error && <RowsSkeleton rows={4} />}
        {!data && error && <FaultFace title={text('tokens.failed')} error={error} onRetry={() => void refetch()} />}
        {data?.length === 0 && <Empty title={text('tokens.none')} words={text('tokens.noneMeaning')} />}
        {data && data.length > 0 && <TokenTable tokens={data} />}
        {adding && <NewToken onClose={() => setAdding(false)} />}
      </Page>
    </Guarded>
  )
}
