import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Source } from '#contract/source.ts'
import { catalogueQuery, sourcesQuery } from '#web/api/source-query.ts'
import { useMay } from '#web/api/me-query.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useNow } from '#web/url/clock.ts'
import { goTo } from '#web/url/use-url.ts'
import { useZone } from '#web/url/zone.ts'
import { BackLink } from './BackLink.tsx'
import { RemoveSource } from './RemoveSource.tsx'
import { kindWords, markOfState } from './source-words.ts'
import { SourceAccessPart } from './SourceAccessPart.tsx'
import { SourceForm } from './SourceForm.tsx'
import { Trouble } from './Trouble.tsx'
import styles from './Sources.module.css'

/** One source: whether it lives, what it knows, and its settings. */
export function SourcePage({ id }: { readonly id: string }) {
  const text = useText()
  const { data, error, refetch } = useQuery(sourcesQuery)
  const catalogue = useQuery(catalogueQuery)
  const [asking, setAsking] = useState(false)
  const manages = useMay('sources.manage')
  const source = data?.find((s) => s.id === id)
  const connector = catalogue.data?.connectors.find((c) => c.kind === source?.kind)
  const failed = error ?? catalogue.error
  if (data && !source)
    return (
      <Page title={text('sources.title')}>
        <Empty title={text('sources.gone')} words={text('sources.goneMeaning')}>
          <Button kind="primary" onClick={() => goTo({ page: 'sources' })}>
            {text('sources.all')}
          </Button>
        </Empty>
      </Page>
    )
  return (
    <Page
      title={source?.name ?? text('sources.title')}
      demo={source?.origin === 'demo'}
      actions={
        source?.origin === 'ui' &&
        manages && (
          <Button icon="bin" onClick={() => setAsking(true)}>
            {text('app.remove')}
          </Button>
        )
      }
    >
      <BackLink />
      {!source && !failed && <RowsSkeleton rows={4} />}
      {(!source || !connector) && failed && (
        <FaultFace
          title={text('sources.failed')}
          error={failed}
          onRetry={() => {
            void refetch()
            void catalogue.refetch()
          }}
        />
      )}
      {source && (
        <div className={styles['columns']}>
          <div>
            {source.origin !== 'ui' && <p className={styles['note']}>{text(`sources.from.${source.origin}`)}</p>}
            {!manages && <p className={styles['note']}>{text('sources.notManaged')}</p>}
            {connector && manages && data && (source.origin === 'ui' || source.origin === 'file') && (
              <SourceForm key={source.id} connector={connector} source={source} taken={data.map((s) => s.id)} />
            )}
            {manages && <SourceAccessPart id={source.id} />}
          </div>
          <Facts source={source} />
        </div>
      )}
      {source && <RemoveSource source={source} opened={asking} onClose={() => setAsking(false)} onRemoved={() => goTo({ page: 'sources' })} />}
    </Page>
  )
}

function Facts({ source }: { readonly source: Source }) {
  const text = useText()
  const format = useFormat()
  const now = useNow(5000)
  const [zone] = useZone()
  const { health, kind, measures } = source
  const state = text(`sources.${health.state}`)
  return (
    <aside className={styles['facts']} aria-label={text('sources.health')}>
      <p className={styles['state']}>
        <StatusMark mark={markOfState[health.state]} silent />
        <strong>{health.at === undefined ? state : text('sources.since', { state, age: format.age(health.at, now, zone) })}</strong>
      </p>
      {health.fault && <Trouble fault={health.fault} />}
      <p className={styles['words']}>
        {kindWords(kind, text)}
        {health.version !== undefined && ` · ${text('sources.version', { version: health.version })}`}
      </p>
      <h2 className={styles['head']}>{text('sources.measures')}</h2>
      {measures.length === 0 ? (
        <p className={styles['words']}>{text('sources.noMeasures')}</p>
      ) : (
        <ul className={styles['measures']} dir="ltr">
          {measures.map((m) => (
            <li key={m}>{m}</li>
          ))}
        </ul>
      )}
    </aside>
  )
}
