import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { Menu } from '#web/ui/popup/Menu.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useOwnChoices } from './use-own-choices.ts'

/** Puts a strip away for good; the toast takes it back, and so does the menu of the page. */
export function StripMenu({ strip, title }: { readonly strip: string; readonly title: string }) {
  const text = useText()
  const toast = useToast()
  const [, hide] = useOwnChoices('hiddenStrips')
  const away = (): void => {
    hide(strip, true)
    toast({ words: text('home.stripHidden', { title }), action: { label: text('app.undo'), run: () => hide(strip, false) } })
  }
  return (
    <Menu
      items={[{ id: 'hide', icon: 'close', label: text('home.stripHide'), onSelect: away }]}
      trigger={<IconButton icon="dots" size="small" label={text('home.stripMenu', { title })} />}
    />
  )
}
