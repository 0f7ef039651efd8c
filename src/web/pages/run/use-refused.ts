import { useQueryClient } from '@tanstack/react-query'
import { faultOf } from '#web/api/api-fault.ts'
import { runQuery } from '#web/api/run-query.ts'
import { useText } from '#web/i18n/text.ts'
import { useToast } from '#web/ui/toast/Toaster.tsx'

/** Says why something was not done with a run, and reads the run again where it has moved on meanwhile. */
export function useRefused(id: string): (error: unknown) => void {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  return (error) => {
    const { code, detail = 'none' } = faultOf(error)
    toast({ tone: 'bad', words: text(`fault.${code}`, { detail }) })
    if (code === 'held' || code === 'stale') void client.invalidateQueries({ queryKey: runQuery(id).queryKey })
  }
}
