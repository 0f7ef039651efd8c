import { ServerFault } from '#server/fault.ts'
import { defineScenario } from './scenario.ts'

const goodMs = 20_000

/** The source answers for twenty seconds, then never again: widgets keep their last answer and say how old it is. */
export const broken = defineScenario('broken', {
  wrap: (connector) => ({
    ...connector,
    open: (config, ports) => {
      const source = connector.open(config, ports)
      const openedAt = ports.clock.now()
      return {
        ...source,
        query: async (spec, ask) => {
          if (ports.clock.now() - openedAt > goodMs) throw new ServerFault('source_down', { detail: 'connection refused' })
          return source.query(spec, ask)
        },
      }
    },
  }),
})
