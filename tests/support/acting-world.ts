import type { SourceGrant } from '#contract/access.ts'
import type { Actor } from '#core/policy/actor.ts'
import { nobody } from '#core/policy/actor.ts'
import type { DashboardRights } from '#core/policy/dashboard.ts'
import type { Connector } from '#server/connectors/connector.ts'
import type { ApiOptions } from '#server/options.ts'
import type { Identity, Ports } from '#server/ports.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { createWorld, emptyDoc, frameOf, scriptedConnector, send } from './api-world.ts'
import type { Sent, World } from './api-world.ts'

/** Whoever the request's `x-actor` names among those known; nobody otherwise. */
function identityOf(known: ReadonlyMap<string, Actor>): Identity {
  return {
    callerOf: (request) => ({
      vouched: known.get(request.headers.get('x-actor') ?? '') ?? nobody,
      session: undefined,
      bearer: undefined,
      proxied: undefined,
      network: '10.1.2.0/24',
      agent: 'test',
      origin: 'http://localhost',
    }),
    keep: () => undefined,
  }
}

export interface ActingWorld extends World {
  /** Sends a request as somebody. */
  as(actor: Actor, method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Sent>
  /** A dashboard with these rights, at revision 1. */
  share(id: string, rights: DashboardRights): Promise<void>
  grant(source: string, grants: readonly SourceGrant[]): Promise<void>
}

const script = { query: async () => frameOf(1) }

/** An API as real people and tokens meet it: every request comes as somebody, with two scripted sources, `one` and `two`. */
export async function createActingWorld(
  options: Partial<ApiOptions> = {},
  connectors: Readonly<Record<string, Connector>> = {},
  given: Partial<Pick<Ports, 'net' | 'clock'>> = {},
): Promise<ActingWorld> {
  const known = new Map<string, Actor>()
  const scripted = scriptedConnector(
    new Map([
      ['one', script],
      ['two', script],
    ]),
  )
  const fileSources = ['one', 'two'].map((id) => ({ id, kind: 'scripted', name: id, config: { url: `http://${id}.test`, passwordFile: `/canary/${id}` } }))
  const world = createWorld(
    { connectors: { scripted, ...connectors }, fileSources, ...options },
    { ...given, identity: identityOf(known), store: createMemoryStore() },
  )
  let revs = new Map<string, number>()
  return {
    ...world,
    as(actor, method, path, body, headers = {}) {
      const name = `${actor.kind}:${actor.id}`
      known.set(name, actor)
      return send(world.api, method, path, body, { headers: { 'x-actor': name, ...headers } })
    },
    async share(id, rights) {
      await world.store.dashboards.create({ id, doc: { ...emptyDoc, title: id } as never, at: 1, origin: 'own', rights })
    },
    async grant(source, grants) {
      const rev = revs.get(source) ?? 0
      await world.store.access.saveSource({ id: source, rev, grants })
      revs = new Map(revs).set(source, rev + 1)
    },
  }
}
