import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ApiFault } from '#web/api/api-fault.ts'
import { serviceQuery } from '#web/api/observation-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { PageTime } from '#web/url/PageTime.tsx'
import { goTo } from '#web/url/use-url.ts'
import { OneService } from './OneService.tsx'
import styles from './Services.module.css'

const closing = new Set<string>(['not_found', 'forbidden'])

/** One service: is it effective, what it needs and who needs it, what happens to it. */
export default function ServicePage({ id }: { readonly id: string }) {
  const text = useText()
  const { data, error, refetch } = useQuery(serviceQuery(id))
  const isGone = error instanceof ApiFault && closing.has(error.code)
  const name = data && !isGone ? (data.service.name ?? data.service.id) : undefined
  useEffect(() => {
    if (window.scrollY > 0) window.scrollTo(0, 0)
  }, [])
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · ${text('app.name')}`
  }, [name, text])
  return (
    <PageTime defaults={{ range: { from: 'now-7d', to: 'now' }, refreshMs: 60_000 }}>
      <Page title={text('nav.services')} demo={data?.demo ?? false}>
        <nav className={styles['back']} aria-label={text('observing.back')}>
          <PlaceLink to={{ page: 'services' }}>
            <Icon name="left" size={14} />
            {text('nav.services')}
          </PlaceLink>
        </nav>
        {isGone ? (
          <Empty icon="find" title={text('observing.missingService')} words={text('observing.missingServiceMeaning')}>
            <Button kind="primary" onClick={() => goTo({ page: 'services' })}>
              {text('nav.services')}
            </Button>
          </Empty>
        ) : data ? (
          <OneService data={data} />
        ) : error ? (
          <FaultFace title={text('observing.failed')} error={error} onRetry={() => void refetch()} />
        ) : (
          <RowsSkeleton rows={8} />
        )}
      </Page>
    </PageTime>
  )
}
