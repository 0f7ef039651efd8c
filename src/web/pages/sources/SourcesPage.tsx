import { useText } from '#web/i18n/text.ts'
import { Page } from '#web/ui/page/Page.tsx'

export function SourcesPage() {
  const text = useText()
  return <Page title={text('sources.title')}>{null}</Page>
}
