import { api } from '#contract/api.ts'
import type { EndpointName } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { capabilities, levels, nobody, scopes } from '#core/policy/actor.ts'
import type { Actor } from '#core/policy/actor.ts'
import { decideDashboard, decideSource, tables } from '#core/policy/can.ts'
import type { DashboardAction, DashboardRights } from '#core/policy/dashboard.ts'
import { isFresh, judge, rules } from '#core/policy/rules.ts'
import type { Rule } from '#core/policy/rules.ts'
import type { Policy } from '#server/options.ts'
import { unshared } from '#server/store/access.ts'
import { person, tokenWith } from './actors.ts'
import { createActingWorld } from './acting-world.ts'
import type { ActingWorld } from './acting-world.ts'
import { emptyDoc } from './api-world.ts'

/** What became of a request, as far as rights go. `through`: whatever else was said, rights did not stand in its way. */
export type Outcome = 'unauthenticated' | 'reauthenticate' | 'forbidden' | 'hidden' | 'refused' | 'through'

export const policy: Policy = { rules, ...tables }

/** Everybody there is: each level, each capability and each scope alone. */
export const cast: readonly Actor[] = [
  nobody,
  ...levels.map((level) => person(level, level)),
  ...capabilities.map((capability) => person(`viewer-${capability}`.replace('.', '-'), 'viewer', { capabilities: new Set([capability]) })),
  ...capabilities.map((capability) => person(`editor-${capability}`.replace('.', '-'), 'editor', { capabilities: new Set([capability]) })),
  // Signed in too long ago for what is sensitive.
  person('stale-admin', 'admin', { provedAt: 0 }),
  ...capabilities.map((capability) => person(`stale-${capability}`.replace('.', '-'), 'viewer', { capabilities: new Set([capability]), provedAt: 0 })),
  tokenWith('bare'),
  ...scopes.map((scope) => tokenWith(scope.replace(':', '-'), scope)),
]

const to = (actor: Actor) => (actor.kind === 'person' ? { kind: 'person' as const, id: actor.id } : { kind: 'everyone' as const })

/** Rights that give somebody this relation. */
export const relations: Readonly<Record<string, (actor: Actor) => DashboardRights>> = {
  own: ({ id }) => ({ ...unshared, owner: id || 'olga' }),
  template: ({ id }) => ({ ...unshared, owner: 'olga', template: { role: 'sre', owners: [id] } }),
  edit: (actor) => ({ ...unshared, owner: 'olga', shares: [{ to: to(actor), as: 'edit' }] }),
  view: (actor) => ({ ...unshared, owner: 'olga', shares: [{ to: to(actor), as: 'view' }] }),
  none: () => ({ ...unshared, owner: 'olga', shares: [{ to: { kind: 'person', id: 'somebody-else' }, as: 'edit' }] }),
}

