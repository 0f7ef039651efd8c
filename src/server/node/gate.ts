import type { IncomingMessage } from 'node:http'

/** Names under which a browser on this machine reaches it. Any other name means DNS was made to point here. */
const ownNames = new Set(['localhost', '127.0.0.1', '[::1]'])

const nameOf = (host: string): string => host.replace(/:\d{1,5}$/, '').toLowerCase()

export const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/')
/** Machines post here with a token of their own and send none of a browser's headers. */
const isIntake = (path: string): boolean => path.startsWith('/api/intake/')

/** Same host and port; `null`, another scheme's spelling or rubbish is not. */
const isOwnOrigin = (origin: string, host: string): boolean => origin === `http://${host}` || origin === `https://${host}`

/**
 * Why a request is not from this machine's own pages, as a technical fact; undefined when it may pass. Nobody signs in yet,
 * so a page of somebody else's open in the same browser must not be able to ask or change anything.
 */
export function refusalOf(request: Pick<IncomingMessage, 'headers'>, path: string): string | undefined {
  if (isIntake(path)) return undefined
  const { host = '', origin } = request.headers
  if (!ownNames.has(nameOf(host))) return `Host: ${host.slice(0, 100)}`
  if (!isApi(path)) return undefined
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return `Sec-Fetch-Site: ${site.slice(0, 20)}`
  if (origin !== undefined && !isOwnOrigin(origin, host)) return `Origin: ${origin.slice(0, 100)}`
  return undefined
}
