import type { Capability, Level } from './actor.ts'
import { capabilities } from './actor.ts'

/** A role as the product brings it. Written once; from then on it is data like any other role. */
export interface RolePreset {
  readonly id: string
  readonly name: string
  readonly level: Level
  readonly capabilities: readonly Capability[]
  /** Id of the starter dashboard that answers this role's first question of the day best. */
  readonly landing: string
  /** Role whose habits fill in while this one has too few people. */
  readonly parent: string | null
}

/** Whoever sets the installation up holds this role beside the job they chose. */
export const administrator = 'administrator'

/** The nine jobs of IT operations, and who runs the place. */
export const rolePresets: readonly RolePreset[] = [
  { id: 'noc-operator', name: 'NOC operator', level: 'editor', capabilities: ['dashboards.share'], landing: 'alerts-now', parent: null },
  { id: 'sre', name: 'SRE', level: 'editor', capabilities: ['dashboards.share', 'templates.own'], landing: 'service-overview', parent: 'noc-operator' },
  { id: 'service-owner', name: 'Service owner', level: 'editor', capabilities: ['dashboards.share'], landing: 'service-overview', parent: 'it-manager' },
  {
    id: 'it-manager',
    name: 'IT manager',
    level: 'editor',
    capabilities: ['dashboards.share', 'templates.own'],
    landing: 'changes-and-incidents',
    parent: null,
  },
  { id: 'executive', name: 'Executive', level: 'viewer', capabilities: [], landing: 'service-overview', parent: 'it-manager' },
  { id: 'change-manager', name: 'Change manager', level: 'editor', capabilities: ['dashboards.share'], landing: 'changes-and-incidents', parent: 'it-manager' },
  {
    id: 'security-analyst',
    name: 'Security analyst',
    level: 'editor',
    capabilities: ['dashboards.share', 'audit.read'],
    landing: 'alerts-now',
    parent: 'noc-operator',
  },
  { id: 'helpdesk', name: 'Helpdesk', level: 'editor', capabilities: [], landing: 'changes-and-incidents', parent: 'noc-operator' },
  { id: 'platform-admin', name: 'Platform admin', level: 'admin', capabilities, landing: 'this-machine', parent: 'sre' },
  { id: administrator, name: 'Administrator', level: 'admin', capabilities, landing: 'this-machine', parent: 'platform-admin' },
]
