import { useLayoutEffect } from 'react'
import { createPortal } from 'react-dom'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Empty } from '#web/ui/page/Empty.tsx'
import styles from './Unsure.module.css'

/** Stands in place of the page, which stays as it is below, until the server says who is there. */
export function Unsure({ onAgain }: { readonly onAgain: () => void }) {
  const text = useText()
  useLayoutEffect(() => {
    document.body.dataset['unsure'] = ''
    return () => {
      delete document.body.dataset['unsure']
    }
  }, [])
  return createPortal(
    <div className={styles['unsure']} role="alert">
      <Empty mark="warning" title={text('app.away')} words={text('app.unsure')}>
        <Button kind="primary" onClick={onAgain}>
          {text('app.tryAgain')}
        </Button>
      </Empty>
    </div>,
    document.body,
  )
}
