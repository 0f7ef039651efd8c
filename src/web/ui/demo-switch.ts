import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { switchDemo } from '#web/api/status-query.ts'
import { useText } from '#web/i18n/text.ts'
import { useToast } from './toast/Toaster.tsx'
import { useFaultToast } from './toast/use-fault-toast.ts'

/** Loads or removes the demo estate and tells how it went. */
export function useDemoSwitch(): { readonly busy: boolean; set(loaded: boolean): void } {
  const text = useText()
  const toast = useToast()
  const tellFault = useFaultToast()
  const { mutate, isPending } = useMutation(switchDemo(useQueryClient()))
  return useMemo(
    () => ({
      busy: isPending,
      set: (loaded) =>
        mutate(loaded, {
          onSuccess: () => toast({ words: text(loaded ? 'sources.demoLoaded' : 'sources.demoRemoved') }),
          onError: tellFault,
        }),
    }),
    [isPending, mutate, text, toast, tellFault],
  )
}
