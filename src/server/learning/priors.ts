import type { Role } from '#contract/identity.ts'
import { noPrior } from '#core/personalization/prior.ts'
import type { Prior } from '#core/personalization/prior.ts'
import { readyPrior } from '#core/personalization/ready-prior.ts'
import type { ReadyPrior } from '#core/personalization/ready-prior.ts'
import { presetPrior } from '#core/personalization/seed.ts'
import { withParents } from '#core/policy/parents.ts'
import type { Ports } from '../ports.ts'
import { presetItems } from './preset-items.ts'

/** What is known of a role while somebody has few habits of their own. */
export interface RolePrior {
  readonly ready: ReadyPrior
  /** For sentences about it. */
  readonly name: string
}

/** What a head keeps: the prior that is in use, and the one a draft would bring. */
export interface KeptPriors {
  readonly published: Prior | null
  readonly draft: Prior | null
}

export const noPriors: KeptPriors = { published: null, draft: null }
// Only `writePriors` makes the text.
export const readPriors = (text: string | null): KeptPriors => (text === null ? noPriors : (JSON.parse(text) as KeptPriors))
export const writePriors = (it: KeptPriors): string => JSON.stringify(it)

const rememberMs = 10_000

/** Priors by role, as of at most ten seconds ago: everybody of a role shares one, laid out once. */
export function createPriors({ store, clock }: Pick<Ports, 'store' | 'clock'>, roles: { now(): Promise<readonly Role[]> }, boards: readonly string[]) {
  const known = new Map<string, { readonly at: number; readonly prior: Promise<RolePrior> }>()

  const look = async (id: string): Promise<RolePrior> => {
    const line = withParents(await roles.now(), id)
    for (const role of line) {
      const head = await store.learning.head(role.id)
      const prior = readPriors(head?.prior ?? null).published
      if (prior) return { ready: readyPrior(prior), name: role.name }
    }
    return { ready: readyPrior(presetPrior(id, presetItems(line, boards))), name: line[0]?.name ?? '' }
  }

  const nobodys: RolePrior = { ready: readyPrior({ ...noPrior, ...presetPrior('', presetItems([], boards)) }), name: '' }

  return {
    of(role: string | null): Promise<RolePrior> {
      if (role === null) return Promise.resolve(nobodys)
      const there = known.get(role)
      if (there && clock.now() - there.at < rememberMs) return there.prior
      const prior = look(role)
      known.set(role, { at: clock.now(), prior })
      prior.catch(() => known.delete(role))
      return prior
    },
    forget: () => known.clear(),
  }
}

export type Priors = ReturnType<typeof createPriors>
