import { useText } from '#web/i18n/text.ts'
import { Button } from '../Button.tsx'
import { Dialog } from './Dialog.tsx'

export interface ConfirmProps {
  readonly opened: boolean
  /** Names the thing: "Remove Payments health?" */
  readonly title: string
  /** What will be gone, and what stays. */
  readonly words: string
  /** Verb on the button: "Remove". */
  readonly action: string
  readonly busy?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asked only before what cannot be undone. */
export function Confirm({ opened, title, words, action, busy = false, onConfirm, onClose }: ConfirmProps) {
  const text = useText()
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={title}
      size="small"
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {text('app.cancel')}
          </Button>
          <Button kind="primary" busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      <p>{words}</p>
    </Dialog>
  )
}
