import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { ApiFault } from '#web/api/api-fault.ts'
import { dashboardQuery } from '#web/api/dashboard-query.ts'
import { useDashboards } from '#web/ui/use-dashboards.ts'
import { Canvas } from '#web/canvas/Canvas.tsx'
import { Stay } from '#web/canvas/stay/Stay.tsx'
import { Offered } from '#web/canvas/proposal/Offered.tsx'
import { useShippedWords } from '#web/i18n/shipped.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Flag } from '#web/ui/flag/Flag.tsx'
import { useFlags } from '#web/ui/flag/use-flags.ts'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { VariableRow } from '#web/ui/variables/VariableRow.tsx'
import { PageTime } from '#web/url/PageTime.tsx'
import { goTo } from '#web/url/use-url.ts'
import type { PageProps } from '../page.ts'
import { Welcome } from './Welcome.tsx'

const closing = new Set<string>(['not_found', 'forbidden'])

/** One dashboard: its document, its time, its variables; the canvas draws it. */
export function DashboardPage({ place }: PageProps) {
  const text = useText()
  const id = place.page === 'dashboard' ? place.id : ''
  const { data, error, refetch } = useQuery(dashboardQuery(id))
  // Also while it is open: it was removed, or is no longer shared. A draft of it stays on this device.
  if (error instanceof ApiFault && closing.has(error.code)) return <Gone />
  if (data) return <Loaded record={data} />
  return <Waiting id={id}>{error && <FaultFace title={text('dashboard.failed')} error={error} onRetry={() => void refetch()} />}</Waiting>
}

/** Before the document is there: its frame, with the name the list knows. */
function Waiting({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const text = useText()
  const { data } = useDashboards()
  const flag = useFlags().get(id)
  const known = data?.find((d) => d.id === id)
  return (
    <Page title={known?.title ?? text('dashboards.title')} flag={known && <Flag id={id} pattern={flag} />}>
      {children}
    </Page>
  )
}

function Gone() {
  const text = useText()
  return (
    <Page title={text('dashboards.title')}>
      <Empty title={text('dashboard.gone')} words={text('dashboard.goneMeaning')}>
        <Button kind="primary" onClick={() => goTo({ page: 'dashboards' })}>
          {text('nav.dashboards')}
        </Button>
      </Empty>
    </Page>
  )
}

/** The dashboard that shows the machine Homeport runs on: the first words speak of it. */
const machine = 'this-machine'

function Loaded({ record }: { readonly record: DashboardRecord }) {
  const text = useText()
  const words = useShippedWords()
  const { id, doc, origin } = record
  const flag = useFlags().get(id)
  const variables = useMemo(
    () => doc.variables.map((it) => (it.label === undefined ? it : { ...it, label: words.board({ id, title: it.label }) })),
    [doc.variables, id, words],
  )
  return (
    <PageTime defaults={doc.time}>
      <Page title={words.board({ id, title: doc.title })} flag={<Flag id={id} pattern={flag} />} timed demo={origin === 'demo'}>
        {id === machine && <Welcome />}
        <VariableRow variables={variables} />
        {/* Widgets have headings of the third level; a section without a name has none of the second. */}
        <h2 className="hp-hidden">{text('dashboards.widgets')}</h2>
        <Canvas record={record}>
          <Stay record={record} />
        </Canvas>
        <Offered record={record} />
      </Page>
    </PageTime>
  )
}
