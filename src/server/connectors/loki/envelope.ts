import { ServerFault } from '../../fault.ts'
import type { Inbound } from '../../ports.ts'
import { invalid, isRecord, needRecord, readJson, textOf } from '../read-json.ts'

export interface Result {
  readonly type: string
  readonly result: unknown
}

/** One line of plain words about the query; a page or a stack is not. */
const complaint = (text: string): string | undefined => (text.length <= 2000 && !text.includes('<') ? text.split('\n')[0]?.trim().slice(0, 300) : undefined)

/** Body of a successful answer. Loki tells errors as plain text, newer ones and those behind it also as JSON. */
export function readReply({ status, text, contentType }: Inbound): unknown {
  if (status >= 200 && status < 300) return needRecord(readJson(text), 'answer')['data']
  if (status >= 500) throw new ServerFault(status === 503 || status === 504 ? 'source_timeout' : 'source_down', { detail: `http ${status}` })
  const isJson = contentType.startsWith('application/json')
  const body: unknown = isJson ? readJson(text) : text
  const words = typeof body === 'string' ? complaint(body) : isRecord(body) ? (textOf(body['message']) ?? textOf(body['error'])) : undefined
  throw new ServerFault('source_query', { detail: (words ?? `http ${status}`).slice(0, 300) })
}

export function readResult(data: unknown): Result {
  const { resultType, result } = needRecord(data, 'data')
  const type = textOf(resultType)
  if (type === undefined) throw invalid('data without a result type')
  return { type, result }
}
