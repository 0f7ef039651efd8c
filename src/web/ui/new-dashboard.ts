import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Dashboard } from '#contract/dashboard.ts'
import { newKey } from '#web/api/call.ts'
import { createDashboard } from '#web/api/dashboard-query.ts'
import { useText } from '#web/i18n/text.ts'
import { goTo } from '#web/url/use-url.ts'
import { useFaultToast } from './toast/use-fault-toast.ts'

/** A dashboard with nothing on it yet. */
export const emptyDashboard = (title: string): Dashboard => ({
  v: 1,
  title,
  sections: [{ id: 'main', title: '', widgets: [], layouts: { desktop: [] } }],
  variables: [],
  time: { range: { from: 'now-6h', to: 'now' }, refreshMs: 30_000 },
})

/** Makes an empty dashboard and opens it. */
export function useNewDashboard(): () => void {
  const text = useText()
  const tellFault = useFaultToast()
  const { mutate } = useMutation(createDashboard(useQueryClient()))
  return useCallback(() => {
    mutate(
      { doc: emptyDashboard(text('dashboards.untitled')), key: newKey() },
      {
        onSuccess: (record) => goTo({ page: 'dashboard', id: record.id }),
        onError: tellFault,
      },
    )
  }, [mutate, text, tellFault])
}
