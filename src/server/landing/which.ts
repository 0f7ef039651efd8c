import type { DashboardSummary } from '#contract/dashboard.ts'
import type { Landing } from '#contract/landing.ts'
import type { Role } from '#contract/identity.ts'

/** Works without any source of the person's own, so whoever's role lands nowhere else is shown it. */
const ofOrganisation = 'this-machine'

/** The dashboard below the strips: the active role's, else the organisation's, else the first the reader may see. */
export function whichDashboard(active: Pick<Role, 'landing'> | undefined, readable: readonly DashboardSummary[]): Pick<Landing, 'dashboard' | 'from'> {
  const has = (id: string | null | undefined): boolean => id !== null && id !== undefined && readable.some((d) => d.id === id)
  if (active && has(active.landing)) return { dashboard: active.landing, from: 'role' }
  if (has(ofOrganisation)) return { dashboard: ofOrganisation, from: 'organisation' }
  const first = readable.find((d) => d.origin === 'starter') ?? readable[0]
  return { dashboard: first?.id ?? null, from: 'organisation' }
}
