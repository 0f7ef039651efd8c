import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { AttemptKey, Pace } from '../store/attempts.ts'

/**
 * What is counted is put into so many drawers by its keyed digest. So a flood of made-up names can neither fill the disk nor push
 * out what is counted of a real one, and nothing that was typed can be read from the table. Two names share a drawer too seldom to
 * matter: one in 262,144.
 */
const drawerBits = 18
const hexDigits = 8

/** One attempt that was counted, to give back when it was none. */
export type Taken = AttemptKey & { readonly pace: Pace }

/** `perMinute` attempts per key, refilled evenly, counted together with every other server on the same store. */
export interface SharedThrottle {
  /** Takes an attempt or refuses with the time to wait. */
  attempt(key: string): Promise<Taken>
}

/** The refusal that tells how long to wait, in whole seconds. */
export const tooSoon = (waitMs: number): ServerFault => {
  const retryAfterS = Math.max(1, Math.ceil(waitMs / 1000))
  return new ServerFault('too_many', { detail: `attempt again in ${retryAfterS} s`, retryAfterS })
}

export function createSharedThrottle({ store, clock, crypto }: Pick<Ports, 'store' | 'clock' | 'crypto'>, kind: string, perMinute: number): SharedThrottle {
  const pace: Pace = { burst: perMinute, everyMs: Math.ceil(60_000 / perMinute) }
  const drawerOf = async (key: string): Promise<string> => {
    const digest = await crypto.mac(key, `attempts|${kind}`)
    return (Number.parseInt(digest.slice(0, hexDigits), 16) >>> (hexDigits * 4 - drawerBits)).toString(36)
  }
  return {
    async attempt(name) {
      const taken: Taken = { kind, key: await drawerOf(name), pace }
      const waitMs = await store.attempts.take({ ...taken, at: clock.now() })
      if (waitMs > 0) throw tooSoon(waitMs)
      return taken
    },
  }
}
