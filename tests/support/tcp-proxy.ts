import { connect, createServer, type Socket } from 'node:net'

/** `pass`, `swallow` (connections stay up, nothing gets through), `refuse` (existing ones are reset, new ones too). */
export type ProxyMode = 'pass' | 'swallow' | 'refuse'

export interface TcpProxy {
  readonly port: number
  /** From now on, for open connections too. */
  turn(mode: ProxyMode): void
  /** The next message from the client that contains this text arrives, its answer does not: the connection is cut. Once. */
  cutAfter(text: string): void
  stop(): Promise<void>
}

/** A network that can be made bad, in front of a port on this machine. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  let mode: ProxyMode = 'pass'
  let fatal: string | undefined
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  }
  const relay = (from: Socket, to: Socket): void => {
    from.on('data', (bytes) => {
      if (mode === 'pass') to.write(bytes)
    })
    from.on('close', () => to.destroy())
  }
  const server = createServer((client) => {
    keep(client)
    if (mode === 'refuse') {
      client.resetAndDestroy()
      return
    }
    const upstream = connect(target, '127.0.0.1')
    keep(upstream)
    relay(client, upstream)
    relay(upstream, client)
    client.prependListener('data', (bytes) => {
      if (fatal === undefined || !bytes.includes(fatal)) return
      fatal = undefined
      upstream.removeAllListeners('data').once('data', () => client.resetAndDestroy())
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    turn(next) {
      mode = next
      if (next === 'refuse') for (const socket of sockets) socket.resetAndDestroy()
    },
    cutAfter(text) {
      fatal = text
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
