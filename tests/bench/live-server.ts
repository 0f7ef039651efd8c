import type { AddressInfo } from 'node:net'
import { createApi } from '#server/api.ts'
import { createMemoryPorts } from '#server/memory-ports.ts'
import { createAppFiles } from '#server/node/app-files.ts'
import { createHttp } from '#server/node/http.ts'
import { createMemoryStore } from '#server/store/memory.ts'

/** A server in a process of its own, so that its memory is nobody else's. Told `memory` or `say <id>` on its channel. */
const store = createMemoryStore()
const ports = createMemoryPorts({ store })
const api = createApi(ports, { connectors: {}, starters: [], version: 'bench' })
const server = createHttp({ api, app: createAppFiles('/nonexistent'), log: ports.log })
server.listen(0, '127.0.0.1', () => {
  // A TCP server's address is always an AddressInfo.
  process.send?.({ port: (server.address() as AddressInfo).port })
})

process.on('message', (word: string) => {
  if (word === 'memory') {
    globalThis.gc?.()
    process.send?.({ rss: process.memoryUsage().rss })
  } else {
    void store.trail.write({ changes: [{ topic: 'source', id: word }] })
  }
})
process.on('disconnect', () => process.exit(0))
