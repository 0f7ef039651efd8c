import type { EndpointName } from '#contract/api.ts'
import type { Actor, Capability, Level, Scope } from './actor.ts'
import { levels } from './actor.ts'

/**
 * Who gets through the door of an endpoint. With `object` everybody signed in may knock, and the handler decides by the
 * object asked for. A token gets through only where a scope is named, and only with that scope.
 */
export type Rule = (
  | { readonly who: 'anybody' }
  | { readonly who: 'signedIn' }
  | { readonly who: 'object' }
  | { readonly who: 'level'; readonly level: Level }
  | { readonly who: 'capability'; readonly capability: Capability }
  /** The route proves the sender itself (webhooks). */
  | { readonly who: 'proof' }
) & {
  readonly scope?: Scope
  /** Only for who signed in a moment ago. A session somebody else got hold of ends here. */
  readonly fresh?: true
}

/** One line per endpoint: a route without one does not compile. */
export const rules = {
  readStatus: { who: 'anybody' },
  readOpenApi: { who: 'signedIn' },
  readCatalogue: { who: 'signedIn' },
  listDashboards: { who: 'object', scope: 'dashboards:read' },
  createDashboard: { who: 'level', level: 'editor', scope: 'dashboards:write' },
  readDashboard: { who: 'object', scope: 'dashboards:read' },
  saveDashboard: { who: 'object', scope: 'dashboards:write' },
  removeDashboard: { who: 'object', scope: 'dashboards:write' },
  listRevisions: { who: 'object', scope: 'dashboards:read' },
  readRevision: { who: 'object', scope: 'dashboards:read' },
  readDashboardAccess: { who: 'object' },
  saveDashboardAccess: { who: 'object' },
  /** Each person's own, of a dashboard they may read. */
  readLayer: { who: 'object' },
  saveLayer: { who: 'object' },
  removeLayer: { who: 'object' },
  readSourceAccess: { who: 'capability', capability: 'sources.manage' },
  saveSourceAccess: { who: 'capability', capability: 'sources.manage' },
  /** What it holds is asked of dashboards and sources as whoever asks; a machine has no first screen. */
  readLanding: { who: 'signedIn' },
  /** Whoever sets what a role lands on sees it as the role does; sources stay those they may ask themselves. */
  previewLanding: { who: 'capability', capability: 'roles.manage' },
  saveFrameChoice: { who: 'signedIn' },
  listObservations: { who: 'signedIn', scope: 'queries:run' },
  readObservation: { who: 'signedIn', scope: 'queries:run' },
  listServices: { who: 'signedIn', scope: 'queries:run' },
  readService: { who: 'signedIn', scope: 'queries:run' },
  runQuery: { who: 'object', scope: 'queries:run' },
  estimateQuery: { who: 'object', scope: 'queries:run' },
  listLabels: { who: 'object', scope: 'queries:run' },
  listLabelValues: { who: 'object', scope: 'queries:run' },
  listSeries: { who: 'object', scope: 'queries:run' },
  listMetadata: { who: 'object', scope: 'queries:run' },
  listSources: { who: 'object' },
  createSource: { who: 'capability', capability: 'sources.manage' },
  saveSource: { who: 'capability', capability: 'sources.manage' },
  removeSource: { who: 'capability', capability: 'sources.manage' },
  checkSource: { who: 'capability', capability: 'sources.manage' },
  takeEvents: { who: 'proof', scope: 'intake:events' },
  takeAlertmanager: { who: 'proof', scope: 'intake:alertmanager' },
  takeGrafana: { who: 'proof', scope: 'intake:grafana' },
  listChanges: { who: 'signedIn' },
  openLive: { who: 'signedIn' },
  readDoor: { who: 'anybody' },
  setUp: { who: 'anybody' },
  signIn: { who: 'anybody' },
  signOut: { who: 'anybody' },
  readMe: { who: 'signedIn' },
  proveMe: { who: 'signedIn' },
  saveMe: { who: 'signedIn' },
  changePassword: { who: 'signedIn' },
  /** Each person's own, made of their id. */
  readDraftKeys: { who: 'signedIn' },
  listMySessions: { who: 'signedIn' },
  endMySession: { who: 'signedIn' },
  listPeople: { who: 'capability', capability: 'people.manage' },
  createPerson: { who: 'capability', capability: 'people.manage', fresh: true },
  savePerson: { who: 'capability', capability: 'people.manage', fresh: true },
  endPersonSessions: { who: 'capability', capability: 'people.manage' },
  /** Names of roles are needed to share with them; they are no secret among those who are signed in. */
  listRoles: { who: 'signedIn' },
  /** What people are called, to share with them; nothing else about anybody. */
  findNames: { who: 'signedIn' },
  createRole: { who: 'capability', capability: 'roles.manage', fresh: true },
  saveRole: { who: 'capability', capability: 'roles.manage', fresh: true },
  removeRole: { who: 'capability', capability: 'roles.manage', fresh: true },
  readOrganisation: { who: 'signedIn' },
  saveOrganisation: { who: 'capability', capability: 'roles.manage' },
  listTokens: { who: 'capability', capability: 'tokens.manage' },
  createToken: { who: 'capability', capability: 'tokens.manage', fresh: true },
  removeToken: { who: 'capability', capability: 'tokens.manage' },
  /** One's own habits: no token has any, and nobody has a way to another's. */
  sendSignals: { who: 'signedIn' },
  readStrip: { who: 'signedIn' },
  savePin: { who: 'signedIn' },
  saveMute: { who: 'signedIn' },
  readLearned: { who: 'signedIn' },
  saveLearning: { who: 'signedIn' },
  eraseLearned: { who: 'signedIn' },
  exportLearned: { who: 'signedIn' },
  /** About the product, not about anybody. */
  readLearningSheet: { who: 'signedIn' },
  readStay: { who: 'signedIn' },
  saveStay: { who: 'signedIn' },
  /** Each person's own, of a source they may ask. */
  listQueries: { who: 'signedIn' },
  keepQuery: { who: 'signedIn' },
  forgetQueries: { who: 'signedIn' },
  readProposal: { who: 'signedIn' },
  answerProposal: { who: 'signedIn' },
  undoProposal: { who: 'signedIn' },
  listSeeds: { who: 'capability', capability: 'roles.manage' },
  rebuildSeed: { who: 'capability', capability: 'roles.manage' },
  previewSeed: { who: 'capability', capability: 'roles.manage' },
  publishSeed: { who: 'capability', capability: 'roles.manage' },
  readPaths: { who: 'capability', capability: 'roles.manage' },
  listWorkflows: { who: 'signedIn' },
  /** Runs are their owner's; whoever helps with one is asked behind the door. */
  listRuns: { who: 'signedIn' },
  startRun: { who: 'level', level: 'editor' },
  readRun: { who: 'object' },
  saveRun: { who: 'level', level: 'editor' },
  advanceRun: { who: 'level', level: 'editor' },
  takeRun: { who: 'level', level: 'editor' },
  handOverRun: { who: 'level', level: 'editor' },
  approveRun: { who: 'object' },
  dismissRun: { who: 'level', level: 'editor' },
  discardRun: { who: 'level', level: 'editor' },
  recoverRun: { who: 'level', level: 'editor' },
  readBrief: { who: 'object' },
  lookRun: { who: 'object' },
  listAudit: { who: 'capability', capability: 'audit.read' },
  exportAudit: { who: 'capability', capability: 'audit.read', fresh: true },
  loadDemo: { who: 'capability', capability: 'demo.manage' },
  removeDemo: { who: 'capability', capability: 'demo.manage' },
} as const satisfies Record<EndpointName, Rule>

