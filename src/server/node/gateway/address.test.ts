import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classOf, plainAddress } from './address.ts'

test.each([
  ['8.8.8.8', 'public'],
  ['2606:4700::1111', 'public'],
  ['10.255.255.255', 'private'],
  ['172.16.0.1', 'private'],
  ['172.32.0.1', 'public'],
  ['100.64.0.1', 'private'],
  ['100.128.0.1', 'public'],
  ['fd12::1', 'private'],
  ['127.255.255.254', 'loopback'],
  ['::1', 'loopback'],
  ['0.0.0.0', 'unspecified'],
  ['::', 'unspecified'],
  ['169.254.1.1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['169.254.169.254', 'metadata'],
  ['fd00:ec2::254', 'metadata'],
  ['100.100.100.200', 'metadata'],
  ['192.0.0.192', 'metadata'],
  ['239.1.1.1', 'multicast'],
  ['ff02::1', 'multicast'],
  ['255.255.255.255', 'reserved'],
  ['64:ff9b::a9fe:a9fe', 'reserved'],
  ['64:ff9b:1::a00:1', 'reserved'],
  ['2002:7f00:1::', 'reserved'],
  ['2001:0:1::1', 'reserved'],
  ['::127.0.0.1', 'reserved'],
  ['::ffff:0:7f00:1', 'reserved'],
  ['::ffff:1', 'reserved'],
  ['fec0::1', 'reserved'],
  ['not an address', 'reserved'],
])('%s is %s', (address, kind) => {
  expect(classOf(address)).toBe(kind)
})

test('an IPv4 address is judged alike however IPv6 wraps it', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
      const hex = `::ffff:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
      expect(plainAddress(hex)).toBe(address)
      for (const form of [hex, `::ffff:${address}`, `[${hex}]`, `0:0:0:0:0:FFFF:${hex.slice(7)}`]) expect(classOf(form)).toBe(classOf(address))
    }),
  )
})

test('any IPv6 address has the class of its shortest notation', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      expect(classOf(address)).toBe(classOf(plainAddress(address)))
    }),
  )
})
