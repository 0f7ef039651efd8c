import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { agentOf } from './agent.ts'
import { cookieName, readCookie, writeCookie } from './cookies.ts'
import { networks } from './gateway/address.ts'
import { languageOf } from './oidc/words.ts'
import { mayComeHere, networkOf, originOf, senderOf } from './sender.ts'

const place = { publicUrl: new URL('https://portal.example'), trustedProxies: networks(['10.0.0.0/8', '127.0.0.1/32']) }
const from = (remoteAddress: string, headers: Readonly<Record<string, string>> = {}) => senderOf({ headers, socket: { remoteAddress } }, place)

test('only a trusted peer is believed about anybody else', () => {
  const forwarding = { host: 'portal.example', 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'other.example' }
  expect(from('10.1.2.3', forwarding)).toMatchObject({ address: '198.51.100.7', forwarded: true, scheme: 'https', host: 'other.example' })
  expect(from('203.0.113.9', forwarding)).toMatchObject({ address: '203.0.113.9', forwarded: false, scheme: 'http', host: 'portal.example' })
  expect(from('::ffff:10.1.2.3', forwarding)).toMatchObject({ address: '198.51.100.7', forwarded: true })
})

test('whatever a browser writes in front of the chain, its address is what our own proxies saw', () => {
  const hop = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.constantFrom('unknown', '', '10.0.0.1', '"x"', '127.0.0.1'),
    fc.string({ maxLength: 12 }).map((s) => s.replaceAll(',', '')),
  )
  fc.assert(
    fc.property(fc.array(hop, { maxLength: 6 }), (invented) => {
      const chain = [...invented, '198.51.100.7', '10.0.0.2'].join(', ')
      return from('10.0.0.1', { host: 'portal.example', 'x-forwarded-for': chain }).address === '198.51.100.7'
    }),
  )
})

test('plain HTTP comes from this machine or through a proxy of ours', () => {
  expect(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.9'].map((peer) => mayComeHere(from(peer)))).toEqual([true, true, true, true])
  expect(['192.168.1.5', '203.0.113.9', 'fe80::1'].map((peer) => mayComeHere(from(peer)))).toEqual([false, false, false])
})

test('the origin is the public one for what came through the public door, and the name used for what did not', () => {
  expect(originOf(from('10.0.0.1', { host: 'inner', 'x-forwarded-proto': 'https' }), place)).toBe('https://portal.example')
  expect(originOf(from('127.0.0.1', { host: 'localhost:4600' }), place)).toBe('http://localhost:4600')
})

test.each([
  ['203.0.113.9', '203.0.113.0/24'],
  ['::ffff:203.0.113.9', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8::/64'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
  ['::1', '::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['', ''],
  ['unknown', ''],
])('the network of "%s" is "%s"', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('all spellings of an IPv6 address share a network', () => {
  fc.assert(fc.property(fc.ipV6(), (address) => networkOf(address) === networkOf(new URL(`http://[${address}]`).hostname)))
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140, Linux'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0', 'Edge 139, Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1', 'Safari 18, iOS'],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36', 'Chrome 139, Android'],
  ['curl/8.5.0', 'curl 8.5.0'],
  ['<script>alert(1)</script>', ''],
  [undefined, ''],
])('the browser "%s" is called "%s"', (claim, name) => {
  expect(agentOf(claim)).toBe(name)
})

test('a cookie is found by its whole name', () => {
  expect(readCookie('xhomeport-sid=1; homeport-sid=2; homeport-sid=3', 'homeport-sid')).toBe('2')
  expect([readCookie('homeport-sid=', 'homeport-sid'), readCookie(undefined, 'a'), readCookie('a', 'a')]).toEqual([undefined, undefined, undefined])
  expect([cookieName('sid', 'https://portal.example'), cookieName('sid', 'http://localhost:1')]).toEqual(['__Host-sid', 'homeport-sid'])
  expect(writeCookie('sid', 'https://portal.example', { value: 'x', maxAgeS: 9.7 })).toBe('__Host-sid=x; Path=/; Max-Age=9; HttpOnly; Secure; SameSite=Lax')
})

test.each([
  ['de-CH,de;q=0.9,en;q=0.8', 'de'],
  ['fr, ar;q=0.5', 'ar'],
  ['en;q=0.1, de;q=0.9', 'de'],
  ['de;q=0, fr', 'en'],
  ['*', 'en'],
  ['__proto__, constructor', 'en'],
  [undefined, 'en'],
] as const)('who reads "%s" reads %s', (header, tag) => {
  expect(languageOf(header)).toBe(tag)
})
