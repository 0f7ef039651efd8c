import { useQueryClient } from '@tanstack/react-query'
import { faultOf } from '#web/api/api-fault.ts'
import { runQuery } from '#web/api/run-query.ts'
import { useFaultToast } from '#web/ui/toast/use-fault-toast.ts'

/** Says why something was not done with a run, and reads the run again where it has moved on meanwhile. */
export function useRefused(id: string): (error: unknown) => void {
  const tell = useFaultToast()
  const client = useQueryClient()
  return (error) => {
    const { code } = faultOf(error)
    tell(error)
    if (code === 'held' || code === 'stale') void client.invalidateQueries({ queryKey: runQuery(id).queryKey })
  }
}
