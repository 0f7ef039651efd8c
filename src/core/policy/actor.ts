/** How much a role may do before anything else is granted: look, make and change, run the place. */
export const levels = ['viewer', 'editor', 'admin'] as const
export type Level = (typeof levels)[number]

/** What a role can be given beyond its level. */
export const capabilities = [
  'dashboards.share',
  'templates.own',
  'sources.manage',
  'people.manage',
  'roles.manage',
  'tokens.manage',
  'audit.read',
  'demo.manage',
] as const
export type Capability = (typeof capabilities)[number]

/** What a service token may be used for. `intake:<name>` posts events; the others mirror what a person of that level may read. */
export const scopes = ['intake:events', 'intake:alertmanager', 'intake:grafana', 'dashboards:read', 'dashboards:write', 'queries:run', 'metrics:read'] as const
export type Scope = (typeof scopes)[number]

/** Who is asking, as the policy sees them. Made from a session or a token, never from what a request says about itself. */
export interface Actor {
  readonly kind: 'person' | 'token' | 'system' | 'nobody'
  /** Person or token id; stable, opaque. */
  readonly id: string
  readonly name: string
  readonly level: Level
  readonly capabilities: ReadonlySet<Capability>
  /** Every role held, the active one first. Rights come from all of them, the landing from the active one. */
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly sites: readonly string[]
  /** Of a token; empty for people, who are not limited by scopes. */
  readonly scopes: ReadonlySet<Scope>
  /**
   * Epoch ms at which the person last proved who they are; `Infinity` where nobody can ask them to, absent where it is not known.
   */
  readonly provedAt?: number
  /** The session it acts through; absent for tokens and the system. */
  readonly session?: string
}

/** The installation itself: writes starters, samples the host, prunes. */
export const system: Actor = {
  kind: 'system',
  id: 'system',
  name: 'Homeport',
  level: 'admin',
  capabilities: new Set(capabilities),
  roles: [],
  teams: [],
  sites: [],
  scopes: new Set(),
}

/** Whoever has not signed in. */
export const nobody: Actor = {
  kind: 'nobody',
  id: '',
  name: '',
  level: 'viewer',
  capabilities: new Set(),
  roles: [],
  teams: [],
  sites: [],
  scopes: new Set(),
}
