import type { CustomFetch } from 'openid-client'
import type { Net, Outbound } from '../../ports.ts'

const most = { maxBytes: 1_048_576, deadlineMs: 10_000 }
const accept = ['application/json', 'application/jwk-set+json', 'application/jwt', 'application/token-introspection+jwt']

/** What an Authorization header says, in the gateway's own terms. */
function authOf(header: string | undefined): Outbound['auth'] {
  const [, scheme = '', value = ''] = /^(\w+) (.+)$/.exec(header ?? '') ?? []
  if (/^bearer$/i.test(scheme)) return { bearer: value }
  if (!/^basic$/i.test(scheme)) return undefined
  const pair = Buffer.from(value, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return { user: pair.slice(0, colon), password: pair.slice(colon + 1) }
}

function listed(pairs: URLSearchParams): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...new Set(pairs.keys())].map((name) => [name, pairs.getAll(name)]))
}

/** The gateway in the shape of `fetch`, for the little a sign-in asks: JSON by GET, and forms by POST. */
export const fetchThrough =
  (net: Net): CustomFetch =>
  async (url, { method, headers, body, signal }) => {
    const at = new URL(url)
    const isForm = body instanceof URLSearchParams || typeof body === 'string'
    const reply = await net.call({
      base: at.origin,
      path: at.pathname,
      search: listed(at.searchParams),
      method: method === 'POST' ? 'POST' : 'GET',
      ...(isForm && { form: listed(new URLSearchParams(body)) }),
      auth: authOf(headers['authorization']),
      accept,
      ...most,
      signal,
    })
    return new Response(reply.text, { status: reply.status, headers: { 'content-type': reply.contentType } })
  }
