import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { faultOf } from '#web/api/api-fault.ts'
import { switchDemo } from '#web/api/status-query.ts'
import { useText } from '#web/i18n/text.ts'
import { useToast } from './toast/Toaster.tsx'

/** Loads or removes the demo estate and tells how it went. */
export function useDemoSwitch(): { readonly busy: boolean; set(loaded: boolean): void } {
  const text = useText()
  const toast = useToast()
  const { mutate, isPending } = useMutation(switchDemo(useQueryClient()))
  return useMemo(
    () => ({
      busy: isPending,
      set: (loaded) =>
        mutate(loaded, {
          onSuccess: () => toast({ words: text(loaded ? 'sources.demoLoaded' : 'sources.demoRemoved') }),
          onError: (error) => toast({ tone: 'bad', words: text(`fault.${faultOf(error).code}`, { detail: 'none' }) }),
        }),
    }),
    [isPending, mutate, text, toast],
  )
}
