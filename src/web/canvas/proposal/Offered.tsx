import { Suspense } from 'react'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { useStripState } from '../../api/strip-state.ts'
import { spoken } from '../../i18n/spoken.ts'

const ProposalCard = spoken(['learning'], () => import('./ProposalCard.tsx'))

/** The change offered on a dashboard, where something is learned at all; nothing where nothing is offered. Stands below, so that nothing moves when it comes. */
export function Offered({ record }: { readonly record: DashboardRecord }) {
  if (useStripState()?.paused !== false) return null
  return (
    <Suspense>
      <ProposalCard key={record.id} record={record} />
    </Suspense>
  )
}
