import { starterDashboards } from '#core/templates/registry.ts'
import { createApi } from '#server/api.ts'
import type { Api } from '#server/api.ts'
import type { Connector } from '#server/connectors/connector.ts'
import { connectors } from '#server/connectors/registry.ts'
import { createMemoryPorts, systemClock } from '#server/memory-ports.ts'
import type { Clock } from '#server/ports.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { createMockHost, hostHistory } from './seed/mock-host.ts'

export interface MockApi extends Api {
  /** Everything kept, as text for the next start. */
  snapshot(): string
}

export interface MockSetup {
  readonly scenario: Scenario
  readonly clock?: Clock
  readonly snapshot?: string | undefined
  readonly onChange?: () => void
}

const historyHours = 3

/** The demo connector of the scenario, with its config filled in. */
function demoOf(scenario: Scenario, startedAt: number): Connector {
  const demo = scenario.wrap(connectors.demo)
  const extra = scenario.config(startedAt)
  return { ...demo, open: (config, ports) => demo.open({ ...(config as object), ...extra }, ports) }
}

/** The server's own API on ports that live in memory: what `npm run dev`, journeys and demos run on. */
export async function createMockApi({ scenario, clock = systemClock, snapshot, onChange }: MockSetup): Promise<MockApi> {
  const store = createMemoryStore({ snapshot, ...(onChange && { onChange }) })
  const startedAt = clock.now()
  if (scenario.demo) await store.samples.append(hostHistory(startedAt, historyHours))
  const ports = createMemoryPorts({ store, clock, host: createMockHost(() => clock.now()) })
  const api = createApi(ports, { connectors: { ...connectors, demo: demoOf(scenario, startedAt) }, starters: starterDashboards, version: 'mock', mock: true })
  const method = scenario.demo ? 'PUT' : 'DELETE'
  await api.fetch(new Request('http://mock.example/api/demo', { method }))
  return { ...api, snapshot: () => store.snapshot() }
}
