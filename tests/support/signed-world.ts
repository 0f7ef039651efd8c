import type { Me } from '#contract/identity.ts'
import { starterDashboards } from '#core/templates/registry.ts'
import { createApi } from '#server/api.ts'
import type { Api } from '#server/api.ts'
import { connectors } from '#server/connectors/registry.ts'
import { createMemoryPorts } from '#server/memory-ports.ts'
import type { ApiOptions } from '#server/options.ts'
import type { Ports } from '#server/ports.ts'
import { createMemoryStore } from '#server/store/memory.ts'

/** The server's own API with nobody vouched for, and the one browser that uses it: what it is given to keep, it keeps. */
export interface SignedWorld {
  readonly api: Api
  /** As this browser asks. */
  readonly fetch: typeof globalThis.fetch
  /** Asks with the browser's session and gives the parsed answer. */
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly body: unknown }>
  /** Makes the first administrator and leaves the browser signed in. */
  begin(name?: string): Promise<Me>
  /** The session this browser keeps; set it to sign another person in, or to forget it. */
  session: string | undefined
  close(): void
}

const origin = 'http://localhost'

export function createSignedWorld(options: Partial<ApiOptions> = {}, given: Partial<Pick<Ports, 'clock' | 'net' | 'store'>> = {}): SignedWorld {
  const ports = createMemoryPorts({
    store: createMemoryStore(),
    ...given,
    identity: {
      callerOf: (request) => ({
        vouched: undefined,
        session: world.session,
        bearer: /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1],
        proxied: undefined,
        network: '192.0.2.0/24',
        agent: 'Firefox, Linux',
        origin,
      }),
      keep: (_request, session) => {
        world.session = session?.token
      },
    },
  })
  const api = createApi(ports, { connectors, starters: starterDashboards, version: 'test', ...options })
  const world: SignedWorld = {
    api,
    session: undefined,
    fetch: (input, init) => api.fetch(new Request(new URL(input instanceof Request ? input.url : input, origin), input instanceof Request ? input : init)),
    async ask(method, path, body, headers = {}) {
      const reply = await world.fetch(path, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { status: reply.status, body: await reply.json().catch(() => undefined) }
    },
    async begin(name = 'Nora Klein') {
      const code = await api.accounts.setupCode()
      const { status, body } = await world.ask('POST', '/api/door/setup', { code, name, role: 'sre', login: 'nora', password: 'harbour flag house signal' })
      if (status !== 200) throw new Error(`set-up answered ${status}: ${JSON.stringify(body)}`)
      // The contract's own shape: the route parses nothing less.
      return body as Me
    },
    close: () => api.close(),
  }
  return world
}
