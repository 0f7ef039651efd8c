import type * as OpenidClient from 'openid-client'
import type { Configuration } from 'openid-client'
import type { Clock, Net, Secrets } from '../../ports.ts'
import { isLoopbackUrl } from '../web-address.ts'
import { fetchThrough } from './gateway-fetch.ts'
import type { Provider } from './settings.ts'

/** openid-client, loaded with the first sign-in: nobody else needs its weight. */
export const openid = (): Promise<typeof OpenidClient> => import('openid-client')

export interface ProviderParts {
  readonly net: Net
  readonly secrets: Secrets
  readonly clock: Clock
}

/** An identity provider as it describes itself. What it says is asked anew after an hour; a failure is not remembered. */
export interface KnownProvider {
  readonly settings: Provider
  configuration(): Promise<Configuration>
}

const freshMs = 3_600_000

export function knowProvider(settings: Provider, { net, secrets, clock }: ProviderParts): KnownProvider {
  let known: { readonly at: number; readonly found: Promise<Configuration> } | undefined

  const discover = async (): Promise<Configuration> => {
    const { allowInsecureRequests, ClientSecretBasic, customFetch, discovery, None } = await openid()
    const secret = settings.clientSecretFile === undefined ? undefined : await secrets.read(settings.clientSecretFile)
    return discovery(new URL(settings.issuer), settings.clientId, {}, secret === undefined ? None() : ClientSecretBasic(secret), {
      [customFetch]: fetchThrough(net),
      timeout: 10,
      // Nobody can listen in on loopback; anywhere else the configuration was refused.
      execute: isLoopbackUrl(settings.issuer) ? [allowInsecureRequests] : [],
    })
  }

  return {
    settings,
    async configuration() {
      const now = clock.now()
      if (known && now - known.at < freshMs) return known.found
      const asked = { at: now, found: discover() }
      known = asked
      try {
        return await asked.found
      } catch (error) {
        if (known === asked) known = undefined
        throw error
      }
    },
  }
}
