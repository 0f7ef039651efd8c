import { defineScenario } from './scenario.ts'

const delaysMs = [200, 1500, 4000, 8000]

/** Every answer takes its time; one in four takes longer than a widget waits. */
export const slow = defineScenario('slow', {
  wrap: (connector) => ({
    ...connector,
    open: (config, ports) => {
      const source = connector.open(config, ports)
      let asked = 0
      return {
        ...source,
        query: async (spec, ask) => {
          asked += 1
          await ports.clock.sleep(delaysMs[asked % delaysMs.length] ?? 0, ask.signal)
          return source.query(spec, ask)
        },
      }
    },
  }),
})
