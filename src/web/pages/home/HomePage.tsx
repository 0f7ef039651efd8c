import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { dashboardQuery } from '#web/api/dashboard-query.ts'
import { landingQuery } from '#web/api/landing-query.ts'
import { useMay } from '#web/api/me-query.ts'
import { Canvas } from '#web/canvas/Canvas.tsx'
import { Offered } from '#web/canvas/proposal/Offered.tsx'
import { spoken } from '#web/i18n/spoken.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { useDemoSwitch } from '#web/ui/demo-switch.ts'
import { useNewDashboard } from '#web/ui/new-dashboard.ts'
import { Empty } from '#web/ui/page/Empty.tsx'
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
import { useOwnChoices } from './use-own-choices.ts'
import styles from './Frame.module.css'

const Strips = spoken(['home', 'runs'], () => import('./Strips.tsx'))

/** The first screen: what the role asks first, what to go on with, and below it an ordinary dashboard. */
export function HomePage() {
  const text = useText()
  const [zone] = useZone()
  const isNarrow = useMedia(phone)
  const [seen] = useOwnChoices('seenHints')
  const { data: landing, error, refetch } = useQuery(landingQuery(zone))
  // Known before the server says so from the second visit on.
  const id = landing ? landing.dashboard : readPreference('landing') || null
  const { data: record } = useQuery({ ...dashboardQuery(id ?? ''), enabled: id !== null })
  useEffect(() => {
    if (landing) writePreference('landing', landing.dashboard ?? '')
  }, [landing])
  return (
    <PageTime {...(record && { defaults: record.doc.time })}>
      <Page title={text('nav.home')} timed={record !== undefined && !isNarrow} demo={landing?.demo ?? false}>
        <div>
          {error && !landing ? (
            <FaultFace title={text('dashboards.failed')} error={error} onRetry={() => void refetch()} />
          ) : (
            <Suspense fallback={<div className={styles['strips']} data-hints={areHintsOver(seen) ? undefined : true} />}>
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
        {record && <Canvas key={record.id} record={record} />}
        {record && <Offered record={record} />}
        {landing && landing.dashboard === null && <NoDashboard />}
      </Page>
    </PageTime>
  )
}

function NoDashboard() {
  const text = useText()
  const newDashboard = useNewDashboard()
  const demo = useDemoSwitch()
  const mayMake = useMay('editor')
  const mayDemo = useMay('demo.manage')
  return (
    <Empty title={text('dashboards.empty')} words={text('dashboards.emptyMeaning')}>
      {mayMake && (
        <Button kind="primary" icon="plus" onClick={newDashboard}>
          {text('dashboards.new')}
        </Button>
      )}
      {mayDemo && (
        <Button busy={demo.busy} onClick={() => demo.set(true)}>
          {text('welcome.demo')}
        </Button>
      )}
    </Empty>
  )
}
