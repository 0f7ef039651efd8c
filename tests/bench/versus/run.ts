import type { Browser } from 'playwright'
import { startBenchServer } from '../bench-server.ts'
import { buildPeers } from './build.ts'
import { benchCharts } from './chart.ts'
import { comparedTable } from './compared.ts'
import type { Compared } from './compared.ts'
import { benchGantt } from './gantt.ts'
import { benchGraphs } from './graph.ts'
import { benchGrids } from './grid.ts'

export interface PeerWorld {
  readonly browser: Browser
  /** Where the page of the peers is. */
  readonly url: string
  readonly rounds: number
}

const parts: Readonly<Record<string, (world: PeerWorld) => Promise<readonly Compared[]>>> = {
  'chart-peers': ({ browser, url, rounds }) => benchCharts(browser, url, rounds),
  'gantt-peers': ({ browser, url, rounds }) => benchGantt(browser, url, rounds),
  'grid-peers': ({ browser, url, rounds }) => benchGrids(browser, url, rounds),
  'graph-peers': ({ browser, url, rounds }) => benchGraphs(browser, url, rounds),
}
export const peerParts: readonly string[] = Object.keys(parts)

/** Measures the wanted parts one after the other and prints the table of each as soon as it is there. */
export async function benchPeers(wanted: readonly string[], browser: Browser, rounds: number): Promise<void> {
  buildPeers()
  const server = await startBenchServer('.cache/bench-peers', {})
  try {
    for (const [name, run] of Object.entries(parts)) {
      if (!wanted.includes(name)) continue
      process.stderr.write(`measuring: ${name}\n`)
      const begun = performance.now()
      const lines = await run({ browser, url: server.url, rounds })
      process.stdout.write(`\n${comparedTable(lines)}\n`)
      process.stderr.write(`${name}: ${Math.round((performance.now() - begun) / 1000)} s\n`)
    }
  } finally {
    await server.close()
  }
}
