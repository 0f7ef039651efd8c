import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Brief, Run } from '#contract/run.ts'
import { newKey } from '#web/api/call.ts'
import { runQuery } from '#web/api/run-query.ts'
import { useText } from '#web/i18n/text.ts'
import { briefQuery, saveRun, takeRun } from './run-api.ts'
import { useRefused } from './use-refused.ts'

type Next = Brief['next']

const labels = {
  continue: 'run.brief.continue',
  resolve: 'run.brief.resolve',
  reschedule: 'run.brief.reschedule',
  again: 'run.brief.again',
  handOver: 'run.handOver',
  close: 'run.brief.continue',
  archive: 'run.brief.open',
  recover: 'run.recover',
} as const satisfies Record<Next['do'], string>

/** Whose work it is not cannot give it away: they go on as they are. */
const possible = (run: Run, next: Next | undefined): Next['do'] => (next === undefined || (next.do === 'handOver' && run.mine !== 'own') ? 'continue' : next.do)

export interface NextStep {
  readonly label: string
  readonly isBusy: boolean
  /** Whether it leads away from the step one is at. */
  readonly isElsewhere: boolean
  go(): void
}

/** The one next thing of a run, as a button has it. A run that another device has is taken by reading on, not by force. */
export function useNext(run: Run, next: Next | undefined, { onDone, onGive }: { readonly onDone: () => void; readonly onGive: () => void }): NextStep {
  const text = useText()
  const client = useQueryClient()
  const refused = useRefused(run.id)
  const { mutate, isPending } = useMutation({
    mutationFn: async (step: string): Promise<void> => {
      const taken = await takeRun(run.id)
      client.setQueryData(runQuery(run.id).queryKey, taken.step === step ? taken : await saveRun(taken, { fields: {}, step }, newKey()))
      void client.invalidateQueries({ queryKey: briefQuery(run.id).queryKey })
    },
    onError: refused,
    onSettled: onDone,
  })
  const doing = possible(run, next)
  const step = next?.step ?? run.step
  const moves = run.state === 'open' && step !== run.step
  return {
    label: text(labels[doing], { number: run.steps.findIndex(({ id }) => id === step) + 1 }),
    isBusy: isPending,
    isElsewhere: moves || doing === 'handOver',
    go: () => {
      if (doing === 'handOver') onGive()
      else if (moves) mutate(step)
      else onDone()
    },
  }
}
