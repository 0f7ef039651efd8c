import type { BlockList } from 'node:net'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { classOf, inNetworks, networks, plainAddress } from './address.ts'

/** Destinations the operator vouches for: `host:port` pairs and networks. */
export interface Allow {
  readonly pairs: ReadonlySet<string>
  readonly ranges: BlockList
}

export interface Destination {
  /** Host as in the URL, lower case, without brackets and without the dot that ends an absolute name. */
  readonly host: string
  readonly port: number
}

const standardPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'postgres:': 5432 }

/** Host and port a URL leads to; the scheme's own port where none is written. */
export function destinationOf(url: URL): Destination {
  const host = plainAddress(url.hostname).toLowerCase().replace(/\.$/, '')
  return { host, port: url.port === '' ? (standardPorts[url.protocol] ?? 80) : Number(url.port) }
}

const pair = ({ host, port }: Destination): string => `${isIP(host) === 6 ? `[${host}]` : host}:${port}`

/** The `host:port` entry that vouches for this base URL, or undefined when it leads to nothing the gateway speaks to. */
export function allowEntryOf(base: string): string | undefined {
  if (!URL.canParse(base) || !Object.hasOwn(standardPorts, new URL(base).protocol)) return undefined
  return pair(destinationOf(new URL(base)))
}

const isNetwork = (entry: string): boolean => {
  const [address = '', bits = '', ...rest] = entry.split('/')
  const most = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : -1
  return rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most
}

/** The destination an entry names: an explicit port is required, so `host` alone is none. */
function pairOf(entry: string): string | undefined {
  if (!/^([\w.-]+|\[[\da-f:.]+\]):\d{1,5}$/i.test(entry) || !URL.canParse(`http://${entry}`)) return undefined
  const url = new URL(`http://${entry}`)
  return pair(destinationOf(url))
}

/** Whether an entry of the allow list is `host:port` or a network such as `10.0.0.0/8`. */
export const isAllowEntry = (entry: string): boolean => isNetwork(entry) || pairOf(entry) !== undefined

/** Reads the allow list. Throws on an entry that is neither; check with `isAllowEntry` first. */
export function readAllow(entries: readonly string[]): Allow {
  const wrong = entries.find((entry) => !isAllowEntry(entry))
  if (wrong !== undefined) throw new TypeError(`neither host:port nor a network: ${wrong}`)
  const pairs = entries.filter((entry) => !isNetwork(entry)).flatMap((entry) => pairOf(entry) ?? [])
  return { pairs: new Set(pairs), ranges: networks(entries.filter(isNetwork)) }
}

/** Ports no monitoring system listens on but mail, shells and name servers do; part of the list browsers refuse. */
const foreignPorts = new Set([
  7, 9, 19, 21, 22, 23, 25, 53, 110, 111, 119, 135, 139, 143, 389, 445, 465, 514, 587, 636, 993, 995, 2049, 3306, 5432, 6379, 6667, 11211,
])
export const isLocalhost = (host: string): boolean => /(^|\.)localhost$/.test(host)
const isThisMachine = (host: string): boolean => isLocalhost(host) || host === 'ip6-localhost' || host === hostname().toLowerCase()

/**
 * Why a request must not connect to this address, or undefined when it may. A listed name vouches for public and private
 * addresses only: whoever answers for its DNS could otherwise lead it to loopback or a metadata service. Those need the
 * address itself, or a network that holds it, on the list.
 */
export function refusalOf(allow: Allow, to: Destination, address: string): string | undefined {
  const plain = plainAddress(address)
  const kind = classOf(plain)
  if (kind === 'unspecified') return kind
  if (inNetworks(allow.ranges, plain)) return undefined
  const listed = allow.pairs.has(pair(to))
  if (listed && (to.host === plain || kind === 'private' || (kind === 'loopback' && isThisMachine(to.host)))) return undefined
  if (kind !== 'public') return kind
  return !listed && foreignPorts.has(to.port) ? 'port' : undefined
}
