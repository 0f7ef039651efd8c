import { ApiFault, faultOf } from '#web/api/api-fault.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '../Button.tsx'
import { Empty } from './Empty.tsx'

/** A page or list that could not be read: what, why, and another try. */
export function FaultFace({ title, error, onRetry }: { readonly title: string; readonly error: unknown; readonly onRetry: () => void }) {
  const text = useText()
  const fault = faultOf(error)
  const facts = [fault.detail, error instanceof ApiFault && error.requestId && text('app.request', { id: error.requestId })].filter(Boolean)
  return (
    <Empty mark="critical" title={title} words={text(`fault.${fault.code}`, { detail: 'none' })} fact={facts.join(' · ')}>
      <Button kind="primary" icon="retry" onClick={onRetry}>
        {text('app.tryAgain')}
      </Button>
    </Empty>
  )
}
