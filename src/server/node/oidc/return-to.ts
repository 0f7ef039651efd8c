const longest = 2_000
/** Control characters, which URL parsers drop, and the backslash, which browsers read as a slash. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const tricky = /[\u0000-\u0020\u007f\\]/
/** Places a browser would not come back from. */
const notPlaces = /^\/(?:api|auth)(?:\/|$)/

/**
 * A place in this app a browser may be sent to after signing in, or `/`. Checked as written and again as a browser will read
 * it: `/..//evil.test` is a path only until it is normalised.
 */
export function safeReturnTo(to: string | null | undefined, origin: string): string {
  if (!to || to.length > longest || tricky.test(to) || !to.startsWith('/') || !URL.canParse(to, origin)) return '/'
  const { origin: leadsTo, pathname, search, hash } = new URL(to, origin)
  const place = `${pathname}${search}${hash}`
  const isPlace = leadsTo === origin && /^\/(?!\/)/.test(place) && !notPlaces.test(pathname)
  return isPlace && new URL(place, origin).origin === origin ? place : '/'
}
