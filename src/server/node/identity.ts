import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import type { Accounts } from '../accounts/accounts.ts'
import type { Lifetimes } from '../accounts/lifetimes.ts'
import type { DoorOptions } from '../options.ts'
import type { Clock, Crypto, Log, Net, Secrets } from '../ports.ts'
import type { Store } from '../store/store.ts'
import { createCarrier } from './carrier.ts'
import type { Carrier } from './carrier.ts'
import type { Config } from './config.ts'
import { asNetwork } from './config/auth.ts'
import type { Proxy, Sessions } from './config/auth.ts'
import { networks } from './gateway/address.ts'
import { createDoorPace } from './limits.ts'
import { createOidcWays } from './oidc/ways.ts'
import { createProxyClaims } from './proxy/claims.ts'
import type { ProofKeys } from './proxy/proof.ts'
import { createProxyWay } from './proxy/way.ts'

export interface IdentityParts {
  readonly config: Config
  /** Of the API this carrier will serve, which does not exist yet when the carrier is made. */
  readonly accounts: () => Accounts
  /** Origin under which the server turned out to listen. */
  readonly home: () => string
  readonly store: Store
  readonly crypto: Crypto
  readonly net: Net
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
}

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })

function proofKeys({ secret, assertion }: Proxy, base: string): ProofKeys {
  const read = (file: string): string => readFileSync(resolve(base, file), 'utf8').trim()
  return {
    secret: secret && read(secret.file),
    // Each key is read by jose itself; here only that it is a list of keys.
    keys: assertion && z.parse(KeySet, JSON.parse(read(assertion.jwksFile))),
  }
}

const minute = 60_000

function lifetimesOf({ idleMinutes, absoluteHours, adminAbsoluteHours, rotateMinutes }: Sessions): Partial<Lifetimes> {
  return {
    ...(idleMinutes !== undefined && { idleMs: idleMinutes * minute }),
    ...(absoluteHours !== undefined && { absoluteMs: absoluteHours * 60 * minute }),
    ...(adminAbsoluteHours !== undefined && { adminAbsoluteMs: adminAbsoluteHours * 60 * minute }),
    ...(rotateMinutes !== undefined && { rotateMs: rotateMinutes * minute }),
  }
}

/** The carrier with every way in the configuration names, and what the API has to know of them. */
export function createIdentity({ config, ...parts }: IdentityParts): { readonly carrier: Carrier; readonly door: DoorOptions } {
  const { auth, place, base, look } = config
  const oidc = createOidcWays({ ...parts, providers: auth.oidc, publicOrigin: place.publicUrl?.origin })
  const proxy = auth.proxy && {
    proxy: auth.proxy,
    claimsOf: createProxyClaims(auth.proxy, networks(auth.proxy.peers.map(asNetwork)), proofKeys(auth.proxy, base), parts),
  }
  return {
    carrier: createCarrier({
      place,
      ways: oidc,
      sentAway: (it) => parts.accounts().sentAway(it),
      doors: createDoorPace(undefined, () => parts.clock.now()),
      proxy: proxy && createProxyWay({ ...proxy, ...parts }),
    }),
    door: {
      local: auth.local,
      names: auth.names,
      wayNames: new Map(auth.oidc.map(({ issuer, name }) => [issuer, name])),
      ways: auth.oidc.map(({ id, name }) => ({ kind: 'oidc', id, name, start: `/auth/${id}/start` })),
      issuers: [...auth.oidc.map(({ issuer }) => issuer), ...(auth.proxy ? [auth.proxy.name] : [])],
      look,
      sessions: lifetimesOf(auth.sessions),
      leaveAt: (hint) => oidc.leaveAt(hint),
    },
  }
}
