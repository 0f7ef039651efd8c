import { faultStatus } from '#contract/fault.ts'
import type { Fault, FaultCode } from '#contract/fault.ts'

/** Thrown anywhere in the server; the one error door in `api.ts` turns it into its status and body. */
export class ServerFault extends Error {
  readonly fault: Fault
  /** Seconds after which a retry makes sense, for `Retry-After`. */
  readonly retryAfterS: number | undefined

  constructor(
    code: FaultCode,
    facts: { readonly detail?: string; readonly field?: string; readonly at?: number; readonly retryAfterS?: number; readonly cause?: unknown } = {},
  ) {
    super(facts.detail ? `${code}: ${facts.detail}` : code, { cause: facts.cause })
    this.name = 'ServerFault'
    this.fault = {
      code,
      ...(facts.detail && { detail: facts.detail }),
      ...(facts.field && { field: facts.field }),
      ...(facts.at !== undefined && { at: facts.at }),
    }
    this.retryAfterS = facts.retryAfterS
  }

  /** The same, with its place in the text of a field. */
  placed(at: number, field = this.fault.field): ServerFault {
    const { code, detail } = this.fault
    const { retryAfterS } = this
    return new ServerFault(code, {
      ...(detail !== undefined && { detail }),
      ...(field !== undefined && { field }),
      at,
      ...(retryAfterS !== undefined && { retryAfterS }),
      cause: this,
    })
  }

  get status(): number {
    return faultStatus[this.fault.code]
  }
}
