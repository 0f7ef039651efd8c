import { connect, createServer, type Socket } from 'node:net'

export interface Balancer {
  readonly url: string
  readonly port: number
  /** Connections that were cut because nothing went through. */
  readonly cuts: number
  stop(): Promise<void>
}

/**
 * A small proxy before several instances, as one stands before real ones: a new connection goes to the first instance that takes
 * it, and one on which nothing went either way for `idleMs` is cut.
 */
export async function startBalancer(targets: readonly number[], { idleMs = 0 }: { readonly idleMs?: number } = {}): Promise<Balancer> {
  const sockets = new Set<Socket>()
  let cuts = 0
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  }
  const through = (client: Socket, upstream: Socket): void => {
    const cut = (): void => {
      cuts += 1
      client.destroy()
      upstream.destroy()
    }
    let idle: NodeJS.Timeout | undefined
    const touch = (): void => {
      if (idleMs === 0) return
      clearTimeout(idle)
      idle = setTimeout(cut, idleMs)
    }
    touch()
    client.on('data', touch).on('close', () => clearTimeout(idle))
    upstream.on('data', touch)
    client.pipe(upstream).pipe(client)
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  }
  const offer = (client: Socket, [first, ...others]: readonly number[]): void => {
    if (first === undefined) return void client.destroy()
    const upstream = connect(first, '127.0.0.1')
    const refused = (): void => offer(client, others)
    upstream.once('error', refused).once('connect', () => {
      upstream.removeListener('error', refused)
      keep(upstream)
      through(client, upstream)
    })
  }
  const server = createServer((client) => {
    keep(client)
    offer(client, targets)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  return {
    url: `http://localhost:${port}`,
    port,
    get cuts() {
      return cuts
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
