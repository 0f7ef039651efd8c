import { BlockList, isIP, isIPv4 } from 'node:net'

/** What an address is for, as far as a request leaving the server is concerned. */
export type AddressClass = 'public' | 'private' | 'loopback' | 'link-local' | 'metadata' | 'multicast' | 'unspecified' | 'reserved'

/**
 * First match wins, so the metadata addresses of the large clouds come before the private and link-local networks that
 * hold them. Ranges from the IANA special-purpose registries. IPv6 forms that carry an IPv4 address (NAT64, 6to4, Teredo,
 * compatible) are reserved: nobody monitors through them, and they reach what the plain address may not.
 */
const known: readonly (readonly [AddressClass, readonly string[]])[] = [
  ['metadata', ['169.254.169.254/32', '169.254.170.2/32', '100.100.100.200/32', '192.0.0.192/32', 'fd00:ec2::254/128', 'fd20:ce::254/128']],
  ['unspecified', ['0.0.0.0/8', '::/128']],
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['link-local', ['169.254.0.0/16', 'fe80::/10']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']],
  ['multicast', ['224.0.0.0/4', 'ff00::/8']],
  [
    'reserved',
    [
      '192.0.0.0/24',
      '192.0.2.0/24',
      '192.88.99.0/24',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '240.0.0.0/4',
      '2001::/23',
      '2001:db8::/32',
      '2002::/16',
    ],
  ],
  ['public', ['0.0.0.0/0', '2000::/3']],
]

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6')

/** A list of networks in CIDR notation. */
export function networks(cidrs: readonly string[]): BlockList {
  const list = new BlockList()
  for (const cidr of cidrs) {
    const [address = '', bits] = cidr.split('/')
    list.addSubnet(address, Number(bits), familyOf(address))
  }
  return list
}

const lists = known.map(([name, cidrs]) => [name, networks(cidrs)] as const)
const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/

/** The address in its shortest notation, without zone (`%eth0`); an IPv4 address where IPv6 only wraps one (`::ffff:7f00:1`). */
export function plainAddress(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (isIP(bare) !== 6) return bare
  const shortest = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const [, high, low] = mapped.exec(shortest) ?? []
  if (high === undefined || low === undefined) return shortest
  return [high, low].flatMap((word) => [Number.parseInt(word, 16) >> 8, Number.parseInt(word, 16) & 255]).join('.')
}

export const inNetworks = (list: BlockList, address: string): boolean => list.check(address, familyOf(address))

/** Class of a literal address in any notation; text that is no address is `reserved`. */
export function classOf(address: string): AddressClass {
  const plain = plainAddress(address)
  if (isIP(plain) === 0) return 'reserved'
  return lists.find(([, list]) => inNetworks(list, plain))?.[0] ?? 'reserved'
}
