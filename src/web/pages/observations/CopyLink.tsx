import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'

/** The address with all that is looked at, for somebody else. */
export function CopyLink() {
  const text = useText()
  const toast = useToast()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href)
      toast({ words: text('app.copied') })
    } catch {
      // Plain-HTTP addresses have no clipboard: the address is told, to be copied by hand.
      toast({ words: location.href })
    }
  }
  return <IconButton icon="link" label={text('observing.copyLink')} onClick={() => void copy()} />
}
