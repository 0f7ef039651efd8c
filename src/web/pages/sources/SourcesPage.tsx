import { useQuery } from '@tanstack/react-query'
import { sourcesQuery } from '#web/api/source-query.ts'
import { useMay } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { goTo } from '#web/url/use-url.ts'
import { ConnectInFile } from './ConnectInFile.tsx'
import { DemoPart } from './DemoPart.tsx'
import { SourceTable } from './SourceTable.tsx'
import styles from './Sources.module.css'

/** Every source, whether it lives, and the ways to another. */
export function SourcesPage() {
  const text = useText()
  const manages = useMay('sources.manage')
  const mayDemo = useMay('demo.manage')
  const { data, error, refetch } = useQuery(sourcesQuery)
  return (
    <Page
      title={text('sources.title')}
      actions={
        manages && (
          <Button kind="primary" icon="plus" onClick={() => goTo({ page: 'newSource' })}>
            {text('sources.add')}
          </Button>
        )
      }
    >
      <p className={styles['lead']}>
        {text('sources.lead')} {!manages && text('sources.notManaged')}
      </p>
      {!data && !error && <RowsSkeleton rows={4} />}
      {!data && error && <FaultFace title={text('sources.failed')} error={error} onRetry={() => void refetch()} />}
      {data && <SourceTable sources={data} />}
      <div className={styles['below']}>
        {manages && <ConnectInFile />}
        {mayDemo && <DemoPart />}
      </div>
    </Page>
  )
}
