import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Slot } from '#contract/learning.ts'
import { saveMute, savePin } from '#web/api/learning-query.ts'
import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { Menu } from '#web/ui/popup/Menu.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'

/** Why a place stands where it stands, and what to do about it: keep it there, or never see it again. */
export function SlotMenu({ slot, at, title }: { readonly slot: Slot; readonly at: number; readonly title: string }) {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const pin = useMutation(savePin(client))
  const mute = useMutation(saveMute(client))
  const onError = useFaultToast()
  const { item, pinned, reason } = slot
  const forget = (): void =>
    mute.mutate(
      { item, muted: true },
      {
        onError,
        onSuccess: () =>
          toast({ words: text('home.placeGone', { title }), action: { label: text('app.undo'), run: () => mute.mutate({ item, muted: false }, { onError }) } }),
      },
    )
  return (
    <Menu
      items={[
        { head: text(`home.reason.${reason.key}`, { after: '', role: '', title: '', where: '', ...reason.args }) },
        {
          id: 'pin',
          icon: 'pin',
          label: text(pinned ? 'home.unpin' : 'home.pin', { n: at + 1 }),
          onSelect: () => pin.mutate({ item, pinned: !pinned, ...(!pinned && { slot: at }) }, { onError }),
        },
        { id: 'mute', icon: 'close', label: text('home.mute'), onSelect: forget },
      ]}
      trigger={<IconButton icon={pinned ? 'pin' : 'dots'} size="small" label={text('home.placeMenu', { title })} />}
    />
  )
}
