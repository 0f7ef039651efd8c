import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createCrypto, knowsStore } from './crypto.ts'
import type { MasterKeys } from './master-key.ts'
import { parseMasterKeys, readMasterKeys } from './master-key.ts'

const folder = mkdtempSync(join(tmpdir(), 'homeport-key-'))
afterAll(() => rmSync(folder, { recursive: true }))

const line = (): string => randomBytes(32).toString('base64')
function keysOf(text: string): MasterKeys {
  const read = parseMasterKeys(text, 'KEY')
  if ('problem' in read) throw new Error(read.problem.detail)
  return read.keys
}
const cheap = { memoryKiB: 64, passes: 1 }
const [oldLine, newLine] = [line(), line()]
const it = createCrypto(keysOf(oldLine), cheap)

test('a password record says how it was made, and only the password fits it', async () => {
  const record = await it.hashPassword('correct horse battery staple')
  expect(record).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(await it.verifyPassword('correct horse battery staple', record)).toBe(true)
  expect(await it.verifyPassword('correct horse battery stapl3', record)).toBe(false)
  expect(await it.hashPassword('correct horse battery staple')).not.toBe(record)
})

test('unless told otherwise a password costs 64 MiB and three passes', async () => {
  const real = createCrypto(keysOf(oldLine))
  const record = await real.hashPassword('correct horse battery staple')
  expect(record).toContain('$m=65536,t=3,p=1$')
  expect(await it.verifyPassword('correct horse battery staple', record)).toBe(true)
})

test('many at once are all answered, a few at a time', async () => {
  const records = await Promise.all(Array.from({ length: 12 }, (_, i) => it.hashPassword(`password number ${i}`)))
  const fits = await Promise.all(records.map((record, i) => it.verifyPassword(`password number ${i}`, record)))
  expect(fits).toEqual(records.map(() => true))
})

test('the same password typed on another keyboard is the same', async () => {
  expect(await it.verifyPassword('pa\u0301ssword of an island', await it.hashPassword('p\u00e1ssword of an island'))).toBe(true)
})

test.each([
  '',
  'plain',
  '$2b$10$abcdefghijklmnopqrstuv',
  '$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
])('the record "%s" fits no password', async (record) => {
  expect(await it.verifyPassword('anything at all', record)).toBe(false)
})

test('what was sealed opens for the same purpose only, and not when touched', async () => {
  const sealed = await it.seal('s3cret', 'sources|a|password')
  expect(sealed).not.toContain('s3cret')
  expect(await it.open(sealed, 'sources|a|password')).toBe('s3cret')
  await expect(it.open(sealed, 'sources|b|password')).rejects.toThrow('does not open')
  const touched = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`
  await expect(it.open(touched, 'sources|a|password')).rejects.toThrow('does not open')
  await expect(it.open('s1.xx.yy', 'sources|a|password')).rejects.toThrow('a key that is not here')
  await expect(it.open('', 'sources|a|password')).rejects.toThrow('a key that is not here')
  expect(await it.seal('s3cret', 'sources|a|password')).not.toBe(sealed)
})

test('after a rotation the new key seals and the old one still opens', async () => {
  const sealed = await it.seal('s3cret', 'x')
  const both = createCrypto(keysOf(`# new\n${newLine}\n\n# old\n${oldLine}\n`), cheap)
  expect(await both.open(sealed, 'x')).toBe('s3cret')
  const again = await both.seal('s3cret', 'x')
  await expect(it.open(again, 'x')).rejects.toThrow('a key that is not here')
  expect(await createCrypto(keysOf(newLine), cheap).open(again, 'x')).toBe('s3cret')
})

test('a store is known by what the first key left in it, across a rotation', async () => {
  const kept = new Map<string, string>()
  const facts = { read: async (name: string) => kept.get(name), write: async (name: string, value: string) => void kept.set(name, value) }
  const rotated = createCrypto(keysOf(newLine), cheap)
  expect(await knowsStore(facts, it)).toBe(true)
  expect(await knowsStore(facts, it)).toBe(true)
  expect(await knowsStore(facts, rotated)).toBe(false)
  expect(await knowsStore(facts, createCrypto(keysOf(`${newLine}\n${oldLine}`), cheap))).toBe(true)
  expect(await knowsStore(facts, rotated)).toBe(true)
})

test.each([
  ['', 'the file is empty'],
  ['# only a comment', 'the file is empty'],
  [randomBytes(31).toString('base64'), 'line 1 has 31'],
  [`${line()}\n${randomBytes(8).toString('hex')}`, 'line 2 has 8'],
  ['a'.repeat(64), 'looks like a sample'],
  [Buffer.from('change-me-change-me-change-me-1234567890abcdef').toString('base64'), 'looks like a sample'],
  ['please change me, this is only a passphrase for show', 'looks like a sample'],
])('the key "%s" is refused', (text, why) => {
  const read = parseMasterKeys(text, 'KEY')
  expect('problem' in read && read.problem.detail).toContain(why)
})

test('with the embedded database a key is made once, for this user only', () => {
  const place = { file: undefined, dataFolder: join(folder, 'data'), shared: false }
  expect(readMasterKeys(place, false)).toBeUndefined()
  expect(existsSync(join(folder, 'data'))).toBe(false)
  const first = readMasterKeys(place)
  expect(statSync(join(folder, 'data/master.key')).mode & 0o777).toBe(0o600)
  expect(readMasterKeys(place)).toEqual(first)
  expect(Buffer.from(readFileSync(join(folder, 'data/master.key'), 'utf8'), 'base64').length).toBe(32)
})

test('with a shared database the key has to be given', () => {
  const read = readMasterKeys({ file: undefined, dataFolder: folder, shared: true })
  expect(read).toMatchObject({ problem: { path: 'HOMEPORT_MASTER_KEY_FILE' } })
  const file = join(folder, 'given.key')
  expect(readMasterKeys({ file, dataFolder: folder, shared: true })).toMatchObject({ problem: { detail: expect.stringContaining('ENOENT') } })
  writeFileSync(file, oldLine)
  expect(readMasterKeys({ file, dataFolder: folder, shared: true })).toEqual({ keys: keysOf(oldLine) })
})

test('a digest by every key there is: the one that seals first, and the same again after the keys have moved on', async () => {
  const [before, after] = [createCrypto(keysOf(oldLine)), createCrypto(keysOf(`${line()}\n${oldLine}`))]
  const [old] = await before.macs('person:ada', 'drafts')
  const [fresh, kept, ...none] = await after.macs('person:ada', 'drafts')
  expect([old, kept, none]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), old, []])
  expect(fresh).toBe(await after.mac('person:ada', 'drafts'))
  expect(new Set([fresh, old, ...(await before.macs('person:bob', 'drafts')), ...(await before.macs('person:ada', 'other'))]).size).toBe(4)
})
