import { faultStatus } from '#contract/fault.ts'
import type { Fault, FaultCode } from '#contract/fault.ts'

/** Thrown anywhere in the server; the one error door in `api.ts` turns it into its status and body. */
export class ServerFault extends Error {
  readonly fault: Fault
  /** Seconds after which a retry makes sense, for `Retry-After`. */
  readonly retryAfterS: number | undefined

  constructor(code: FaultCode, facts: { readonly detail?: string; readonly field?: string; readonly retryAfterS?: number; readonly cause?: unknown } = {}) {
    super(facts.detail ? `${code}: ${facts.detail}` : code, { cause: facts.cause })
    this.name = 'ServerFault'
    this.fault = { code, ...(facts.detail && { detail: facts.detail }), ...(facts.field && { field: facts.field }) }
    this.retryAfterS = facts.retryAfterS
  }

  get status(): number {
    return faultStatus[this.fault.code]
  }
}
