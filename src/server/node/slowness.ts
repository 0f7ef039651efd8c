import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** How slow, large and many connections may be. Times in milliseconds. */
const values = {
  /** From the first byte to the end of the headers. */
  headersTimeout: 10_000,
  /** To the end of the body. */
  requestTimeout: 30_000,
  /** A connection nobody asks anything on. Longer than proxies keep theirs, so that none is closed under a request on its way. */
  keepAliveTimeout: 65_000,
  /** How often connections are looked at. */
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
  /** Streams of everybody included; beyond it a new one is closed at once. */
  maxConnections: 10_000,
}

export type Slowness = { readonly [K in keyof typeof values]: number }
export const slowness: Slowness = values

const statusOf: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

/** Answers what never became a request, with the headers every answer has, and closes. */
export function refuseBroken(headers: ReadonlyMap<string, string>): (error: Error & { readonly code?: string }, socket: Duplex) => void {
  const lines = [...headers, ['content-length', '0'], ['connection', 'close']].map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return ({ code = '' }, socket) => {
    const status = statusOf[code] ?? 400
    if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}\r\n`)
  }
}
