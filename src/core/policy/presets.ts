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
  { id: 'noc-operator', name: 'NOC operator', level: 'editor', capabilities: ['dashboards.share'], landing: 'landing-noc-operator', parent: null },
  { id: 'sre', name: 'SRE', level: 'editor', capabilities: ['dashboards.share', 'templates.own'], landing: 'landing-sre', parent: 'noc-operator' },
  { id: 'service-owner', name: 'Service owner', level: 'editor', capabilities: ['dashboards.share'], landing: 'landing-service-owner', parent: 'it-manager' },
  {
    id: 'it-manager',
    name: 'IT manager',
    level: 'editor',
    capabilities: ['dashboards.share', 'templates.own'],
    landing: 'landing-it-manager',
    parent: null,
  },
  { id: 'executive', name: 'Executive', level: 'viewer', capabilities: [], landing: 'landing-executive', parent: 'it-manager' },
  {
    id: 'change-manager',
    name: 'Change manager',
    level: 'editor',
    capabilities: ['dashboards.share'],
    landing: 'landing-change-manager',
    parent: 'it-manager',
  },
  {
    id: 'security-analyst',
    name: 'Security analyst',
    level: 'editor',
    capabilities: ['dashboards.share', 'audit.read'],
    landing: 'landing-security-analyst',
    parent: 'noc-operator',
  },
  { id: 'helpdesk', name: 'Helpdesk', level: 'editor', capabilities: [], landing: 'landing-helpdesk', parent: 'noc-operator' },
  { id: 'platform-admin', name: 'Platform admin', level: 'admin', capabilities, landing: 'landing-platform-admin', parent: 'sre' },
  { id: administrator, name: 'Administrator', level: 'admin', capabilities, landing: 'landing-platform-admin', parent: 'platform-admin' },
]
