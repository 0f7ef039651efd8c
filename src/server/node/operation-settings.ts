import type { ConfigProblem } from './config.ts'

/** What whoever operates the server may say about probes, metrics and stopping. */
export interface OperationSettings {
  /** Where `/metrics` has a port of its own; beside the app when undefined. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined
  /** Between the first unready answer and the last accepted connection, where anybody asks whether we are ready. */
  readonly stopWaitMs: number
}

export type OperationRead = { readonly operation: OperationSettings } | { readonly problems: readonly ConfigProblem[] }

const usualWaitS = 5
/** Two thirds of the time after which everything is ended the hard way. */
const longestWaitS = 15

/** `9464` on loopback, or `0.0.0.0:9464` and `[::]:9464` where a scraper comes from elsewhere. */
function placeOf(text: string): OperationSettings['metrics'] {
  const [, host = '127.0.0.1', digits = ''] = /^(?:(\[[\da-f:.]+\]|[\w.-]+):)?(\d{1,5})$/i.exec(text) ?? []
  const port = Number(digits)
  return digits === '' || port > 65_535 ? undefined : { host: host.replace(/^\[|\]$/g, ''), port }
}

/** Reads `HOMEPORT_METRICS_PORT` and `HOMEPORT_STOP_WAIT`; on a terminal nobody is waited for. */
export function readOperation(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): OperationRead {
  const portText = env['HOMEPORT_METRICS_PORT'] || undefined
  const waitText = env['HOMEPORT_STOP_WAIT'] || String(isTerminal ? 0 : usualWaitS)
  const metrics = portText === undefined ? undefined : placeOf(portText)
  const waitS = /^\d{1,3}$/.test(waitText) ? Number(waitText) : Number.NaN
  const problems: ConfigProblem[] = []
  if (portText !== undefined && metrics === undefined)
    problems.push({ path: 'HOMEPORT_METRICS_PORT', detail: 'expected a port, or host:port', example: '9464' })
  if (!(waitS <= longestWaitS)) problems.push({ path: 'HOMEPORT_STOP_WAIT', detail: `expected seconds from 0 to ${longestWaitS}`, example: String(usualWaitS) })
  return problems.length > 0 ? { problems } : { operation: { metrics, stopWaitMs: waitS * 1000 } }
}
