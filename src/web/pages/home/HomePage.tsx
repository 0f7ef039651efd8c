import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { DashboardSummary } from '#contract/dashboard.ts'
import { dashboardsQuery } from '#web/api/dashboard-query.ts'
import { useMay, useMe } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { useDemoSwitch } from '#web/ui/demo-switch.ts'
import { useNewDashboard } from '#web/ui/new-dashboard.ts'
import { Empty } from '#web/ui/page/Empty.tsx'
import { FaultFace } from '#web/ui/page/FaultFace.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { readPreference, writePreference } from '#web/ui/preference.ts'
import { goTo } from '#web/url/use-url.ts'

/** Works without any source of the person's own, so a first visit opens it. */
const firstOfAll = 'this-machine'

/** Where the door leads: what the person's role lands on, else the dashboard open last, else one that came with Homeport, else the first there is. */
export function firstDashboard(dashboards: readonly DashboardSummary[], last: string, landing?: string | null): string | undefined {
  const found = [
    (d: DashboardSummary) => d.id === landing,
    (d: DashboardSummary) => d.id === last,
    (d: DashboardSummary) => d.id === firstOfAll,
    (d: DashboardSummary) => d.origin === 'starter',
  ]
    .map((fits) => dashboards.find(fits))
    .find((d) => d !== undefined)
  return (found ?? dashboards[0])?.id
}

/** The door. It leads on by itself, and only stays where there is nothing to lead to. */
export function HomePage() {
  const text = useText()
  const { data, error, refetch } = useQuery(dashboardsQuery)
  const newDashboard = useNewDashboard()
  const demo = useDemoSwitch()
  const mayMake = useMay('editor')
  const mayDemo = useMay('demo.manage')
  const me = useMe()
  const landing = me?.roles.find((role) => role.id === me.active)?.landing
  const id = data && firstDashboard(data, readPreference('lastDashboard'), landing)
  useEffect(() => {
    // Known before the person is, the next time: the first screen is then on its way with the first breath.
    writePreference('landing', landing ?? '')
  }, [landing])
  useEffect(() => {
    if (id !== undefined) goTo({ page: 'dashboard', id }, { replace: true })
  }, [id])
  return (
    <Page title={text('app.name')}>
      {!data && error && <FaultFace title={text('dashboards.failed')} error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
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
      )}
    </Page>
  )
}
