import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Source } from '#contract/source.ts'
import { removeSource } from '#web/api/source-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Confirm } from '#web/ui/popup/Confirm.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'

interface RemoveSourceProps {
  readonly source: Source
  readonly opened: boolean
  readonly onClose: () => void
  readonly onRemoved?: () => void
}

/** Asks, removes, and tells. */
export function RemoveSource({ source, opened, onClose, onRemoved }: RemoveSourceProps) {
  const text = useText()
  const toast = useToast()
  const tellFault = useFaultToast()
  const { mutateAsync, isPending } = useMutation(removeSource(useQueryClient()))
  const { id, rev, name } = source
  // The row leaves with its source, and with it whatever would be told through it.
  const remove = async (): Promise<void> => {
    try {
      await mutateAsync({ id, rev })
      toast({ words: text('sources.removed', { name }) })
      onRemoved?.()
    } catch (error) {
      tellFault(error)
    }
    onClose()
  }
  return (
    <Confirm
      opened={opened}
      busy={isPending}
      title={text('sources.confirmRemove', { name })}
      words={text('sources.confirmRemoveMeaning')}
      action={text('app.remove')}
      onClose={onClose}
      onConfirm={() => void remove()}
    />
  )
}
