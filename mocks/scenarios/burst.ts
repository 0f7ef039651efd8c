import { defineScenario } from './scenario.ts'

/** A site lost its link ten minutes ago: dozens of alerts that belong to one incident. */
export const burst = defineScenario('burst', { config: (startedAt) => ({ linkLossAt: startedAt - 600_000 }) })
