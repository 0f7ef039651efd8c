import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { Caller } from '../ports.ts'
import { classOf } from './gateway/address.ts'
import { headersFor } from './headers.ts'
import type { Metrics } from './metrics.ts'
import { refuse } from './refuse.ts'
import { networkOf } from './sender.ts'
import type { Station } from './station.ts'

const address = '/metrics'

async function write(metrics: Metrics, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(response, { code: 'method_not_allowed', detail: 'allowed: GET' }, { allow: 'GET, HEAD' })
  const { type, text } = await metrics.render()
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(text) })
  response.end(request.method === 'HEAD' ? undefined : text)
}

export interface MetricsDoor {
  readonly metrics: Metrics
  /** No public address is known, so whoever reaches us by loopback sits at this machine and did not come through a proxy on it. */
  readonly openToMachine: boolean
  /** Whether a token has the scope `metrics:read`. */
  readonly mayRead: (bearer: string, network: string) => Promise<boolean>
}

const bearerOf = ({ headers }: IncomingMessage): string | undefined => /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]

/** `/metrics` beside the app: for this machine itself, or for a token made for it. */
export function createMetricsDoor({ metrics, openToMachine, mayRead }: MetricsDoor): Station {
  return {
    async answer(request, response, path) {
      if (path !== address) return false
      const bearer = bearerOf(request)
      const isMachine = openToMachine && classOf(request.socket.remoteAddress ?? '') === 'loopback'
      if (bearer === undefined ? isMachine : await mayRead(bearer, networkOf(request.socket.remoteAddress ?? ''))) await write(metrics, request, response)
      else if (bearer === undefined) refuse(response, { code: 'unauthenticated', detail: 'scope: metrics:read' }, { 'www-authenticate': 'Bearer' })
      else refuse(response, { code: 'forbidden', detail: 'scope: metrics:read' })
      return true
    },
  }
}

/** Describes a sender that is nothing but a token. */
export const tokenCaller = (bearer: string, network: string): Caller => ({
  vouched: undefined,
  session: undefined,
  bearer,
  proxied: undefined,
  network,
  agent: '',
  origin: '',
})

/** `/metrics` on a port of its own, for networks that only a scraper reaches. It does not listen yet. */
export function createMetricsServer(metrics: Metrics): Server {
  const headers = new Map(Object.entries(headersFor(undefined)))
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000, maxHeaderSize: 16_384 }, (request, response) => {
    response.setHeaders(headers)
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== address) return refuse(response, { code: 'not_found', detail: `only ${address}` })
    return void write(metrics, request, response).catch(() => refuse(response, { code: 'internal' }))
  })
  server.maxConnections = 100
  return server
}
