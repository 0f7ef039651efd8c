import { useMutation, useQueryClient } from '@tanstack/react-query'
import { saveMe, useMe } from '../../api/me-query.ts'
import { useText } from '../../i18n/text.ts'
import { useToast } from '../../ui/toast/Toaster.tsx'
import { useFaultToast } from '../../ui/toast/use-fault-toast.ts'

/** Whether this dashboard is the person's own landing, and how to change that. */
export function useLandingChoice(id: string): { readonly chosen: boolean; readonly toggle: () => void } {
  const text = useText()
  const toast = useToast()
  const tellFault = useFaultToast()
  const client = useQueryClient()
  const chosen = useMe()?.landing === id
  const { mutate } = useMutation(saveMe(client))
  const toggle = (): void =>
    mutate(
      { landing: chosen ? null : id },
      {
        onSuccess: ({ landing }) => {
          void client.invalidateQueries({ queryKey: ['landing'] })
          toast({ words: text(landing === id ? 'layer.landsHere' : 'layer.landsElsewhere') })
        },
        onError: tellFault,
      },
    )
  return { chosen, toggle }
}