/** Admins have every capability; others what their roles give them. */
export const hasCapability = (actor: Actor, capability: Capability): boolean => actor.level === 'admin' || actor.capabilities.has(capability)

export const hasLevel = (actor: Actor, level: Level): boolean => levels.indexOf(actor.level) >= levels.indexOf(level)

/** How long a sign-in counts as fresh. */
export const freshMs = 300_000

/** Whether somebody proved who they are recently enough for what cannot be undone by signing them out. */
export const isFresh = (actor: Actor, now: number): boolean => actor.kind === 'system' || now - (actor.provedAt ?? Number.NEGATIVE_INFINITY) <= freshMs

export type Verdict = 'pass' | 'unauthenticated' | 'forbidden'

/** Whether an actor gets through an endpoint's door. What they may do with one object behind it is asked there. */
export function judge(rule: Rule, actor: Actor): Verdict {
  if (rule.who === 'anybody' || rule.who === 'proof' || actor.kind === 'system') return 'pass'
  if (actor.kind === 'nobody') return 'unauthenticated'
  if (actor.kind === 'token') return rule.scope !== undefined && actor.scopes.has(rule.scope) ? 'pass' : 'forbidden'
  switch (rule.who) {
    case 'signedIn':
    case 'object':
      return 'pass'
    case 'level':
      return hasLevel(actor, rule.level) ? 'pass' : 'forbidden'
    case 'capability':
      return hasCapability(actor, rule.capability) ? 'pass' : 'forbidden'
    default:
      return rule satisfies never
  }
}
