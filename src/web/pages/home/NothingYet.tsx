import { useDashboards } from '#web/ui/use-dashboards.ts'
import { useMay } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { useDemoSwitch } from '#web/ui/demo-switch.ts'
import { useNewDashboard } from '#web/ui/new-dashboard.ts'
import { Empty } from '#web/ui/page/Empty.tsx'
import { goTo } from '#web/url/use-url.ts'

const machine = 'this-machine'

/** No widget can be shown: what is so, and one way on. */
export default function NothingYet({ waits }: { readonly waits: boolean }) {
  return waits ? <Waiting /> : <NoDashboard />
}

/** Nothing the role looks at is connected, and this person cannot change that. */
function Waiting() {
  const text = useText()
  const { data: dashboards } = useDashboards()
  const hasMachine = dashboards?.some(({ id }) => id === machine) ?? false
  return (
    <Empty title={text('home.waits')} words={text('home.waitsMeaning')}>
      {dashboards && (
        <Button onClick={() => goTo(hasMachine ? { page: 'dashboard', id: machine } : { page: 'dashboards' })}>
          {text(hasMachine ? 'home.waitsMachine' : 'home.waitsDashboards')}
        </Button>
      )}
    </Empty>
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
