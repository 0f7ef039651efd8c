import type { AddressInfo } from 'node:net'
import * as z from 'zod/mini'
import { Dashboard } from '#contract/dashboard.ts'
import type { Place } from '#contract/dashboard.ts'
import { createApi } from '#server/api.ts'
import { connectors } from '#server/connectors/registry.ts'
import { defineConnector } from '#server/connectors/connector.ts'
import { createMemoryPorts } from '#server/memory-ports.ts'
import { createAppFiles } from '#server/node/app-files.ts'
import { createCarrier } from '#server/node/carrier.ts'
import { createDoorPace } from '#server/node/limits.ts'
import { createHttp } from '#server/node/http.ts'
import { thisMachine } from '#server/node/sender.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { benchSource } from '#tests/bench/bench-source.ts'

export interface StrictApp {
  readonly url: string
  /** The one-time code, where people have to sign in. */
  setupCode(): Promise<string>
  /** Events of the server's log so far, the browsers' reports among them. */
  readonly events: readonly string[]
  close(): Promise<void>
}

/** A connected graph of as many nodes as the question says. */
const graphSource = defineConnector({
  kind: 'graph-of',
  addable: true,
  config: z.object({}),
  spec: z.object({ nodes: z.int() }),
  can: [],
  measures: {},
  open: () => ({
    query: async ({ nodes }) => {
      const edges = Array.from({ length: nodes - 1 }, (_, i) => ({ from: Math.floor(i / 3), to: i + 1 }))
      return {
        fields: [
          { name: 'source', type: 'string', role: 'source', values: edges.map((e) => `node-${e.from}`) },
          { name: 'target', type: 'string', role: 'target', values: edges.map((e) => `node-${e.to}`) },
        ],
      }
    },
    check: async () => ({}),
  }),
})

interface Part {
  readonly title: string
  readonly kind: string
  readonly source: string
  readonly spec: z.core.util.JSONType
  readonly options?: Readonly<Record<string, z.core.util.JSONType>>
}

const bench = (content: string, more: object = {}): Pick<Part, 'source' | 'spec'> => ({ source: 'bench', spec: { content, ...more } })
const graph = (nodes: number): Pick<Part, 'source' | 'spec'> => ({ source: 'graph', spec: { nodes } })

function board(title: string, parts: readonly Part[]): Dashboard {
  const places: readonly Place[] = parts.map((_, i) => ({ id: `w${i}`, x: (i % 2) * 6, y: Math.floor(i / 2) * 7, w: 6, h: 7 }))
  const widgets = parts.map((part, i) => ({
    id: `w${i}`,
    title: part.title,
    query: { source: part.source, spec: part.spec },
    view: { kind: part.kind, options: part.options ?? {} },
  }))
  return Dashboard.parse({
    v: 1,
    title,
    sections: [{ id: 'main', title: '', widgets, layouts: { desktop: places } }],
    time: { range: { from: 'now-15m', to: 'now' }, refreshMs: 1000 },
  })
}

/** Every view there is, drawn by every library there is. */
const dashboards: Readonly<Record<string, Dashboard>> = {
  views: board('Views', [
    { title: 'Lines', kind: 'chart', ...bench('chart') },
    { title: 'Many points', kind: 'chart', ...bench('chart', { points: 5000, series: 8 }) },
    { title: 'Rows', kind: 'grid', ...bench('table') },
    { title: 'Bars over time', kind: 'gantt', ...bench('timeline') },
    { title: 'Number', kind: 'stat', ...bench('number') },
    { title: 'Pie', kind: 'chart', ...bench('number'), options: { form: 'pie' } },
  ]),
  'graph-500': board('Graph of 500', [{ title: 'Graph', kind: 'graph', ...graph(500) }]),
  'graph-700': board('Graph of 700', [{ title: 'Graph', kind: 'graph', ...graph(700) }]),
}

/** The built app behind the real HTTP side, with its policy, on sources of its own. */
export async function startStrictApp({ signIn = false, folder = 'dist' } = {}): Promise<StrictApp> {
  const events: string[] = []
  const tell = (event: string, facts?: object): void => void events.push(`${event} ${JSON.stringify(facts ?? {})}`)
  const log = { info: () => undefined, warn: tell, error: tell }
  const carrier = signIn ? createCarrier({ doors: createDoorPace(), place: thisMachine }) : undefined
  const ports = createMemoryPorts({ store: createMemoryStore(), log, ...(carrier && { identity: carrier }) })
  const api = createApi(ports, {
    connectors: { ...connectors, bench: benchSource, 'graph-of': graphSource },
    starters: Object.entries(dashboards).map(([id, doc]) => ({ id, doc, origin: 'starter' as const })),
    version: 'test',
    fileSources: [
      { id: 'bench', kind: 'bench', name: 'Bench', config: {} },
      { id: 'graph', kind: 'graph-of', name: 'Graph', config: {} },
    ],
  })
  const server = createHttp({ api, app: createAppFiles(folder), log, ...(carrier && { carrier }) })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    setupCode: async () => (await api.accounts.setupCode()) ?? '',
    events,
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      api.close()
    },
  }
}
