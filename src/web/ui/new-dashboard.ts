import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Dashboard } from '#contract/dashboard.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { newKey } from '#web/api/call.ts'
import { createDashboard } from '#web/api/dashboard-query.ts'
import { useText } from '#web/i18n/text.ts'
import { goTo } from '#web/url/use-url.ts'
import { useToast } from './toast/Toaster.tsx'

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
  const toast = useToast()
  const { mutate } = useMutation(createDashboard(useQueryClient()))
  return useCallback(() => {
    mutate(
      { doc: emptyDashboard(text('dashboards.untitled')), key: newKey() },
      {
        onSuccess: (record) => goTo({ page: 'dashboard', id: record.id }),
        onError: (error) => toast({ tone: 'bad', words: text(`fault.${faultOf(error).code}`, { detail: 'none' }) }),
      },
    )
  }, [mutate, text, toast])
}
