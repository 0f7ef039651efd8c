import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LoopbackServer {
  readonly url: string
  readonly port: number
  /** Requests as they arrived. */
  readonly seen: readonly { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers'] }[]
  stop(): Promise<void>
}

/** An HTTP server on a free loopback port that behaves as badly as its handler likes. */
export async function serveLoopback(handler: RequestListener): Promise<LoopbackServer> {
  const seen: { method: string; url: string; headers: IncomingMessage['headers'] }[] = []
  const server: Server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    response.on('error', () => undefined)
    handler(request, response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
