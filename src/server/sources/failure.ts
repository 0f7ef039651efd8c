import type { Fault, FaultCode } from '#contract/fault.ts'
import { ServerFault } from '../fault.ts'

/**
 * Ways in which the source, not the question, is at fault. Only these count against its health and are covered by the last
 * good answer; a wrong query is always told as such.
 */
const failures: ReadonlySet<FaultCode> = new Set([
  'source_down',
  'source_refused',
  'source_invalid',
  'source_busy',
  'source_timeout',
  'unavailable',
  'storage_full',
  'internal',
])

export const isFailure = (fault: Fault): boolean => failures.has(fault.code)

const maxDetail = 500
/** Control characters of a hostile source have no business in a log line or a tooltip. */
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is removed
const controls = /[\u0000-\u001f\u007f]+/g

/** Any error as a fault fit to be shown: known codes keep a bounded detail, everything else is `internal` without any. */
export function toServerFault(error: unknown): ServerFault {
  if (!(error instanceof ServerFault)) return new ServerFault('internal', { cause: error })
  const { code, detail, field, at } = error.fault
  if (detail === undefined || (detail.length <= maxDetail && detail.search(controls) < 0)) return error
  const bounded = detail.replace(controls, ' ').slice(0, maxDetail)
  return new ServerFault(code, {
    detail: bounded,
    ...(field && { field }),
    ...(at !== undefined && { at }),
    ...(error.retryAfterS !== undefined && { retryAfterS: error.retryAfterS }),
    cause: error,
  })
}
