import type { AddressInfo } from 'node:net'
import type { Dashboard } from '#contract/dashboard.ts'
import { createApi } from '#server/api.ts'
import type { Connector } from '#server/connectors/connector.ts'
import { connectors } from '#server/connectors/registry.ts'
import { createMemoryPorts } from '#server/memory-ports.ts'
import { createAppFiles } from '#server/node/app-files.ts'
import { createHttp } from '#server/node/http.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { benchSource } from './bench-source.ts'

export interface BenchServer {
  readonly url: string
  close(): Promise<void>
}

/** The real API and HTTP server with the benchmark's source and the given dashboards; `folder` is what it serves as the app. */
export async function startBenchServer(folder: string, dashboards: Readonly<Record<string, Dashboard>>): Promise<BenchServer> {
  const store = createMemoryStore()
  const ports = createMemoryPorts({ store })
  const kinds: Readonly<Record<string, Connector>> = { ...connectors, bench: benchSource }
  const starters = Object.entries(dashboards).map(([id, doc]) => ({ id, doc, origin: 'starter' as const }))
  const api = createApi(ports, { connectors: kinds, starters, version: 'bench', fileSources: [{ id: 'bench', kind: 'bench', name: 'Bench', config: {} }] })
  const server = createHttp({ api, app: createAppFiles(folder), log: ports.log })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      api.close()
    },
  }
}
