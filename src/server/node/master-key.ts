import { hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { ConfigProblem } from './config.ts'
import { codeOf } from './secrets.ts'

/** A key things are sealed with, and the name it goes by in what it sealed. */
export interface MasterKey {
  readonly id: string
  readonly key: Buffer
}

/** The first seals, all of them open. */
export type MasterKeys = readonly [MasterKey, ...MasterKey[]]

export type MasterKeysRead = { readonly keys: MasterKeys } | { readonly problem: ConfigProblem }

const leastBytes = 32
const fileName = 'master.key'
const setting = 'HOMEPORT_MASTER_KEY_FILE'
const example = 'a file made by: openssl rand -base64 32'

/** Lines as `openssl rand` writes them, hex or base64; anything else is taken as the bytes of its text. */
function bytesOf(line: string): Buffer {
  if (/^(?:[0-9a-f]{2})+$/i.test(line)) return Buffer.from(line, 'hex')
  return /^[\w+/-]+={0,2}$/.test(line) ? Buffer.from(line, 'base64') : Buffer.from(line, 'utf8')
}

const sampleWords = /change.?me|example|sample|secret|password|your.?key|homeport|insert|replace|default|0123456789/i

/** Copied from a page of documentation or typed by hand: so few different bytes never come out of a random generator. */
const isSample = (line: string, bytes: Buffer): boolean => sampleWords.test(line) || sampleWords.test(bytes.toString('latin1')) || new Set(bytes).size < 16

const derive = (bytes: Buffer, purpose: string, length: number): Buffer => Buffer.from(hkdfSync('sha256', bytes, '', `homeport ${purpose}`, length))

const keyOf = (bytes: Buffer): MasterKey => ({ id: derive(bytes, 'key id', 6).toString('base64url'), key: derive(bytes, 'seal', 32) })

/** Reads keys, one a line, blank lines and `#` comments aside. A second line is the key before a rotation: it opens and no longer seals. */
export function parseMasterKeys(text: string, path: string): MasterKeysRead {
  const lines = text.split(/\r?\n/).flatMap((line) => (/^\s*(#|$)/.test(line) ? [] : [line.trim()]))
  const problem = (detail: string): MasterKeysRead => ({ problem: { path, detail, example } })
  const [first, ...rest] = lines.map((line) => ({ line, bytes: bytesOf(line) }))
  if (!first) return problem('expected a key, the file is empty')
  const short = [first, ...rest].findIndex(({ bytes }) => bytes.length < leastBytes)
  if (short !== -1)
    return problem(`expected at least ${leastBytes} random bytes in hex or base64: line ${short + 1} has ${[first, ...rest][short]?.bytes.length}`)
  const sample = [first, ...rest].findIndex(({ line, bytes }) => isSample(line, bytes))
  if (sample !== -1) return problem(`expected random bytes: line ${sample + 1} looks like a sample`)
  return { keys: [keyOf(first.bytes), ...rest.map(({ bytes }) => keyOf(bytes))] }
}

/** Makes a key of its own beside the embedded database, readable by this user only. */
function makeKeyFile(folder: string, path: string): void {
  mkdirSync(folder, { recursive: true })
  // `wx`: whoever starts second reads what the first one wrote.
  const file = openSync(path, 'wx', 0o600)
  writeSync(file, `${randomBytes(leastBytes).toString('base64')}\n`)
  fsyncSync(file)
  closeSync(file)
}

export interface KeyPlace {
  /** What `HOMEPORT_MASTER_KEY_FILE` says. */
  readonly file: string | undefined
  readonly dataFolder: string
  /** Several servers may share a database, so none of them makes a key for itself. */
  readonly shared: boolean
}

/** The master keys. With the embedded database and nothing said, one is made at the first start unless `make` is false. */
export function readMasterKeys({ file, dataFolder, shared }: KeyPlace, make = true): MasterKeysRead | undefined {
  if (file === undefined && shared)
    return { problem: { path: setting, detail: 'expected with DATABASE_URL: every server on that database needs the same key', example } }
  const path = file ?? join(dataFolder, fileName)
  try {
    return parseMasterKeys(readFileSync(path, 'utf8'), file === undefined ? path : setting)
  } catch (error) {
    if (file !== undefined || codeOf(error) !== 'ENOENT')
      return { problem: { path: setting, detail: `expected a readable file: ${path} (${codeOf(error)})`, example } }
  }
  if (!make) return undefined
  makeKeyFile(dataFolder, path)
  return parseMasterKeys(readFileSync(path, 'utf8'), path)
}
