import { useQuery } from '@tanstack/react-query'
import { sourceAccessQuery } from '#web/api/access-query.ts'
import { useText } from '#web/i18n/text.ts'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { SourceAccessForm } from './SourceAccessForm.tsx'
import styles from './Sources.module.css'

/** Who may ask a source, and what they are held to. */
export function SourceAccessPart({ id }: { readonly id: string }) {
  const text = useText()
  const { data, error, refetch } = useQuery({ ...sourceAccessQuery(id), refetchOnWindowFocus: false })
  return (
    <section className={styles['access']} aria-labelledby="source-access">
      <h2 id="source-access" className={styles['question']}>
        {text('grants.title')}
      </h2>
      <p className={styles['words']}>{text('grants.lead')}</p>
      {!data && !error && <RowsSkeleton rows={2} />}
      {!data && error && <FaultFace title={text('grants.failed')} error={error} onRetry={() => void refetch()} />}
      {data && <SourceAccessForm key={data.rev} access={data} onReload={() => void refetch()} />}
    </section>
  )
}
