import { Fault } from '#contract/fault.ts'
import type { FaultCode } from '#contract/fault.ts'

/** A request that failed: what the server said, or `unavailable` with status 0 when it could not be reached at all. */
export class ApiFault extends Error {
  readonly fault: Fault
  /** HTTP status; 0 when there was no answer. */
  readonly status: number
  /** Id under which the server logged the request, to be quoted when asking for help. */
  readonly requestId: string | undefined
  /** Milliseconds after which the server asks to be tried again. */
  readonly retryAfterMs: number | undefined

  constructor(
    fault: Fault,
    facts: { readonly status: number; readonly requestId?: string | undefined; readonly retryAfterMs?: number | undefined; readonly cause?: unknown },
  ) {
    super(fault.detail ? `${fault.code}: ${fault.detail}` : fault.code, { cause: facts.cause })
    this.name = 'ApiFault'
    this.fault = fault
    this.status = facts.status
    this.requestId = facts.requestId
    this.retryAfterMs = facts.retryAfterMs
  }

  get code(): FaultCode {
    return this.fault.code
  }
}

/** No answer at all, or one from a proxy that cannot reach Homeport: the app keeps what it has and tries again. */
export const isAway = (error: unknown): boolean => error instanceof ApiFault && error.code === 'unavailable'

/** Any thrown thing as a Fault, for faces that show one. */
export const faultOf = (error: unknown): Fault =>
  error instanceof ApiFault ? error.fault : { code: 'internal', detail: error instanceof Error ? error.message : String(error) }

const byStatus: Readonly<Record<number, FaultCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_media',
  429: 'too_many',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
}

/** The fault in an unsuccessful reply. A body that is none (a proxy's own page) is told by its status. */
export function faultOfReply(status: number, body: unknown): Fault {
  const parsed = Fault.safeParse(body)
  return parsed.success ? parsed.data : { code: byStatus[status] ?? 'internal', detail: `HTTP ${status}` }
}
