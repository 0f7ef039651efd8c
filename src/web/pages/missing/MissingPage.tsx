import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { goTo, usePlace } from '#web/url/use-url.ts'

/** An address that leads nowhere. */
export function MissingPage() {
  const text = useText()
  const [place] = usePlace()
  return (
    <Page title={text('app.name')}>
      <Empty title={text('app.missing')} words={text('app.missingMeaning')} fact={place.page === 'missing' ? place.path : undefined}>
        <Button kind="primary" onClick={() => goTo({ page: 'home' })}>
          {text('nav.home')}
        </Button>
        <Button onClick={() => goTo({ page: 'dashboards' })}>{text('nav.dashboards')}</Button>
      </Empty>
    </Page>
  )
}
