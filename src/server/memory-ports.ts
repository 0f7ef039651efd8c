import { system } from '#core/policy/actor.ts'
import { ServerFault } from './fault.ts'
import type { Clock, Identity, Ids, Ports } from './ports.ts'
import { webCrypto } from './web-crypto.ts'
import type { Store } from './store/store.ts'

/** Real time by the timers every carrier has. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const stop = (): void => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, ms)
      signal?.addEventListener('abort', stop, { once: true })
    }),
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Twenty letters of 62: 119 random bits, and never a leading `-` or `_`. */
function randomId(): string {
  const letters: string[] = []
  while (letters.length < 20) {
    // 248 is the largest multiple of 62 in a byte; above it a letter would be likelier than others.
    for (const byte of crypto.getRandomValues(new Uint8Array(24))) if (byte < 248 && letters.length < 20) letters.push(alphabet[byte % 62] ?? '0')
  }
  return letters.join('')
}

export const randomIds: Ids = { next: randomId, random: () => Math.random() }

/** Whoever comes may do everything: for carriers that let nobody else in. */
export const noIdentity: Identity = {
  callerOf: (request) => ({
    vouched: system,
    session: undefined,
    bearer: /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1],
    proxied: undefined,
    network: '',
    agent: '',
    origin: new URL(request.url).origin,
  }),
  keep: () => undefined,
}

/**
 * Ports that touch nothing outside: no network, no machine, no secrets, a silent log. What is given replaces them; a store
 * always is, because what it keeps is the point.
 */
export function createMemoryPorts(given: Partial<Ports> & { readonly store: Store }): Ports {
  return {
    clock: systemClock,
    ids: randomIds,
    net: {
      call: async ({ base }) => {
        throw new ServerFault('source_refused', { detail: `no network here: ${base}` })
      },
      sql: async ({ base }) => {
        throw new ServerFault('source_refused', { detail: `no network here: ${base}` })
      },
    },
    host: { name: 'memory', read: async () => [] },
    secrets: {
      read: async (reference) => {
        throw new ServerFault('source_refused', { detail: `no secrets here: ${reference}` })
      },
    },
    identity: noIdentity,
    crypto: webCrypto,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    ...given,
  }
}
