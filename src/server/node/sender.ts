import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import type { BlockList } from 'node:net'
import { classOf, inNetworks, networks, plainAddress } from './gateway/address.ts'

/** Under which address browsers reach us, and whose word about a sender counts. */
export interface Place {
  /** What the configuration says; without it we are reached by the names of this machine. */
  readonly publicUrl: URL | undefined
  /** Networks of reverse proxies in front of us. */
  readonly trustedProxies: BlockList
}

export const thisMachine: Place = { publicUrl: undefined, trustedProxies: networks([]) }

/** What of a request says where it came from. */
export interface Arrival {
  readonly headers: IncomingHttpHeaders
  readonly socket?: { readonly remoteAddress?: string | undefined }
}

export interface Sender {
  /** Whoever holds the other end of the socket; empty when it has gone. */
  readonly peer: string
  /** Of the browser: the right-most hop that is no proxy of ours. */
  readonly address: string
  /** Came through a proxy of ours. */
  readonly forwarded: boolean
  readonly scheme: string
  readonly host: string
}

/** A trusted peer's header; of several values the one the nearest proxy wrote, which is the last. */
function lastOf(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === 'string' ? header : header?.join(',')
  const last = text?.split(',').at(-1)?.trim()
  return last === '' ? undefined : last
}

/** `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`; undefined for anything else, `unknown` included. */
function hopAddress(hop: string): string | undefined {
  const bare = hop.trim().replace(/^"|"$/g, '')
  const address = /^\[([^\]]+)\](?::\d+)?$/.exec(bare)?.[1] ?? (/^[\d.]+:\d+$/.test(bare) ? bare.replace(/:\d+$/, '') : bare)
  return isIP(address) === 0 ? undefined : plainAddress(address)
}

const isTrusted = ({ trustedProxies }: Place, address: string): boolean => isIP(address) !== 0 && inNetworks(trustedProxies, address)

/** Walks the chain from our side: each hop is believed only as long as a proxy of ours wrote it. */
function browserAddress(place: Place, peer: string, chain: string): string {
  let known = peer
  for (const hop of chain.split(',').toReversed()) {
    if (!isTrusted(place, known)) return known
    const address = hopAddress(hop)
    if (address === undefined) return known
    known = address
  }
  return known
}

export function senderOf({ headers, socket }: Arrival, place: Place): Sender {
  const peer = plainAddress(socket?.remoteAddress ?? '')
  const host = headers.host ?? ''
  const told = lastOf(headers['x-forwarded-for']) ?? lastOf(headers['x-forwarded-proto']) ?? lastOf(headers['x-forwarded-host'])
  // A proxy on this machine is told from a person on it by what only a proxy adds.
  const forwarded = isTrusted(place, peer) && (told !== undefined || classOf(peer) !== 'loopback')
  if (!forwarded) return { peer, address: peer, forwarded, scheme: 'http', host }
  const chain = [headers['x-forwarded-for'] ?? ''].flat().join(',')
  return {
    peer,
    address: browserAddress(place, peer, chain),
    forwarded,
    scheme: lastOf(headers['x-forwarded-proto'])?.toLowerCase() ?? 'http',
    host: lastOf(headers['x-forwarded-host']) ?? host,
  }
}

/** Scheme, host and port as the sender's browser spells them. */
export function originOf(sender: Sender, { publicUrl }: Place): string {
  if (publicUrl && (sender.forwarded || sender.host === publicUrl.host)) return publicUrl.origin
  return `${sender.scheme}://${sender.host}`
}

/** Whether the socket's other end may speak plain HTTP to us: this machine itself, or a proxy of ours that speaks TLS to browsers. */
export const mayComeHere = ({ peer, forwarded }: Sender): boolean => peer === '' || forwarded || classOf(peer) === 'loopback'

/** Prefix of an address, /24 or /64: enough to tell networks apart, too little to follow a person. Empty for what is no address. */
export function networkOf(address: string): string {
  const plain = plainAddress(address)
  if (isIP(plain) === 4) return `${plain.split('.').slice(0, 3).join('.')}.0/24`
  if (isIP(plain) !== 6) return ''
  const [head = '', tail] = plain.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0')
  const whole = [...left, ...gap, ...right]
  return `${plainAddress(`${whole.slice(0, 4).join(':')}::`)}/64`
}
