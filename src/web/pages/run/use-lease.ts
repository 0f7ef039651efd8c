import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Run } from '#contract/run.ts'
import { runQuery } from '#web/api/run-query.ts'
import { takeRun } from './run-api.ts'

/** A sign of life every minute; without one for two, another device may go on. */
const beatMs = 60_000

/** What was saved while a sign of life was on its way is newer than its answer, which only knows who has the run. */
const newer = (kept: Run | undefined, told: Run): Run => (kept && kept.rev > told.rev ? { ...kept, lease: told.lease } : told)

/** Holds the run for this tab while somebody works on it here, and lets go when they leave. */
export function useLease(id: string, wanted: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!wanted) return undefined
    const beat = async (): Promise<void> => {
      try {
        const told = await takeRun(id)
        client.setQueryData(runQuery(id).queryKey, (kept) => newer(kept, told))
      } catch {
        // Somebody else has it, or there is no line: what is so is read, and the next beat tries again.
        void client.invalidateQueries({ queryKey: runQuery(id).queryKey })
      }
    }
    const leave = (): void => void takeRun(id, { leave: true }).catch(() => undefined)
    void beat()
    const timer = setInterval(() => void beat(), beatMs)
    addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [client, id, wanted])
}
