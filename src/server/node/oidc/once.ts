import type { Clock, Crypto } from '../../ports.ts'
import type { Store } from '../../store/store.ts'

/** Remembers what was used until it could not be used any more anyway, together with every other server on the same store. */
export interface Once {
  /** True the first time a name comes, at whichever server. */
  use(name: string, forMs: number): Promise<boolean>
}

export interface OnceParts {
  readonly store: Pick<Store, 'attempts'>
  readonly crypto: Pick<Crypto, 'digest'>
  readonly clock: Clock
}

export const createOnce = ({ store, crypto, clock }: OnceParts, kind: string): Once => ({
  async use(name, forMs) {
    const at = clock.now()
    // Of any length, and nobody's business in the database.
    return store.attempts.use({ kind, key: await crypto.digest(name), at, until: at + forMs })
  },
})
