import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useMemo } from 'react'
import { useSearch } from 'wouter/use-browser-location'
import { dashboardQuery } from '#web/api/dashboard-query.ts'
import { landingQuery } from '#web/api/landing-query.ts'
import { Canvas } from '#web/canvas/Canvas.tsx'
import { Offered } from '#web/canvas/proposal/Offered.tsx'
import { spoken } from '#web/i18n/spoken.ts'
import { useText } from '#web/i18n/text.ts'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { readPreference, writePreference } from '#web/ui/preference.ts'
import { RefreshControl } from '#web/ui/time/RefreshControl.tsx'
import { TimeControl } from '#web/ui/time/TimeControl.tsx'
import { phone, useMedia } from '#web/ui/use-media.ts'
import { VariableRow } from '#web/ui/variables/VariableRow.tsx'
import { PageTime } from '#web/url/PageTime.tsx'
import { useZone } from '#web/url/zone.ts'
import { areHintsOver } from './hints.ts'
import { Strips } from './strips-part.ts'
import { useOwnChoices } from './use-own-choices.ts'
import styles from './Frame.module.css'

const Preview = spoken(['home', 'runs'], () => import('./Preview.tsx'))
const NothingYet = spoken(['home'], () => import('./NothingYet.tsx'))

/** The first screen: one's own, or as somebody of the role in the address is given it. */
export function HomePage() {
  const as = new URLSearchParams(useSearch()).get('as')
  if (as === null) return <OwnHome />
  return (
    <Suspense>
      <Preview key={as} role={as} />
    </Suspense>
  )
}

/** What the role asks first, what to go on with, and below it an ordinary dashboard. */
function OwnHome() {
  const text = useText()
  const [zone] = useZone()
  const isNarrow = useMedia(phone)
  const [seen] = useOwnChoices('seenHints')
  const { data: landing, error, refetch } = useQuery(landingQuery(zone))
  // Known before the server says so from the second visit on.
  const id = landing ? landing.dashboard : readPreference('landing') || null
  // What is reported for the first time is there soon, also where nobody tells this browser of it.
  const { data: record } = useQuery({
    ...dashboardQuery(id ?? ''),
    enabled: id !== null,
    refetchInterval: ({ state }) => state.data?.unmet !== undefined && 30_000,
  })
  const [hidden, hide] = useOwnChoices('hiddenStrips')
  const strips = useMemo(() => ({ hidden, hide }), [hidden, hide])
  useEffect(() => {
    if (!landing) return
    writePreference('landing', landing.dashboard ?? '')
    writePreference('offers', landing.attention.state === 'unconnected' ? 'all' : landing.connect.length > 0 ? 'some' : '')
  }, [landing])
  return (
    <PageTime {...(record && { defaults: record.doc.time })}>
      <Page title={text('nav.home')} timed={record !== undefined && !isNarrow} demo={landing?.demo ?? false}>
        <div>
          {error && !landing ? (
            <FaultFace title={text('dashboards.failed')} error={error} onRetry={() => void refetch()} />
          ) : (
            <Suspense fallback={<div className={styles['strips']} data-hints={areHintsOver(seen) ? undefined : true} data-offers={readPreference('offers')} />}>
              <Strips landing={landing} isTimed={record !== undefined} />
            </Suspense>
          )}
        </div>
        {/* Under the thumb the ribbon is the range; the longer ranges stand where the widgets begin. */}
        {record && isNarrow && (
          <div className={styles['time']}>
            <TimeControl />
            <RefreshControl />
          </div>
        )}
        {record && <VariableRow variables={record.doc.variables} />}
        {/* Widgets have headings of the third level; a section without a name has none of the second. */}
        <h2 className="hp-hidden">{text('dashboards.widgets')}</h2>
        {record && <Canvas key={record.id} record={record} closes={landing?.from !== 'own'} strips={strips} />}
        {record && <Offered record={record} />}
        {landing && landing.dashboard === null && (
          <Suspense>
            <NothingYet waits={landing.waits} />
          </Suspense>
        )}
      </Page>
    </PageTime>
  )
}
