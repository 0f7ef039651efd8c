import { getRequestListener } from '@hono/node-server'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Fault } from '#contract/fault.ts'
import { faultStatus } from '#contract/fault.ts'
import type { Api } from '../api.ts'
import { story } from '../door/answer.ts'
import type { Log } from '../ports.ts'
import type { AppFiles } from './app-files.ts'
import { isApi, refusalOf } from './gate.ts'

/** On every answer. The page's own policy says more (app-files.ts). */
const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const maxConnections = 1_000

export interface HttpParts {
  readonly api: Pick<Api, 'fetch'>
  readonly app: AppFiles
  readonly log: Log
}

function refuse(response: ServerResponse, fault: Fault): void {
  const body = JSON.stringify(fault)
  response.writeHead(faultStatus[fault.code], {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  })
  response.end(body)
}

/**
 * Path with `.` and `..` resolved the way the API's own router will see it, so that no spelling is judged as one address
 * and answered as another. Undefined when it is no path.
 */
function pathOf(target: string): string | undefined {
  const url = `http://localhost${target}`
  return target.startsWith('/') && URL.canParse(url) ? new URL(url).pathname : undefined
}

/** Carries HTTP to the API and the built app, and keeps out who has no business here. It does not listen yet. */
export function createHttp({ api, app, log }: HttpParts): Server {
  const toApi = getRequestListener((request) => api.fetch(request), {
    overrideGlobalObjects: false,
    errorHandler: (error) => {
      log.warn('http.refused', { error: story(error) })
      return Response.json({ code: 'invalid', detail: 'not a request' } satisfies Fault, { status: faultStatus.invalid })
    },
  })

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(always)) response.setHeader(name, value)
    const path = pathOf(request.url ?? '')
    if (path === undefined) return refuse(response, { code: 'invalid', detail: 'not a path' })
    const refused = refusalOf(request, path)
    if (refused !== undefined) return refuse(response, { code: 'forbidden', detail: refused })
    return isApi(path) ? toApi(request, response) : app.answer(request, response, path)
  }

  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000, maxHeaderSize: 16_384, connectionsCheckingInterval: 5_000 },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        log.error('http.failed', { error: story(error) })
        if (response.headersSent) response.destroy()
        else refuse(response, { code: 'internal' })
      })
    },
  )
  server.maxConnections = maxConnections
  return server
}
