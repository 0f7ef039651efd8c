import { getRequestListener } from '@hono/node-server'
import type { HttpBindings } from '@hono/node-server'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Fault } from '#contract/fault.ts'
import { faultStatus } from '#contract/fault.ts'
import type { Api } from '../api.ts'
import { story } from '../door/answer.ts'
import type { Log } from '../ports.ts'
import type { AppFiles } from './app-files.ts'
import type { Carrier } from './carrier.ts'
import { createReports } from './csp-reports.ts'
import { isApi, refusalOf } from './gate.ts'
import { headersFor } from './headers.ts'
import { sendRaw } from './raw-stream.ts'
import { refuse } from './refuse.ts'
import { refuseBroken, slowness } from './slowness.ts'
import type { Slowness } from './slowness.ts'
import type { Station } from './station.ts'

export interface HttpParts {
  readonly api: Pick<Api, 'fetch' | 'streams'>
  readonly app: AppFiles
  readonly log: Log
  /** Who sent a request; without it everybody on this machine is the same. */
  readonly carrier?: Carrier
  /** Answered before anybody is asked who they are: probes. */
  readonly open?: readonly Station[]
  /** Answered behind the gate, before the API: streams, metrics. */
  readonly stations?: readonly Station[]
  /** Scheme, host and port browsers use, when the configuration says so. */
  readonly origin?: string | undefined
  readonly slowness?: Slowness
}

/**
 * Path with `.` and `..` resolved the way the API's own router will see it, so that no spelling is judged as one address
 * and answered as another. Undefined when it is no path.
 */
function pathOf(target: string): string | undefined {
  const url = `http://localhost${target}`
  return target.startsWith('/') && URL.canParse(url) ? new URL(url).pathname : undefined
}

/** What a browser wants the answer for. A reply of the API is read by a script or by a person, never run, drawn or framed. */
const asData = new Set<unknown>([undefined, 'empty', 'document'])

async function anyAnswers(stations: readonly Station[], request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
  for (const station of stations) if (await station.answer(request, response, path)) return true
  return false
}

/** The API behind a request listener; what its carrier kept for the sender's browser leaves with the answer. */
function apiListener({ api, log, carrier }: HttpParts): ReturnType<typeof getRequestListener> {
  const answer = async (request: Request, { incoming, outgoing }: HttpBindings): Promise<Response> => {
    carrier?.take(request, incoming)
    const response = await api.fetch(request)
    for (const cookie of carrier?.cookiesFor(request) ?? []) response.headers.append('set-cookie', cookie)
    const attach = api.streams.attached(response)
    return attach ? sendRaw(response, outgoing, attach) : response
  }
  // Served over HTTP/1 only, so the message is one of its kind.
  return getRequestListener((request, env) => answer(request, env as HttpBindings), {
    overrideGlobalObjects: false,
    errorHandler: (error) => {
      log.warn('http.refused', { error: story(error) })
      return Response.json({ code: 'invalid', detail: 'not a request' } satisfies Fault, { status: faultStatus.invalid })
    },
  })
}

/** Carries HTTP to the API and the built app, and keeps out who has no business here. It does not listen yet. */
export function createHttp(parts: HttpParts): Server {
  const { app, log, carrier, open = [], stations = [], origin } = parts
  const toApi = apiListener(parts)
  const headers = new Map(Object.entries(headersFor(origin)))
  const behindGate = [createReports(log), ...(carrier ? [carrier] : []), ...stations]

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeaders(headers)
    const path = pathOf(request.url ?? '')
    if (path === undefined) return refuse(response, { code: 'invalid', detail: 'not a path' })
    if (await anyAnswers(open, request, response, path)) return
    const refused = carrier ? carrier.refusalOf(request, path) : refusalOf(request, path)
    if (refused !== undefined) return refuse(response, { code: 'forbidden', detail: refused })
    if (await anyAnswers(behindGate, request, response, path)) return
    if (!isApi(path)) return app.answer(request, response, path)
    const use = request.headers['sec-fetch-dest']
    if (!asData.has(use)) return refuse(response, { code: 'forbidden', detail: `Sec-Fetch-Dest: ${String(use).slice(0, 20)}` })
    return toApi(request, response)
  }

  const { maxConnections, ...limits } = parts.slowness ?? slowness
  const server = createServer(limits, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error('http.failed', { error: story(error) })
      if (response.headersSent) response.destroy()
      else refuse(response, { code: 'internal' })
    })
  })
  server.maxConnections = maxConnections
  server.on('clientError', refuseBroken(headers))
  return server
}
