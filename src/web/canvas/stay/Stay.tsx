import { Suspense, useState } from 'react'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { useStripState } from '../../api/strip-state.ts'
import { spoken } from '../../i18n/spoken.ts'

const StayOffer = spoken(['learning'], () => import('./StayOffer.tsx'))

/** Where the reader was on this dashboard, where anything is kept of them at all. */
export function Stay({ record }: { readonly record: DashboardRecord }) {
  // What comes later must not take what was chosen meanwhile for how the page was opened.
  const [arrived] = useState(() => location.search)
  if (useStripState()?.paused !== false) return null
  return (
    <Suspense>
      <StayOffer key={record.id} record={record} arrived={arrived} />
    </Suspense>
  )
}
