import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ApiFault } from '#web/api/api-fault.ts'
import { observationQuery } from '#web/api/observation-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { goTo } from '#web/url/use-url.ts'
import { Detail } from './Detail.tsx'
import { listOfKind } from './kinds.ts'
import styles from './Detail.module.css'

const closing = new Set<string>(['not_found', 'forbidden'])

/** One alert, incident or change: what it is, what belongs to it, what happened when, what to do next. */
export function DetailPage({ id, at }: { readonly id: string; readonly at: number | undefined }) {
  const text = useText()
  const { data, error, refetch } = useQuery(observationQuery(id, at))
  const list = listOfKind(id.split(':', 1)[0] ?? '') ?? 'alerts'
  const isGone = error instanceof ApiFault && closing.has(error.code)
  const title = data && !isGone ? data.row.title : undefined
  useEffect(() => {
    if (window.scrollY > 0) window.scrollTo(0, 0)
  }, [])
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · ${text('app.name')}`
  }, [title, text])
  return (
    <Page title={text(`nav.${list}`)} demo={data?.demo ?? false}>
      <nav className={styles['back']} aria-label={text('observing.back')}>
        <PlaceLink to={{ page: list }}>
          <Icon name="left" size={14} />
          {text(`nav.${list}`)}
        </PlaceLink>
      </nav>
      {isGone ? (
        <Empty icon="find" title={text('observing.missing')} words={text('observing.missingMeaning')}>
          <Button kind="primary" onClick={() => goTo({ page: list })}>
            {text(`nav.${list}`)}
          </Button>
        </Empty>
      ) : data ? (
        <Detail data={data} />
      ) : error ? (
        <FaultFace title={text('observing.failed')} error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton rows={8} />
      )}
    </Page>
  )
}
