import type { DashboardSummary } from '#contract/dashboard.ts'
import { ranked } from '#web/ui/pick/rank.ts'

export type SortBy = 'title' | 'widgets' | 'updatedAt' | 'origin'

export interface Sorting {
  readonly by: SortBy
  readonly down: boolean
}

/** A click on a column: by it, and the other way round on the second click. Numbers and times begin with the largest. */
export const nextSorting = (now: Sorting, by: SortBy): Sorting =>
  now.by === by ? { by, down: !now.down } : { by, down: by === 'widgets' || by === 'updatedAt' }

function compare(a: DashboardSummary, b: DashboardSummary, by: SortBy): number {
  const x = a[by]
  const y = b[by]
  if (typeof x === 'number' && typeof y === 'number') return x - y
  return String(x).localeCompare(String(y), undefined, { numeric: true, sensitivity: 'base' })
}

/** Those a query fits, in the order asked for. While searching, the best fit comes first. */
export function sortedDashboards(all: readonly DashboardSummary[], query: string, { by, down }: Sorting): readonly DashboardSummary[] {
  const sorted = all.toSorted((a, b) => (down ? -1 : 1) * compare(a, b, by) || a.title.localeCompare(b.title))
  return ranked(sorted, query, (d) => d.title)
}
