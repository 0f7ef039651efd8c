import type { Api } from '#server/api.ts'
import type { Caller, Crypto, Identity, Ports } from '#server/ports.ts'
import type { ApiOptions } from '#server/options.ts'
import { webCrypto } from '#server/web-crypto.ts'
import { createWorld } from './api-world.ts'
import type { World } from './api-world.ts'
import { createFakeClock } from './fake-clock.ts'
import type { FakeClock } from './fake-clock.ts'

/** Passwords at no cost: their records are the passwords, marked. */
export const quickCrypto: Crypto = {
  ...webCrypto,
  hashPassword: async (password) => `quick ${password}`,
  verifyPassword: async (password, record) => record === `quick ${password}`,
}

const tokenHeader = 'x-test-session'
const networkHeader = 'x-test-network'

interface TestIdentity extends Identity {
  kept(request: Request): { readonly token: string; readonly maxAgeS: number } | undefined | 'untouched'
}

/** A carrier whose browsers show their session in a header of its own. */
function createTestIdentity(): TestIdentity {
  const kept = new WeakMap<Request, { readonly token: string; readonly maxAgeS: number } | undefined>()
  return {
    callerOf: ({ headers }): Caller => ({
      vouched: undefined,
      session: headers.get(tokenHeader) ?? undefined,
      bearer: /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1],
      proxied: undefined,
      network: headers.get(networkHeader) ?? '127.0.0.0/24',
      agent: 'Chromium on Linux',
      origin: 'http://localhost',
    }),
    keep: (request, session) => void kept.set(request, session),
    kept: (request) => (kept.has(request) ? kept.get(request) : 'untouched'),
  }
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  // Read by tests against what they expect of it.
  readonly body: Record<string, unknown> & readonly Record<string, unknown>[]
}

/** Somebody's browser: it keeps the session it is given. */
export interface TestBrowser {
  session: string | undefined
  maxAgeS: number | undefined
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>
}

export interface PeopleWorld extends World {
  readonly clock: FakeClock
  browser(network?: string): TestBrowser
  /** Another instance on the same store. */
  readonly otherApi: Api
  browserAt(api: Api, network?: string): TestBrowser
  /** Sets the place up and gives back the first administrator's browser. */
  setUp(more?: Readonly<Record<string, unknown>>): Promise<TestBrowser>
}

/** An API with nobody vouched for, on a clock that stands still. */
export function createPeopleWorld(options: Partial<ApiOptions> = {}, given: Partial<Ports> = {}): PeopleWorld {
  const clock = createFakeClock()
  const identity = createTestIdentity()
  const world = createWorld(options, { clock, identity, crypto: quickCrypto, ...given })
  const other = createWorld(options, { clock, identity, crypto: quickCrypto, ...given, store: world.store })

  const browserAt = (api: Api, network = '127.0.0.0/24'): TestBrowser => ({
    session: undefined,
    maxAgeS: undefined,
    async send(method, path, body, headers = {}) {
      const all = {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.session !== undefined && { [tokenHeader]: this.session }),
        [networkHeader]: network,
        ...headers,
      }
      const request = new Request(`http://localhost${path}`, { method, headers: all, ...(body !== undefined && { body: JSON.stringify(body) }) })
      const response = await api.fetch(request)
      const kept = identity.kept(request)
      if (kept !== 'untouched') {
        this.session = kept?.token
        this.maxAgeS = kept?.maxAgeS
      }
      // Whatever it is, tests compare it.
      return { status: response.status, headers: response.headers, body: (await response.json()) as Reply['body'] }
    },
  })

  return {
    ...world,
    clock,
    otherApi: other.api,
    browserAt,
    browser: (network) => browserAt(world.api, network),
    async setUp(more = {}) {
      const code = await world.api.accounts.setupCode()
      const browser = browserAt(world.api)
      const reply = await browser.send('POST', '/api/door/setup', { code, name: 'Ada Sample', password: 'a long and rare sentence', ...more })
      if (reply.status !== 200) throw new Error(`set-up answered ${reply.status}: ${JSON.stringify(reply.body)}`)
      return browser
    },
  }
}
