import { Component } from 'react'
import type { ReactNode } from 'react'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import { Page } from '#web/ui/page/Page.tsx'
import { goTo } from '#web/url/use-url.ts'

interface State {
  readonly error?: unknown
}

/** Keeps a mistake on one page from taking the rest along. A new place starts afresh: the shell gives it a key. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = {}

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return <BrokenPage error={error} onRetry={() => this.setState({ error: undefined })} />
  }
}

/** A part that did not arrive says so in words of its own: reloading mends it. */
const isMissingPart = (error: unknown): boolean => error instanceof TypeError && /module|import/i.test(error.message)

function BrokenPage({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const text = useText()
  const missing = isMissingPart(error)
  return (
    <Page title={text('app.name')}>
      <Empty
        mark="critical"
        title={text(missing ? 'app.chunk' : 'app.broken')}
        words={text(missing ? 'app.chunkMeaning' : 'app.brokenMeaning')}
        fact={error instanceof Error ? error.message : String(error)}
      >
        <Button kind="primary" icon="retry" onClick={missing ? () => location.reload() : onRetry}>
          {text(missing ? 'app.reload' : 'app.tryAgain')}
        </Button>
        <Button onClick={() => goTo({ page: 'dashboards' })}>{text('nav.dashboards')}</Button>
      </Empty>
    </Page>
  )
}
