import type { Fault } from '#contract/fault.ts'
import { ServerFault } from '../fault.ts'
import type { Log } from '../ports.ts'

const json = 'application/json; charset=utf-8'

/** A parsed reply on its way out. Records with a revision carry it as `ETag`, ready for `If-Match`. */
export function answer(body: unknown, status: number, requestId: string): Response {
  const headers: Record<string, string> = { 'content-type': json, 'cache-control': 'no-store', 'x-request-id': requestId }
  const rev = revisionOf(body)
  if (rev !== undefined) headers['etag'] = `"${rev}"`
  return new Response(JSON.stringify(body), { status, headers })
}

function revisionOf(body: unknown): number | undefined {
  if (typeof body !== 'object' || body === null || !('rev' in body)) return undefined
  return typeof body.rev === 'number' ? body.rev : undefined
}

/**
 * The one error door: a known fault travels as it is, anything else becomes `internal` and its story stays in the log
 * under the request's id. No stack and no upstream body ever leaves.
 */
export function faultAnswer(error: unknown, requestId: string, log: Log): Response {
  const known = error instanceof ServerFault ? error : new ServerFault('internal', { detail: `request ${requestId}`, cause: error })
  if (known.fault.code === 'internal') log.error('request.failed', { requestId, error: story(error) })
  const headers: Record<string, string> = { 'content-type': json, 'cache-control': 'no-store', 'x-request-id': requestId }
  if (known.retryAfterS !== undefined) headers['retry-after'] = String(Math.ceil(known.retryAfterS))
  if (known.fault.code === 'unauthenticated') headers['www-authenticate'] = 'Bearer'
  return new Response(JSON.stringify(known.fault satisfies Fault), { status: known.status, headers })
}

/** Text of an error with its causes, for the log only. */
export function story(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? (error.stack ?? error.message) : `${error.stack ?? error.message}\ncaused by ${story(error.cause)}`
}
