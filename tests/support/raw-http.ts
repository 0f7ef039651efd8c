import { request } from 'node:http'
import type { IncomingHttpHeaders, Server } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface Given {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface RawServer {
  readonly port: number
  /** A request as it is written here: `fetch` would tidy up the path and set headers of its own. */
  get(path: string, headers?: Readonly<Record<string, string>>, method?: string, body?: string): Promise<Given>
  /** Bytes on a socket, and all that comes back until it is closed. */
  say(bytes: string): Promise<string>
  close(): Promise<void>
}

export async function listenRaw(server: Server): Promise<RawServer> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo
  return {
    port,
    get: (path, headers = {}, method = 'GET', body) =>
      new Promise((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port, path, method, headers: { host: `localhost:${port}`, ...headers } }, (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }))
        })
        sent.on('error', reject)
        sent.end(body)
      }),
    say: (bytes) =>
      new Promise((resolve) => {
        let heard = ''
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
        socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')))
        socket.on('error', () => undefined)
        socket.on('close', () => resolve(heard))
      }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
