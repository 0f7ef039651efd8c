import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { Estate } from '#core/estate/estate.ts'
import { asOpenMetrics, asText } from './families.ts'
import { familiesAt } from './readings.ts'
import { Refusal } from './send.ts'
import type { Totals } from './totals.ts'

const textType = 'text/plain; version=0.0.4; charset=utf-8'
const openType = 'application/openmetrics-text; version=1.0.0; charset=utf-8'

/** Shows the metrics of the moment at `/metrics`, in the format the asker reads. */
export async function showMetrics(estate: Estate, totals: Totals, { host, port }: { readonly host: string; readonly port: number }): Promise<Server> {
  // Makes the counters of the week now, so that the first scrape is no slower than the next.
  familiesAt(estate, totals, Date.now())
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0]
    if (path !== '/metrics') return void response.writeHead(404, { 'content-type': 'text/plain' }).end('metrics are at /metrics\n')
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end()
    const open = /application\/openmetrics-text/.test(request.headers.accept ?? '')
    const families = familiesAt(estate, totals, Date.now())
    response.writeHead(200, { 'content-type': open ? openType : textType }).end(open ? asOpenMetrics(families) : asText(families))
  })
  await new Promise<void>((ready, failed) => server.once('error', failed).listen(port, host, ready)).catch((error: unknown) => {
    throw new Refusal(`--scrape: cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`)
  })
  return server
}
