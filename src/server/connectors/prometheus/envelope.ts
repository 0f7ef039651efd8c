import type { FaultCode } from '#contract/fault.ts'
import { ServerFault } from '../../fault.ts'
import type { Inbound } from '../../ports.ts'
import { invalid, isRecord, needRecord, readJson, textOf } from '../read-json.ts'

export interface Reply {
  readonly data: unknown
  /** Warnings and notes of the server, in its own words. */
  readonly notices: readonly string[]
}

const byType: Readonly<Record<string, FaultCode>> = {
  bad_data: 'source_query',
  execution: 'source_query',
  not_acceptable: 'source_query',
  timeout: 'source_timeout',
  canceled: 'source_timeout',
  internal: 'source_down',
  unavailable: 'source_down',
}

/** Servers that speak this API put other words, or the status again, where Prometheus puts its error type. */
const byStatus = (status: number): FaultCode => (status === 503 || status === 504 ? 'source_timeout' : status >= 500 ? 'source_down' : 'source_query')

const sentences = (value: unknown): readonly string[] => (Array.isArray(value) ? value.flatMap((one) => textOf(one)?.slice(0, 500) ?? []) : [])

/** `data` of an answer of the Prometheus API; its errors as faults in its own words. */
export function readEnvelope({ status, text }: Inbound): Reply {
  const body = readJson(text)
  if (!isRecord(body) || (body['status'] !== 'success' && body['status'] !== 'error')) {
    if (status >= 500) throw new ServerFault('source_down', { detail: `http ${status}` })
    throw invalid(`http ${status} without a Prometheus answer`)
  }
  if (body['status'] === 'error') {
    const type = textOf(body['errorType']) ?? ''
    const code = Object.hasOwn(byType, type) ? byType[type] : undefined
    throw new ServerFault(code ?? byStatus(status), { detail: (textOf(body['error']) ?? `http ${status}`).slice(0, 500) })
  }
  if (status < 200 || status > 299) throw invalid(`success with http ${status}`)
  return { data: body['data'], notices: [...sentences(body['warnings']), ...sentences(body['infos'])].slice(0, 20) }
}

export interface Result {
  readonly type: string
  readonly result: unknown
}

export function readResult(data: unknown): Result {
  const { resultType, result } = needRecord(data, 'data')
  return { type: textOf(resultType) ?? '', result }
}
