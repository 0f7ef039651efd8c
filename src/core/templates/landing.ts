import { compose } from './compose.ts'
import type { Row } from './compose.ts'
import type { StarterDashboard } from './template.ts'

interface LandingPlan {
  readonly title: string
  readonly description: string
  readonly from: string
  readonly refreshMs: number
  readonly rows: readonly Row[]
}

/** Id of the dashboard a role lands on. */
const landingId = (role: string): string => `landing-${role}`

/** The landing of a role: an ordinary dashboard, asking whichever source knows each measure. */
export const landing = (role: string, { rows, ...plan }: LandingPlan): StarterDashboard => ({
  id: landingId(role),
  origin: 'starter',
  role,
  doc: compose({ ...plan, sections: [{ title: '', rows }] }),
})
