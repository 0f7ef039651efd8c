import { setupServer } from 'msw/node'
import { handlersFor } from './handlers.ts'
import { createMockApi } from './mock-api.ts'
import type { MockSetup } from './mock-api.ts'

/** The mocks for tests in Node and jsdom: every `/api` request of this process is answered from memory until `close`. */
export async function startMocksInNode(setup: MockSetup): Promise<{ readonly close: () => void }> {
  const api = await createMockApi(setup)
  const server = setupServer(...handlersFor(api))
  server.listen({ onUnhandledFrame: 'bypass' })
  return {
    close: () => {
      server.close()
      api.close()
    },
  }
}
