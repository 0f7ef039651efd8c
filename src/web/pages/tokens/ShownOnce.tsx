import { useState } from 'react'
import type { ServiceToken } from '#contract/identity.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/popup/Dialog.tsx'
import styles from './Tokens.module.css'

interface ShownOnceProps {
  readonly token: string
  readonly record: ServiceToken
  readonly onClose: () => void
}

/** The one time a token is seen. Escape and a click beside do not put it away. */
export function ShownOnce({ token, record, onClose }: ShownOnceProps) {
  const text = useText()
  const [copied, setCopied] = useState<'yes' | 'no'>()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(token)
      setCopied('yes')
    } catch {
      // No clipboard on plain-HTTP addresses: the field is selected to be copied by hand.
      setCopied('no')
    }
  }
  return (
    <Dialog
      opened
      onClose={() => undefined}
      title={text('tokens.madeTitle', { name: record.name })}
      lead={text('tokens.madeLead')}
      actions={
        <Button kind={copied === 'yes' ? 'primary' : 'plain'} onClick={onClose}>
          {text('tokens.done')}
        </Button>
      }
    >
      <div className={styles['once']}>
        <input
          className={styles['token']}
          readOnly
          dir="ltr"
          value={token}
          aria-label={text('tokens.token')}
          spellCheck={false}
          data-autofocus
          onFocus={(event) => event.target.select()}
        />
        <Button kind={copied === 'yes' ? 'plain' : 'primary'} icon="copy" onClick={() => void copy()}>
          {text(copied === 'yes' ? 'app.copied' : 'app.copy')}
        </Button>
      </div>
      {copied === 'no' && <p role="status">{text('tokens.notCopied')}</p>}
      <p className={styles['use']}>{text('tokens.use')}</p>
      <pre className={styles['example']} dir="ltr">
        Authorization: Bearer {token.slice(0, 12)}…
      </pre>
    </Dialog>
  )
}
