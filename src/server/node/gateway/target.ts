import { ServerFault } from '../../fault.ts'

type Words = Readonly<Record<string, string | readonly string[]>>

const refused = (detail: string): ServerFault => new ServerFault('source_refused', { detail })

/** Name-value pairs as sent in a query string or a form; a list becomes a repeated name. */
export function urlencoded(words: Words): URLSearchParams {
  const pairs = Object.entries(words).flatMap(([name, value]) => (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]))
  return new URLSearchParams(pairs)
}

/** Base of a source: http or https, no user-info, no query, no fragment. */
export function baseUrl(base: string): URL {
  if (!URL.canParse(base)) throw refused('url')
  const url = new URL(base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(`scheme ${url.protocol}`)
  if (url.username !== '' || url.password !== '') throw refused('user-info in url')
  if (url.search !== '' || url.hash !== '') throw refused('query or fragment in url')
  return url
}

/** Control characters also cover tab and newline, which URL parsers drop: `.\t./` would become `../`. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const forbidden = /[\u0000-\u001f\u007f\\]/
const climbs = (path: string): boolean => path.split('/').some((segment) => segment === '..' || segment === '.')

/** True when the path, as written or decoded however often, could leave its base. */
function leaves(path: string): boolean {
  let text = path
  for (let round = 0; round < 4; round += 1) {
    if (forbidden.test(text) || climbs(text)) return true
    let next: string
    try {
      next = decodeURIComponent(text)
    } catch {
      // Text that only decodes in part is nothing a connector writes.
      return true
    }
    if (next === text) return false
    text = next
  }
  return true
}

/** Base, path and query as one URL that is surely below the base. */
export function targetUrl(base: string, path: string, search: Words = {}): URL {
  const root = baseUrl(base)
  if (/[?#]/.test(path) || leaves(path)) throw refused('path')
  const prefix = root.pathname.replace(/\/+$/, '')
  const url = new URL(`${root.origin}${prefix}/${path.replace(/^\//, '')}`)
  if (url.origin !== root.origin || !url.pathname.startsWith(`${prefix}/`)) throw refused('path')
  url.search = urlencoded(search).toString()
  return url
}
