import type { Crypto } from './ports.ts'

const rounds = 210_000
const text = new TextEncoder()
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const base64url = (bytes: Uint8Array): string => base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const bytesOf = (encoded: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0))
const hex = (bytes: Uint8Array): string => [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')

async function derive(password: string, salt: Uint8Array<ArrayBuffer>, count: number): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', text.encode(password), 'PBKDF2', false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: count }, key, 256))
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  let different = a.length ^ b.length
  for (let i = 0; i < a.length; i += 1) different |= (a[i] ?? 0) ^ (b[i] ?? 0)
  return different === 0
}

/** Sealing key of a process that keeps nothing: what it sealed dies with it. */
let sealing: Promise<CryptoKey> | undefined
let marking: Promise<CryptoKey> | undefined
const markingKey = (): Promise<CryptoKey> => (marking ??= crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']))
const sealingKey = (): Promise<CryptoKey> => (sealing ??= crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']))

const marked = async (it: string, context: string): Promise<string> =>
  hex(new Uint8Array(await crypto.subtle.sign('HMAC', await markingKey(), text.encode(`${context}|${it}`))))

/**
 * The primitives by Web Crypto, for mocks and tests, where nothing outlives the process. Passwords by PBKDF2; the
 * server's own are argon2id.
 */
export const webCrypto: Crypto = {
  token: () => base64url(crypto.getRandomValues(new Uint8Array(32))),
  digest: async (it) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', text.encode(it)))),
  async hashPassword(password) {
    const salt = crypto.getRandomValues(new Uint8Array(16))
    return `$pbkdf2-sha256$${rounds}$${base64(salt)}$${base64(await derive(password, salt, rounds))}`
  },
  async verifyPassword(password, record) {
    const [, kind, count, salt, kept] = record.split('$')
    if (kind !== 'pbkdf2-sha256' || !salt || !kept) return false
    return same(await derive(password, bytesOf(salt), Number(count)), bytesOf(kept))
  },
  async seal(plain, context) {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: text.encode(context) }, await sealingKey(), text.encode(plain))
    return `${base64(iv)}.${base64(new Uint8Array(sealed))}`
  },
  isOld: () => false,
  mac: marked,
  macs: async (it, context) => [await marked(it, context)],
  async open(sealed, context) {
    const [iv = '', body = ''] = sealed.split('.')
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(iv), additionalData: text.encode(context) }, await sealingKey(), bytesOf(body))
    return new TextDecoder().decode(plain)
  },
}
