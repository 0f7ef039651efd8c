import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How many ports after the usual one are tried when nobody asked for a certain one. */
const spares = 20

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      // Listening on a TCP port, so the address is neither a path nor missing.
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** Listens on the port, or on the next free one unless just this one was asked for. Gives the port it got; undefined when none was free. */
export async function listen(server: Server, host: string, port: number, asked: boolean): Promise<number | undefined> {
  const last = asked ? port : port + spares
  for (let candidate = port; candidate <= last; candidate += 1) {
    try {
      return await listenOn(server, host, candidate)
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  return undefined
}
