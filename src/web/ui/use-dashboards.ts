import { useCallback } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { DashboardSummary } from '#contract/dashboard.ts'
import { dashboardsQuery } from '../api/dashboard-query.ts'
import { useShippedWords } from '../i18n/shipped.ts'

/** The dashboards one may open, those of the product under the names they have in the reader's language. */
export function useDashboards() {
  const words = useShippedWords()
  const select = useCallback((all: readonly DashboardSummary[]): readonly DashboardSummary[] => all.map((it) => ({ ...it, title: words.board(it) })), [words])
  return useQuery({ ...dashboardsQuery, select })
}
