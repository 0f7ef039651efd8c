/** Where browsers may load from and send to when a page of ours is open in them. `{nonce}` is new in every answer. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'nonce-{nonce}' 'strict-dynamic'",
  "style-src-elem 'self' 'nonce-{nonce}'",
  // React, charts and the grid write styles through the CSSOM, which this does not touch.
  "style-src-attr 'none'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
  'report-to csp',
  // For browsers that do not know report-to.
  'report-uri /csp',
].join('; ')

/** What is not a page loads nothing, and a document made of it by mistake runs nothing. */
const nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** On every answer, whoever gives it. The page and hashed files say otherwise about the policy and how long they may be kept. */
const always: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': `${nothing}; sandbox`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

const year = 31_536_000

/** Headers of every answer under this origin. Over https browsers are told to come back only that way. */
export function headersFor(origin: string | undefined): Readonly<Record<string, string>> {
  return origin?.startsWith('https://') ? { ...always, 'strict-transport-security': `max-age=${year}; includeSubDomains` } : always
}

/** Headers of a page whose scripts and styles carry this nonce. */
export const pageHeaders = (nonce: string): Readonly<Record<string, string>> => ({
  'content-security-policy': pagePolicy.replaceAll('{nonce}', nonce),
  'reporting-endpoints': 'csp="/csp"',
})

/**
 * Headers of a file under a name that changes with its content. A sandbox would keep a worker's script from running, so
 * scripts have none.
 */
export const assetHeaders = (type: string): Readonly<Record<string, string>> => ({
  'cache-control': `public, max-age=${year}, immutable`,
  ...fileHeaders(type),
})

export const fileHeaders = (type: string): Readonly<Record<string, string>> =>
  type.startsWith('text/javascript') ? { 'content-security-policy': nothing } : {}
