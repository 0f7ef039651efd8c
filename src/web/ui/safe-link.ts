/** The address if it may be followed: http, https or a path of this very site. Anything else is only text. */
export function safeLink(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  // A browser reads "/\" as "//", which leaves the site.
  if (/^\/(?![/\\])/.test(value)) return value
  if (!/^https?:\/\/[^\s]+$/i.test(value)) return undefined
  return URL.canParse(value) ? value : undefined
}
