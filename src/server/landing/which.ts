import type { DashboardSummary } from '#contract/dashboard.ts'
import type { Landing } from '#contract/landing.ts'
import { landingOf } from '#core/dashboard/landing-of.ts'

/** Works without any source of the person's own: the organisation's landing until it chooses another. */
const ofOrganisation = 'this-machine'

/** The dashboard below the strips, among those the reader may see. */
export function whichDashboard(role: string | null, readable: readonly DashboardSummary[]): Pick<Landing, 'dashboard' | 'from'> {
  const found = landingOf({ own: null, role, organisation: ofOrganisation, there: readable.map((d) => d.id) })
  if (!found) return { dashboard: null, from: 'organisation' }
  return { dashboard: found.dashboard, from: found.from === 'role' || found.from === 'own' ? found.from : 'organisation' }
}
