import * as z from 'zod/mini'
import type { Crypto } from '../../ports.ts'
import { createOnce } from './once.ts'
import type { OnceParts } from './once.ts'

/** How long somebody may take to sign in at the provider. */
export const attemptMs = 600_000

/** `again`: somebody who is signed in proves who they are; their session stays. */
const Attempt = z.object({ nonce: z.string(), verifier: z.string(), to: z.string(), at: z.number(), again: z.optional(z.boolean()) })
export type Attempt = z.output<typeof Attempt>

/**
 * Sign-ins under way. What only their own browser may know travels sealed in its cookie, one cookie per attempt so that two
 * tabs do not meet; that an answer is taken once is remembered by all servers.
 */
export interface Attempts {
  cookieFor(state: string): string
  seal(provider: string, state: string, attempt: Attempt): Promise<string>
  /** The attempt this cookie holds; undefined when it is another's, too old, or was answered already. */
  take(provider: string, state: string, sealed: string | undefined): Promise<Attempt | undefined>
}

export function createAttempts(parts: OnceParts & { readonly crypto: Crypto }): Attempts {
  const { crypto, clock } = parts
  const answered = createOnce(parts, 'answer')
  const context = (provider: string, state: string): string => `sign-in|${provider}|${state}`
  return {
    cookieFor: (state) => `signin-${state.slice(0, 8)}`,
    seal: (provider, state, attempt) => crypto.seal(JSON.stringify(attempt), context(provider, state)),
    async take(provider, state, sealed) {
      if (sealed === undefined || !/^[\w-]{16,100}$/.test(state)) return undefined
      const text = await crypto.open(sealed, context(provider, state)).catch(() => undefined)
      if (text === undefined) return undefined
      const attempt = z.parse(Attempt, JSON.parse(text))
      if (clock.now() - attempt.at > attemptMs) return undefined
      return (await answered.use(state, attemptMs)) ? attempt : undefined
    },
  }
}