interface Ask {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const doc = { ...emptyDoc, title: 'Changed' }
const write = { 'if-match': '"1"', 'idempotency-key': 'key-0123456789' }
const none = { shares: [], template: null }

/** Requests about dashboard `d`, and what each is an attempt at. */
export const dashboardAsks: Readonly<Record<string, { readonly name: EndpointName; readonly action: DashboardAction; readonly ask: Ask }>> = {
  readDashboard: { name: 'readDashboard', action: 'read', ask: { method: 'GET', path: '/api/dashboards/d' } },
  saveDashboard: { name: 'saveDashboard', action: 'save', ask: { method: 'PUT', path: '/api/dashboards/d', body: { doc }, headers: write } },
  removeDashboard: { name: 'removeDashboard', action: 'remove', ask: { method: 'DELETE', path: '/api/dashboards/d', headers: { 'if-match': '"1"' } } },
  readLayer: { name: 'readLayer', action: 'read', ask: { method: 'GET', path: '/api/dashboards/d/layer' } },
  saveLayer: { name: 'saveLayer', action: 'read', ask: { method: 'PUT', path: '/api/dashboards/d/layer', body: { base: 1, operations: [] }, headers: write } },
  removeLayer: { name: 'removeLayer', action: 'read', ask: { method: 'DELETE', path: '/api/dashboards/d/layer', headers: { 'if-match': '"1"' } } },
  listRevisions: { name: 'listRevisions', action: 'history', ask: { method: 'GET', path: '/api/dashboards/d/revisions' } },
  readRevision: { name: 'readRevision', action: 'history', ask: { method: 'GET', path: '/api/dashboards/d/revisions/1' } },
  readDashboardAccess: { name: 'readDashboardAccess', action: 'read', ask: { method: 'GET', path: '/api/dashboards/d/access' } },
  share: { name: 'saveDashboardAccess', action: 'share', ask: { method: 'PUT', path: '/api/dashboards/d/access', headers: { 'if-match': '"1"' } } },
  handOver: { name: 'saveDashboardAccess', action: 'handOver', ask: { method: 'PUT', path: '/api/dashboards/d/access', headers: { 'if-match': '"1"' } } },
  makeTemplate: {
    name: 'saveDashboardAccess',
    action: 'makeTemplate',
    ask: { method: 'PUT', path: '/api/dashboards/d/access', headers: { 'if-match': '"1"' } },
  },
}

/** A change of rights is one of what is there, so its body comes from the rights. */
function bodyOf(action: DashboardAction, rights: DashboardRights): unknown {
  const { shares, template } = rights
  if (action === 'share') return { shares: [...shares, { to: { kind: 'team', id: 'Payments' }, as: 'view' }], template }
  if (action === 'handOver') return { shares, template, owner: 'nobody-known' }
  if (action === 'makeTemplate') return { shares, template: template ? null : { role: 'no-such-role', owners: [] } }
  return none
}

const range = { from: 1_799_999_000_000, to: 1_800_000_000_000 }
const query = (source: string, spec: object) => ({ query: { source, spec }, range, width: 600 })

/** Requests about source `one`, and through `auto` where it is the only one that could answer. */
export const sourceAsks: Readonly<Record<string, { readonly name: EndpointName; readonly ask: Ask }>> = {
  runQuery: { name: 'runQuery', ask: { method: 'POST', path: '/api/query', body: query('one', { say: 'x' }) } },
  auto: { name: 'runQuery', ask: { method: 'POST', path: '/api/query', body: query('auto', { measure: 'test.load' }) } },
  estimateQuery: { name: 'estimateQuery', ask: { method: 'POST', path: '/api/query/cost', body: query('one', { say: 'x' }) } },
  listLabels: { name: 'listLabels', ask: { method: 'GET', path: '/api/sources/one/labels' } },
  listLabelValues: { name: 'listLabelValues', ask: { method: 'GET', path: '/api/sources/one/labels/job' } },
  listSeries: { name: 'listSeries', ask: { method: 'GET', path: '/api/sources/one/series' } },
  listMetadata: { name: 'listMetadata', ask: { method: 'GET', path: '/api/sources/one/metadata' } },
}

/** A request that reaches behind the door of an endpoint, where something other than rights may still stop it. */
export function knock({ method, path, stream }: Endpoint): Ask {
  const at = path.replace(/:rev/g, '1').replace(/:\w+/g, 'nowhere')
  return { method, path: at, ...(method !== 'GET' && method !== 'DELETE' && { body: {} }), ...(stream && { headers: { accept: 'text/event-stream' } }) }
}

const isFault = (body: unknown): body is { readonly code: string; readonly detail?: string } => typeof body === 'object' && body !== null && 'code' in body

async function put(world: ActingWorld, actor: Actor, ask: Ask): Promise<Outcome> {
  const { status, body } = await world.as(actor, ask.method, ask.path, ask.body, ask.headers)
  const fault = isFault(body) ? body : undefined
  // The door says no more than no; who refuses an object says which.
  if (fault?.code === 'unauthenticated' && fault.detail === undefined) return 'unauthenticated'
  if (fault?.code === 'reauthenticate') return 'reauthenticate'
  if (fault?.code === 'forbidden') return fault.detail === undefined ? 'forbidden' : 'refused'
  return status === 404 ? 'hidden' : 'through'
}

export interface Cell {
  readonly what: string
  readonly endpoint: EndpointName
  readonly actor: Actor
  /** What the tables say. */
  readonly expected: Outcome
  /** What an API on a policy does. */
  play(by: Policy): Promise<Outcome>
}

function atTheDoor(name: EndpointName, actor: Actor): Outcome | undefined {
  const rule: Rule = rules[name]
  const verdict = judge(rule, actor)
  if (verdict !== 'pass') return verdict
  return rule.fresh && !isFresh(actor, Date.now()) ? 'reauthenticate' : undefined
}

const named = (actor: Actor): string => `${actor.kind} ${actor.id}`

const dashboardCells: readonly Cell[] = Object.entries(dashboardAsks).flatMap(([what, { name, action, ask }]) =>
  cast.flatMap((actor) =>
    Object.entries(relations).map(([relation, rightsFor]): Cell => {
      const rights = rightsFor(actor)
      const decision = decideDashboard(actor, action, rights)
      return {
        what: `${named(actor)}, ${relation}: ${what}`,
        endpoint: name,
        actor,
        expected: atTheDoor(name, actor) ?? (decision === 'yes' ? 'through' : decision),
        async play(by) {
          const world = await createActingWorld({ policy: by })
          await world.share('d', rights)
          const body = name === 'saveDashboardAccess' ? bodyOf(action, rights) : ask.body
          return put(world, actor, { ...ask, ...(body !== undefined && { body }) })
        },
      }
    }),
  ),
)

const sourceCells: readonly Cell[] = Object.entries(sourceAsks).flatMap(([what, { name, ask }]) =>
  cast.flatMap((actor) =>
    (['granted', 'ungranted'] as const).map((how): Cell => {
      const grants = [{ to: how === 'granted' ? to(actor) : { kind: 'person' as const, id: 'somebody-else' }, matchers: [] }]
      return {
        what: `${named(actor)}, ${how}: ${what}`,
        endpoint: name,
        actor,
        // A source one may not ask is told as such, seen or not: a widget says "no access".
        expected: atTheDoor(name, actor) ?? (decideSource(actor, 'query', { grants }) === 'yes' ? 'through' : 'refused'),
        async play(by) {
          const world = await createActingWorld({ policy: by })
          for (const source of ['one', 'two']) await world.grant(source, grants)
          return put(world, actor, ask)
        },
      }
    }),
  ),
)

const isObject = (name: EndpointName): boolean =>
  Object.values(dashboardAsks).some((it) => it.name === name) || Object.values(sourceAsks).some((it) => it.name === name)

/** Every other endpoint: whether its door opens. */
const doorCells: readonly Cell[] = (Object.keys(api) as EndpointName[]) // keyof of a const object is exactly its keys
  .filter((name) => !isObject(name) && rules[name].who !== 'proof' && name !== 'openLive')
  .flatMap((name) =>
    cast.map((actor): Cell => ({
      what: `${named(actor)}: ${name}`,
      endpoint: name,
      actor,
      expected: atTheDoor(name, actor) ?? 'through',
      async play(by) {
        const world = await createActingWorld({ policy: by })
        const outcome = await put(world, actor, knock(api[name]))
        return outcome === 'hidden' || outcome === 'refused' ? 'through' : outcome
      },
    })),
  )

/** Lists: what is in them, and of sources whether their configuration is told. */
const listCells: readonly Cell[] = cast.flatMap((actor) => [
  ...Object.entries(relations).map(([relation, rightsFor]): Cell => {
    const rights = rightsFor(actor)
    return {
      what: `${named(actor)}, ${relation}: listed`,
      endpoint: 'listDashboards',
      actor,
      expected: atTheDoor('listDashboards', actor) ?? (decideDashboard(actor, 'read', rights) === 'yes' ? 'through' : 'hidden'),
      async play(by) {
        const world = await createActingWorld({ policy: by })
        await world.share('d', rights)
        const { body } = await world.as(actor, 'GET', '/api/dashboards')
        if (isFault(body)) return put(world, actor, { method: 'GET', path: '/api/dashboards' })
        return JSON.stringify(body).includes('"id":"d"') ? 'through' : 'hidden'
      },
    }
  }),
  ...(['granted', 'ungranted'] as const).flatMap((how) =>
    (['see', 'manage'] as const).map((action): Cell => {
      const grants = [{ to: how === 'granted' ? to(actor) : { kind: 'person' as const, id: 'somebody-else' }, matchers: [] }]
      const sign = action === 'see' ? '"id":"one"' : '/canary/one'
      return {
        what: `${named(actor)}, ${how}: ${action}`,
        endpoint: 'listSources',
        actor,
        expected: atTheDoor('listSources', actor) ?? (decideSource(actor, action, { grants }) === 'yes' ? 'through' : 'hidden'),
        async play(by) {
          const world = await createActingWorld({ policy: by })
          await world.grant('one', grants)
          const { body } = await world.as(actor, 'GET', '/api/sources')
          if (isFault(body)) return put(world, actor, { method: 'GET', path: '/api/sources' })
          return JSON.stringify(body).includes(sign) ? 'through' : 'hidden'
        },
      }
    }),
  ),
])

export const cells: readonly Cell[] = [...dashboardCells, ...sourceCells, ...listCells, ...doorCells]
