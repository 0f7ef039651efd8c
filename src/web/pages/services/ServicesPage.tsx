import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef } from 'react'
import { navigate, useSearch } from 'wouter/use-browser-location'
import type { Mark } from '#contract/severity.ts'
import { marks } from '#contract/severity.ts'
import { servicesQuery } from '#web/api/observation-query.ts'
import { useText } from '#web/i18n/text.ts'
import type { Text } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Facetted } from '#web/ui/facets/Facetted.tsx'
import { TypedSearch } from '#web/ui/facets/TypedSearch.tsx'
import { useKey } from '#web/ui/keys.ts'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { RowsSkeleton } from '#web/ui/RowsSkeleton.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { CatalogueCard } from './CatalogueCard.tsx'
import { narrow, readLook, sorted, writeLook } from './service-look.ts'
import type { ServiceFacet, ServiceLook } from './service-look.ts'
import { ServiceTable } from './ServiceTable.tsx'
import { useScores } from './use-scores.ts'
import styles from './Services.module.css'

const isMark = (word: string): word is Mark => marks.some((mark) => mark === word)

function facetWords(text: Text, facet: ServiceFacet, value: string): string {
  if (value === '') return text(facet === 'owner' ? 'observing.nobody' : 'observing.none')
  if (facet === 'tier') return text('observing.tier', { tier: value })
  return facet === 'mark' && isMark(value) ? text(`mark.${value}`) : value
}

/** Every service one may see: whose it is and how it does, worst first. */
export function ServicesPage() {
  const text = useText()
  const query = useSearch()
  const look = useMemo(() => readLook(query), [query])
  const change = useCallback((next: Partial<ServiceLook>, replace = false) => {
    const before = location.search.replace(/^\?/, '')
    const after = writeLook(before, { ...readLook(before), ...next })
    if (after !== before) navigate(after ? `${location.pathname}?${after}` : location.pathname, { replace })
  }, [])
  const { data, error, refetch } = useQuery(servicesQuery)
  const { scores, isKnown } = useScores(data?.demo)
  const search = useRef<HTMLDivElement>(null)
  const find = (): void => search.current?.querySelector('input')?.focus()
  useKey('/', find)
  const onSearch = useCallback((q: string) => change({ q }, true), [change])
  const { found, counts } = useMemo(() => narrow(data?.services ?? [], look), [data, look])
  const rows = useMemo(() => sorted(found, scores, look), [found, scores, look])
  const groups = counts.map(({ facet, values }) => ({
    name: facet,
    label: text(`observing.facet.${facet}`),
    values: values.map((it) => ({ ...it, label: facetWords(text, facet, it.value) })),
  }))
  const words = data ? text('observing.found.services', { n: found.length }) : ''
  const hasCatalogue = data?.services.some((it) => it.from !== 'unlisted') ?? true
  return (
    <Page title={text('nav.services')} demo={data?.demo ?? false}>
      {!data && error && <FaultFace title={text('observing.failed')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <RowsSkeleton rows={12} />}
      {data && !hasCatalogue && <CatalogueCard />}
      {data && data.services.length === 0 && <Empty title={text('observing.noServices')} words={text('observing.noServicesMeaning')} />}
      {data && data.services.length > 0 && (
        <Facetted
          groups={groups}
          choice={look.choice}
          onChoice={(choice) => change({ choice })}
          found={words}
          tools={
            <>
              <div className={styles['search']} ref={search}>
                <TypedSearch label={text('observing.findService')} q={look.q} onSearch={onSearch} />
              </div>
              <output className={styles['found']}>{words}</output>
            </>
          }
        >
          {data.silent.length > 0 && (
            <p className={styles['note']} role="status">
              <StatusMark mark="warning" silent />
              {text('observing.silent', { n: data.silent.length, names: data.silent.join(', ') })}
            </p>
          )}
          {rows.length > 0 ? (
            <ServiceTable rows={rows} scores={scores} isScored={isKnown} look={look} change={change} onFind={find} />
          ) : (
            <Empty title={text('observing.noMatch')} words={text('observing.noMatchMeaning', { n: data.services.length })}>
              <Button kind="primary" onClick={() => change({ choice: {}, q: '' })}>
                {text('observing.clear')}
              </Button>
            </Empty>
          )}
        </Facetted>
      )}
    </Page>
  )
}
