import * as z from 'zod/mini'

/**
 * Every way a request can fail, with the HTTP status it travels under. The code is what the app reasons with; the
 * words a person reads are in the locales under `fault.<code>`.
 */
export const faultStatus = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  /** Allowed, once the person has signed in again: the last time is too long ago for this. */
  reauthenticate: 403,
  not_found: 404,
  method_not_allowed: 405,
  exists: 409,
  stale: 412,
  held: 423,
  too_large: 413,
  unsupported_media: 415,
  key_reused: 422,
  precondition_required: 428,
  too_many: 429,
  internal: 500,
  unavailable: 503,
  storage_full: 507,
  source_unsupported: 501,
  source_query: 422,
  source_down: 502,
  source_refused: 502,
  source_invalid: 502,
  source_too_large: 502,
  source_busy: 503,
  source_timeout: 504,
} as const

export type FaultCode = keyof typeof faultStatus

// keyof keeps the literal names; Object.keys would widen them to string[].
const codes = Object.keys(faultStatus) as [FaultCode, ...FaultCode[]]

/** The only error shape on the wire. `detail` is a technical fact for the person who can mend it, never a sentence. */
export const Fault = z.object({
  code: z.enum(codes),
  detail: z.optional(z.string()),
  /** Dotted path of the input field that is wrong, e.g. `doc.sections.0.title`. */
  field: z.optional(z.string()),
  /** Where in the text of that field it goes wrong, in UTF-16 units from its begin, as far as that can be told. */
  at: z.optional(z.int().check(z.gte(0))),
})
export type Fault = z.infer<typeof Fault>
