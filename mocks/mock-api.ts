import { starterDashboards } from '#core/templates/registry.ts'
import { referenceLifetimes } from '#server/accounts/lifetimes.ts'
import { createSessionKeeper } from '#server/accounts/sessions.ts'
import { createApi } from '#server/api.ts'
import type { Api } from '#server/api.ts'
import type { Connector } from '#server/connectors/connector.ts'
import { connectors } from '#server/connectors/registry.ts'
import { createMemoryPorts, systemClock } from '#server/memory-ports.ts'
import type { Clock, Crypto } from '#server/ports.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { webCrypto } from '#server/web-crypto.ts'
import { createMockIdentity, keepInMemory } from './mock-identity.ts'
import type { SessionKeeping } from './mock-identity.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { createMockHost, hostHistory } from './seed/mock-host.ts'
import { defaultPersona, writePersonas } from './seed/personas.ts'

export interface MockApi extends Api {
  /** Everything kept, as text for the next start. */
  snapshot(): string
  /** Signs the browser in as this persona; without one it is signed out. */
  become(person: string | undefined): Promise<void>
}

export interface MockSetup {
  readonly scenario: Scenario
  readonly clock?: Clock
  readonly snapshot?: string | undefined
  readonly onChange?: () => void
  /** Who to be; without one whoever is signed in. */
  readonly person?: string | undefined
  /** Who to be when nobody is signed in: an administrator unless told. */
  readonly usual?: string | undefined
  readonly keeping?: SessionKeeping
}

const historyHours = 3
/** A developer is not asked to sign in again, and a tab that was left alone knows its session still. */
const week = 7 * 24 * 3_600_000
const sessionLife = { ...referenceLifetimes, idleMs: week, adminAbsoluteMs: week, rotateMs: week }

/** Drafts outlive the page the mocks live in, so their keys have to be the same in the next one. */
const mockCrypto: Crypto = { ...webCrypto, macs: async (text, context) => [await webCrypto.digest(`mock|${context}|${text}`)] }

/** The demo connector of the scenario, with its config filled in. */
function demoOf(scenario: Scenario, startedAt: number): Connector {
  const demo = scenario.wrap(connectors.demo)
  const extra = scenario.config(startedAt)
  return { ...demo, open: (config, ports) => demo.open({ ...(config as object), ...extra }, ports) }
}

/** The server's own API on ports that live in memory: what `npm run dev`, journeys and demos run on. */
export async function createMockApi({
  scenario,
  clock = systemClock,
  snapshot,
  onChange,
  person,
  usual = defaultPersona,
  keeping = keepInMemory(),
}: MockSetup): Promise<MockApi> {
  const store = createMemoryStore({ snapshot, ...(onChange && { onChange }) })
  const startedAt = clock.now()
  if (scenario.demo) await store.samples.append(hostHistory(startedAt, historyHours))
  const identity = createMockIdentity(keeping)
  const ports = createMemoryPorts({ store, clock, identity, crypto: mockCrypto, host: createMockHost(() => clock.now()) })
  const api = createApi(ports, {
    connectors: { ...connectors, demo: demoOf(scenario, startedAt) },
    starters: starterDashboards,
    version: 'mock',
    mock: true,
    door: { sessions: sessionLife },
  })
  const method = scenario.demo ? 'PUT' : 'DELETE'
  await api.fetch(new Request('http://mock.example/api/demo', { method }))
  await writePersonas(store.people, startedAt)

  const sessions = createSessionKeeper(ports, sessionLife, () => store.roles.list())
  const become = async (id: string | undefined): Promise<void> => {
    const chosen = id === undefined ? undefined : await store.people.find({ id })
    keeping.write(chosen ? (await sessions.begin(chosen, { via: 'persona' }, identity.caller('http://mock.example'))).kept.token : '')
    api.accounts.forget()
  }
  identity.open()
  const known = keeping.read()
  const signedIn = known !== undefined && (known === '' || (await sessions.signedIn(identity.caller('http://mock.example'))) !== undefined)
  if (person !== undefined || !signedIn) await become(person ?? usual)
  return { ...api, become, snapshot: () => store.snapshot() }
}
