import type { Connector } from '#server/connectors/connector.ts'

/** What a scenario may change: what the demo source is made from and how it behaves. Never a response. */
export interface Scenario {
  readonly name: string
  /** Whether the demo estate is loaded at the start. */
  readonly demo: boolean
  /** Config of the demo source, given the moment the mocks started. */
  readonly config: (startedAt: number) => Readonly<Record<string, number | string>>
  /** Another demo connector in place of the true one. */
  readonly wrap: (connector: Connector) => Connector
}

const same = (connector: Connector): Connector => connector
export const defineScenario = (name: string, it: Partial<Omit<Scenario, 'name'>> = {}): Scenario => ({
  name,
  demo: true,
  config: () => ({}),
  wrap: same,
  ...it,
})
