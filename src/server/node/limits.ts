import { createHash } from 'node:crypto'
import type { EndpointName } from '#contract/api.ts'
import type { Actor } from '#core/policy/actor.ts'
import type { Pace, Visit } from '../door/watch.ts'
import { ServerFault } from '../fault.ts'
import type { Caller } from '../ports.ts'
import { createBuckets } from './bucket.ts'
import type { Buckets } from './bucket.ts'

/** How much one sender may ask. Rates are per second. */
const values = {
  /** Of one session or token, and of all senders without one in a network. */
  api: { perSecond: 50, burst: 200 },
  /** Of all sessions and tokens of a network that have not shown yet that they are real: a whole office after a restart passes. */
  unproven: { perSecond: 200, burst: 2000 },
  /** Of one token that delivers. */
  intake: { perSecond: 30, burst: 150 },
  /** Pages of signing in through a provider, of all browsers in a network: a whole office at the start of its day passes. */
  doors: { perSecond: 10, burst: 300 },
  /** Orders of a provider to end sessions: it may have to end everybody's at once, and each is checked by its signature. */
  orders: { perSecond: 100, burst: 2000 },
  /** Questions one person or token has under way at a time. */
  queries: 20,
}

export type Limits = { readonly [K in keyof typeof values]: (typeof values)[K] }
export const usualLimits: Limits = values

const questions: ReadonlySet<EndpointName> = new Set<EndpointName>(['runQuery', 'estimateQuery', 'listLabels', 'listLabelValues', 'listSeries', 'listMetadata'])

/** Programs and people on the machine itself, as `networkOf` spells it; empty where no socket says. Whoever is there needs no API to slow it down. */
const ownNetworks = new Set(['', '127.0.0.0/24', '::/64'])

const mostProven = 20_000

/** Keys are kept for minutes, secrets are not. */
const keyOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

function createProven(): { has(key: string): boolean; add(key: string): void } {
  const keys = new Set<string>()
  return {
    has: (key) => keys.has(key),
    add(key) {
      keys.delete(key)
      keys.add(key)
      const [oldest] = keys
      if (keys.size > mostProven && oldest !== undefined) keys.delete(oldest)
    },
  }
}

interface Under {
  enter(key: string, most: number): void
  leave(key: string): void
}

function createUnder(): Under {
  const running = new Map<string, number>()
  return {
    enter(key, most) {
      const count = running.get(key) ?? 0
      if (count >= most) throw new ServerFault('too_many', { detail: `${count} under way`, retryAfterS: 1 })
      running.set(key, count + 1)
    },
    leave(key) {
      const count = running.get(key) ?? 0
      if (count > 1) running.set(key, count - 1)
      else running.delete(key)
    },
  }
}

const real = (actor: Actor | undefined): boolean => actor !== undefined && actor.kind !== 'nobody'

/**
 * Limits in the memory of this instance. A session or token has a bucket of its own once an answer has shown it to be real;
 * before that it shares one with all the others of its network, so that guessing gains nothing. The machine itself is not
 * held up, except that deliveries have their rate wherever they come from.
 */
export function createLimits(limits: Limits = usualLimits, now: () => number = Date.now): Pace {
  const own = createBuckets(limits.api)
  const networks = createBuckets(limits.api)
  const unproven = createBuckets(limits.unproven)
  const intakes = createBuckets(limits.intake)
  const proven = createProven()
  const under = createUnder()

  const take = (from: Buckets, key: string): void => {
    const waitS = from.take(key, now())
    if (waitS > 0) throw new ServerFault('too_many', { detail: 'requests per second', retryAfterS: waitS })
  }
  const charge = (credential: string | undefined, { network }: Caller, delivers: boolean): void => {
    const local = ownNetworks.has(network)
    if (credential === undefined) return local ? undefined : take(networks, network)
    if (proven.has(credential)) return delivers ? take(intakes, credential) : local ? undefined : take(own, credential)
    if (!local) take(unproven, network)
  }

  return {
    knock(path, caller): Visit {
      const secret = caller.bearer ?? caller.session
      const credential = secret === undefined ? undefined : keyOf(secret)
      const delivers = path.startsWith('/api/intake/')
      charge(credential, caller, delivers)
      let asking: string | undefined
      return {
        enter(endpoint, actor) {
          if (!questions.has(endpoint) || ownNetworks.has(caller.network)) return
          const key = `${actor.kind}:${actor.id || caller.network}`
          under.enter(key, limits.queries)
          asking = key
        },
        leave(status, actor) {
          if (asking !== undefined) under.leave(asking)
          if (credential !== undefined && (delivers ? status < 300 : real(actor))) proven.add(credential)
        },
      }
    },
  }
}

/** Keeps the addresses below `/auth/` from being asked more than a network's share. */
export interface DoorPace {
  /** Seconds to wait, or 0 when the request may go on. */
  knock(it: { readonly network: string; readonly method: string | undefined }): number
}

export function createDoorPace(limits: Pick<Limits, 'doors' | 'orders'> = usualLimits, now: () => number = Date.now): DoorPace {
  const doors = createBuckets(limits.doors)
  const orders = createBuckets(limits.orders)
  return {
    knock: ({ network, method }) => (ownNetworks.has(network) ? 0 : (method === 'POST' ? orders : doors).take(network, now())),
  }
}
