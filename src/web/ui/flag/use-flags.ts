import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { DashboardSummary } from '#contract/dashboard.ts'
import { dashboardsQuery } from '#web/api/dashboard-query.ts'
import { patternsOf } from './patterns.ts'

const none: readonly DashboardSummary[] = []

/** Every dashboard's flag: the same in the rail, the list, the palette and the bar, whatever order each shows them in. */
export function useFlags(): ReadonlyMap<string, number> {
  const { data = none } = useQuery(dashboardsQuery)
  return useMemo(() => patternsOf(data.map((d) => d.id).toSorted()), [data])
}
