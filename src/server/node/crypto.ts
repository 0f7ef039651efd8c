import { argon2, createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { ServerFault } from '../fault.ts'
import type { Crypto } from '../ports.ts'
import type { FactStore } from '../store/store.ts'
import type { MasterKey, MasterKeys } from './master-key.ts'

/** Work of one password: memory in KiB and passes. */
export interface PasswordCost {
  readonly memoryKiB: number
  readonly passes: number
}

/** OWASP's first choice, about 190 ms here (security-reliability.md D3). */
const referenceCost: PasswordCost = { memoryKiB: 65_536, passes: 3 }
/** A record that asks for more was not written by us and would only cost memory. */
const mostKiB = 262_144
const tagBytes = 32

/** Each takes 64 MiB and a whole core for its time, and strangers can ask for them: more would only push each other out. */
const mostAtOnce = 2
let atWork = 0
const waiting: (() => void)[] = []

const argon = promisify(argon2)

/** Runs argon2 when a place is free, in order of asking. */
const derive: typeof argon = async (algorithm, parameters) => {
  if (atWork >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else atWork += 1
  try {
    return await argon(algorithm, parameters)
  } finally {
    // The place goes to whoever waits longest.
    const next = waiting.shift()
    if (next) next()
    else atWork -= 1
  }
}
const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

const phc = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{22,86})$/

async function hashPassword(password: string, { memoryKiB, passes }: PasswordCost): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: password.normalize('NFKC'), nonce, parallelism: 1, tagLength: tagBytes, memory: memoryKiB, passes })
  return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=1$${unpadded(nonce)}$${unpadded(tag)}`
}

async function verifyPassword(password: string, record: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', kept = ''] = phc.exec(record) ?? []
  if (memory === undefined || Number(memory) > mostKiB) return false
  const expected = Buffer.from(kept, 'base64')
  const tag = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(salt, 'base64'),
    parallelism: Number(parallelism),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
  })
  return timingSafeEqual(tag, expected)
}

const version = 's1'
const ivBytes = 12
const macBytes = 16

function seal(text: string, context: string, { id, key }: MasterKey): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(`${context}|${id}`))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [version, id, Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url')].join('.')
}

/** Sealed with a key that is gone, for something else, or changed since. */
const unopened = (detail: string, cause?: unknown): ServerFault => new ServerFault('internal', { detail, cause })

function open(sealed: string, context: string, keys: MasterKeys): string {
  const [kind, id, packed = ''] = sealed.split('.')
  const key = keys.find((k) => k.id === id)?.key
  if (kind !== version || !key) throw unopened('sealed with a key that is not here')
  const bytes = Buffer.from(packed, 'base64url')
  if (bytes.length < ivBytes + macBytes) throw unopened('sealed text is cut short')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: macBytes })
    decipher.setAAD(Buffer.from(`${context}|${id}`))
    decipher.setAuthTag(bytes.subarray(-macBytes))
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -macBytes)), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw unopened('sealed text does not open', cause)
  }
}

/**
 * The primitives by node:crypto. Passwords by argon2id, records as PHC strings, `cost` lower in tests only. Sealing by
 * AES-256-GCM bound to its context and its key's id, so that a sealed text opens nowhere but where it was put.
 */
const mac = (text: string, context: string, { key }: MasterKey): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', key, '', `homeport mac ${context}`, tagBytes)))
    .update(text)
    .digest('hex')

export function createCrypto(keys: MasterKeys, cost: PasswordCost = referenceCost): Crypto {
  return {
    token: () => randomBytes(32).toString('base64url'),
    digest: async (text) => createHash('sha256').update(text).digest('hex'),
    hashPassword: (password) => hashPassword(password, cost),
    verifyPassword,
    seal: async (text, context) => seal(text, context, keys[0]),
    open: async (sealed, context) => open(sealed, context, keys),
    isOld: (sealed) => sealed.split('.')[1] !== keys[0].id,
    mac: async (text, context) => mac(text, context, keys[0]),
    macs: async (text, context) => keys.map((key) => mac(text, context, key)),
  }
}

const canaryFact = 'master-key'
const canaryText = 'homeport'

/**
 * Whether these keys are the ones the store was sealed with. The first start leaves a canary; after a rotation it is
 * sealed anew, so that the old key can be taken out once nothing else needs it.
 */
export async function knowsStore(facts: FactStore, crypto: Crypto): Promise<boolean> {
  const kept = await facts.read(canaryFact)
  const opened = kept === undefined ? canaryText : await crypto.open(kept, 'facts|master-key').catch(() => undefined)
  if (opened !== canaryText) return false
  const fresh = await crypto.seal(canaryText, 'facts|master-key')
  const isNewKey = kept?.split('.')[1] !== fresh.split('.')[1]
  if (isNewKey) await facts.write(canaryFact, fresh)
  return true
}
