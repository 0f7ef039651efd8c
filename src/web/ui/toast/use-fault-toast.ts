import { useCallback } from 'react'
import { faultOf } from '../../api/api-fault.ts'
import { useText } from '../../i18n/text.ts'
import { useToast } from './Toaster.tsx'

/** Says why something was not done, where nothing in view says it. */
export function useFaultToast(): (error: unknown) => void {
  const text = useText()
  const toast = useToast()
  return useCallback(
    (error) => {
      const { code, detail = 'none' } = faultOf(error)
      toast({ tone: 'bad', words: text(`fault.${code}`, { detail }) })
    },
    [text, toast],
  )
}
