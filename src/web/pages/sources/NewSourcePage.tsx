import { useQuery } from '@tanstack/react-query'
import { catalogueQuery, sourcesQuery } from '#web/api/source-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Guarded } from '#web/ui/page/Guarded.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { BackLink } from './BackLink.tsx'
import { kindHint, kindWords } from './source-words.ts'
import { SourceForm } from './SourceForm.tsx'
import styles from './Sources.module.css'

/** First what to connect, then how. */
export function NewSourcePage({ kind }: { readonly kind: string | undefined }) {
  const text = useText()
  const { data, error, refetch } = useQuery(catalogueQuery)
  const sources = useQuery(sourcesQuery)
  const connector = data?.connectors.find((c) => c.kind === kind && c.addable)
  return (
    <Guarded title={text('sources.add')} right="sources.manage">
      <Page title={connector ? text('sources.addKind', { kind: kindWords(connector.kind, text) }) : text('sources.add')}>
        <BackLink />
        {!data && !error && <RowsSkeleton rows={3} />}
        {!data && error && <FaultFace title={text('sources.failed')} error={error} onRetry={() => void refetch()} />}
        {data && kind !== undefined && !connector && <Empty title={text('fault.not_found')} fact={kind} />}
        {data && !connector && (
          <section>
            <h2 className={styles['question']}>{text('sources.chooseKind')}</h2>
            <ul className={styles['kinds']}>
              {data.connectors
                .filter((c) => c.addable)
                .map((c) => (
                  <li key={c.kind}>
                    <PlaceLink to={{ page: 'newSource', kind: c.kind }} className={styles['kind']}>
                      <span>
                        <strong>{kindWords(c.kind, text)}</strong>
                        <span className={styles['words']}>{kindHint(c.kind, text)}</span>
                      </span>
                      <Icon name="right" />
                    </PlaceLink>
                  </li>
                ))}
            </ul>
          </section>
        )}
        {connector && sources.data && <SourceForm key={connector.kind} connector={connector} taken={sources.data.map((s) => s.id)} />}
      </Page>
    </Guarded>
  )
}
