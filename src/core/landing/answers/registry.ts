import type { Answering } from './answer.ts'
import { changeManager } from './changes.ts'
import { helpdesk } from './desk.ts'
import { securityAnalyst } from './exposure.ts'
import { operator } from './operator.ts'
import { executive, itManager } from './oversight.ts'
import { platformAdmin } from './portal.ts'
import { serviceOwner, sre } from './reliability.ts'

/** Who answers for which role. */
export const answers: Readonly<Record<string, Answering>> = {
  'noc-operator': operator,
  sre,
  'service-owner': serviceOwner,
  'it-manager': itManager,
  executive,
  'change-manager': changeManager,
  'security-analyst': securityAnalyst,
  helpdesk,
  'platform-admin': platformAdmin,
  administrator: platformAdmin,
}

/** Any other role, and whoever has none, is told what is burning. */
export const usual = operator
