import type { Browser } from 'playwright'
import { startBenchServer } from '../bench-server.ts'
import { charts, numbers } from '../boards.ts'
import { buildPeers, buildPerses } from './build.ts'
import { benchCharts } from './chart.ts'
import { comparedTable } from './compared.ts'
import type { Compared } from './compared.ts'
import { benchDragPeers, dragCounts } from './drag.ts'
import { benchGantt } from './gantt.ts'
import { benchGraphs } from './graph.ts'
import { benchGrids } from './grid.ts'
import { benchPerses } from './perses.ts'
import { benchGrowth, growthCounts } from './growth.ts'

export interface PeerWorld {
  readonly browser: Browser
  /** Where the page of the peers is. */
  readonly url: string
  /** The app, and the pages of plain parts. */
  readonly app: string
  readonly plain: string
  readonly rounds: number
}

const parts: Readonly<Record<string, (world: PeerWorld) => Promise<readonly Compared[]>>> = {
  'chart-peers': ({ browser, url, rounds }) => benchCharts(browser, url, rounds),
  'gantt-peers': ({ browser, url, rounds }) => benchGantt(browser, url, rounds),
  'grid-peers': ({ browser, url, rounds }) => benchGrids(browser, url, rounds),
  'graph-peers': ({ browser, url, rounds }) => benchGraphs(browser, url, rounds),
  'drag-peers': ({ browser, url, app, plain, rounds }) => benchDragPeers(browser, { app, plain, peers: url }, rounds),
  perses: async ({ browser, app, rounds }) => {
    buildPerses()
    const server = await startBenchServer('.cache/bench-perses', {})
    try {
      return await benchPerses(browser, { app, perses: server.url }, rounds)
    } finally {
      await server.close()
    }
  },
  growth: ({ browser, url, app, rounds }) => benchGrowth(browser, { app, peers: url }, rounds),
}
export const peerParts: readonly string[] = Object.keys(parts)
const counts = new Set<number>([...dragCounts, ...growthCounts])
const boards = { charts, ...Object.fromEntries([...counts].map((n) => [`numbers-${n}`, numbers(n)])) }

/** Measures the wanted parts one after the other and prints the table of each as soon as it is there. */
export async function benchPeers(wanted: readonly string[], browser: Browser, rounds: number): Promise<void> {
  buildPeers()
  const server = await startBenchServer('.cache/bench-peers', {})
  const app = await startBenchServer('dist', boards)
  const plain = await startBenchServer('.cache/bench', {})
  try {
    for (const [name, run] of Object.entries(parts)) {
      if (!wanted.includes(name)) continue
      process.stderr.write(`measuring: ${name}\n`)
      const begun = performance.now()
      const lines = await run({ browser, url: server.url, app: app.url, plain: plain.url, rounds })
      process.stdout.write(`\n${comparedTable(lines)}\n`)
      process.stderr.write(`${name}: ${Math.round((performance.now() - begun) / 1000)} s\n`)
    }
  } finally {
    await Promise.all([server.close(), app.close(), plain.close()])
  }
}
