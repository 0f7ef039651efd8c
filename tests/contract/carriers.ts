import type { AddressInfo } from 'node:net'
import { http } from 'msw'
import { setupServer } from 'msw/node'
import type { Api } from '#server/api.ts'
import { createAppFiles } from '#server/node/app-files.ts'
import { createHttp } from '#server/node/http.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

export interface Carrier {
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>
  readonly close: () => Promise<void>
}

/** The three ways a request reaches the API. */
export const carriers: Readonly<Record<string, (api: Api) => Promise<Carrier>>> = {
  'in process': async (api) => ({
    fetch: (path, init) => api.fetch(new Request(`http://localhost${path}`, init)),
    close: async () => undefined,
  }),
  'through MSW': async (api) => {
    const server = setupServer(http.all('*/api/*', ({ request }) => api.fetch(request)))
    server.listen({ onUnhandledFrame: 'error' })
    return { fetch: (path, init) => fetch(`http://localhost${path}`, init), close: async () => server.close() }
  },
  'on a real port': async (api) => {
    const server = createHttp({ api, app: createAppFiles('/nonexistent'), log: silent })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    // Listening on a TCP port, so the address is neither a path nor missing.
    const { port } = server.address() as AddressInfo
    return {
      // As a page of ours would: what changes anything has to say where it comes from.
      fetch: (path, init) => {
        const headers = new Headers(init?.headers)
        if (!headers.has('origin')) headers.set('origin', `http://127.0.0.1:${port}`)
        return fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers })
      },
      close: async () => {
        server.closeAllConnections()
        await new Promise<void>((resolve) => server.close(() => resolve()))
      },
    }
  },
}
