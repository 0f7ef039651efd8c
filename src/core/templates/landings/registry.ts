import { changeManager } from './change-manager.ts'
import { executive } from './executive.ts'
import { helpdesk } from './helpdesk.ts'
import { itManager } from './it-manager.ts'
import { nocOperator } from './noc-operator.ts'
import { platformAdmin } from './platform-admin.ts'
import { securityAnalyst } from './security-analyst.ts'
import { serviceOwner } from './service-owner.ts'
import { sre } from './sre.ts'
import type { StarterDashboard } from '../template.ts'

/** What each role lands on, in the order of the roles. */
export const landings: readonly StarterDashboard[] = [
  nocOperator,
  sre,
  serviceOwner,
  itManager,
  executive,
  changeManager,
  securityAnalyst,
  helpdesk,
  platformAdmin,
]
