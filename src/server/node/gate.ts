import type { Arrival, Place } from './sender.ts'
import { mayComeHere, originOf, senderOf, thisMachine } from './sender.ts'

/** Names under which a browser on this machine reaches it. Any other name means DNS was made to point here. */
const ownNames = new Set(['localhost', '127.0.0.1', '[::1]'])

const nameOf = (host: string): string => host.replace(/:\d{1,5}$/, '').toLowerCase()

export const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/')
/** Machines post here with a token of their own and send none of a browser's headers. */
const isIntake = (path: string): boolean => path.startsWith('/api/intake/')

/** Requests that only read. */
const safeMethods = new Set(['GET', 'HEAD'])

/** What is asked, as far as the gate judges it. A missing method counts as reading. */
type Knock = Arrival & { readonly method?: string | undefined }

function wrongHost(host: string, forwarded: boolean, { publicUrl }: Place): boolean {
  const name = nameOf(host)
  if (publicUrl && (forwarded || publicUrl.protocol === 'http:') && name === publicUrl.hostname) return false
  // What came through the public door has to name it; a proxy that hides the name would have its people's cookies sent in the clear.
  return !ownNames.has(name) || (forwarded && publicUrl !== undefined)
}

/**
 * A change has to come from our own page: browsers say so in `Sec-Fetch-Site`, old ones in `Origin`, and what says neither is
 * refused. A typed address may read. Nothing here is needed against requests that bring a token of their own.
 */
function foreignPage({ headers, method = 'GET' }: Knock, isOwn: (origin: string) => boolean): string | undefined {
  const site = headers['sec-fetch-site']
  const { origin } = headers
  const reads = safeMethods.has(method)
  if (origin !== undefined && !isOwn(origin)) return `Origin: ${origin.slice(0, 100)}`
  if (typeof site === 'string') return site === 'same-origin' || (site === 'none' && reads) ? undefined : `Sec-Fetch-Site: ${site.slice(0, 20)}`
  return reads || origin !== undefined ? undefined : 'neither Sec-Fetch-Site nor Origin'
}

/**
 * Why a request has no business here, as a technical fact; undefined when it may pass: the sender speaks plain HTTP from
 * another machine, the name it used is not ours, or a page of somebody else's sent it. `enforced`: rights are asked for behind
 * the gate, so a token of its own makes up for the name and the page.
 */
export function refusalOf(request: Knock, path: string, place: Place = thisMachine, enforced = false): string | undefined {
  const sender = senderOf(request, place)
  if (!mayComeHere(sender)) return `plain HTTP from ${sender.peer}, which is no trusted proxy`
  if (isIntake(path)) return undefined
  if (enforced && /^bearer /i.test(request.headers.authorization ?? '')) return undefined
  if (wrongHost(sender.host, sender.forwarded, place)) return `Host: ${sender.host.slice(0, 100)}`
  if (sender.forwarded && place.publicUrl?.protocol === 'https:' && sender.scheme !== 'https') return `X-Forwarded-Proto: ${sender.scheme.slice(0, 20)}`
  if (!isApi(path)) return undefined
  const own = originOf(sender, place)
  // Without a public address a development server in front may speak either scheme.
  const isOwn = (origin: string): boolean => origin === own || (place.publicUrl === undefined && origin === `https://${sender.host}`)
  return foreignPage(request, isOwn)
}
