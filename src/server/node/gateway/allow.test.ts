import { expect, test } from 'vitest'
import { allowEntryOf, isAllowEntry, readAllow, refusalOf } from './allow.ts'

test.each(['prom:9090', 'PROM.internal:443', '10.0.0.5:9090', '[::1]:9090', '10.0.0.0/8', 'fd00::/8', '0.0.0.0/0', '::/0'])('%s is an entry', (entry) => {
  expect(isAllowEntry(entry)).toBe(true)
})

test.each([
  '',
  'prom',
  'http://prom:9090',
  'prom:9090/x',
  'prom:99999',
  '10.0.0.0/33',
  '10.0.0/8',
  'fd00::/129',
  'a@b:80',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  ':80',
  '*:80',
])('%j is no entry', (entry) => {
  expect(isAllowEntry(entry)).toBe(false)
  expect(() => readAllow([entry])).toThrow(entry)
})

test('a base URL is vouched for under its host and its port, written or not', () => {
  expect(allowEntryOf('http://Prom.Internal/prefix')).toBe('prom.internal:80')
  expect(allowEntryOf('https://prom.')).toBe('prom:443')
  expect(allowEntryOf('http://[::1]:9090')).toBe('[::1]:9090')
  expect(allowEntryOf('http://2130706433:9090')).toBe('127.0.0.1:9090')
  expect(allowEntryOf('ftp://prom')).toBeUndefined()
  expect(allowEntryOf('nonsense')).toBeUndefined()
})

test('a listed address stands for itself, in any notation, and for no other port', () => {
  const allow = readAllow(['[::1]:9090', '127.0.0.1:9090', '169.254.169.254:80'])
  expect(refusalOf(allow, { host: '::1', port: 9090 }, '0:0:0:0:0:0:0:1')).toBeUndefined()
  expect(refusalOf(allow, { host: '127.0.0.1', port: 9091 }, '127.0.0.1')).toBe('loopback')
  expect(refusalOf(allow, { host: '169.254.169.254', port: 80 }, '169.254.169.254')).toBeUndefined()
})

test('a network covers the address behind any name, the unspecified address never', () => {
  const allow = readAllow(['127.0.0.0/8', '0.0.0.0/0', '::/0'])
  expect(refusalOf(allow, { host: 'anything', port: 1 }, '::ffff:127.0.0.1')).toBeUndefined()
  expect(refusalOf(allow, { host: 'anything', port: 1 }, '0.0.0.0')).toBe('unspecified')
  expect(refusalOf(allow, { host: 'anything', port: 1 }, '::')).toBe('unspecified')
})

test('a public address is open but for the ports of other trades, and those when listed', () => {
  const allow = readAllow(['mail.example:25'])
  expect(refusalOf(allow, { host: 'prom.example', port: 9090 }, '8.8.8.8')).toBeUndefined()
  expect(refusalOf(allow, { host: 'prom.example', port: 25 }, '8.8.8.8')).toBe('port')
  expect(refusalOf(allow, { host: 'mail.example', port: 25 }, '8.8.8.8')).toBeUndefined()
})

test('a database is vouched for by its machine and port, as a web address is', () => {
  expect(allowEntryOf('postgres://DB.example:6432/assets')).toBe('db.example:6432')
  expect(allowEntryOf('postgres://[::1]/assets')).toBe('[::1]:5432')
  expect(allowEntryOf('ftp://db.example/')).toBeUndefined()
})
