import { chance } from './chance.ts'

/** Tier 1 faces customers, tier 2 carries it, tier 3 is infrastructure. */
export interface Service {
  readonly id: string
  readonly tier: 1 | 2 | 3
  readonly team: string
  /** Business capability; infrastructure has none. */
  readonly capability?: string
  /** Home site; shared infrastructure stands at every site. */
  readonly site: string
  readonly shared: boolean
  /** Load shape over the day. */
  readonly shape: 'evening' | 'office' | 'flat'
  readonly software: boolean
}

type Row = readonly [id: string, team: string, site: string, shape: Service['shape'], capability?: string]

const tier1: readonly Row[] = [
  ['storefront', 'storefront', 'iad', 'evening', 'Shopping'],
  ['checkout-api', 'payments', 'fra', 'evening', 'Checkout'],
  ['payment-router', 'payments', 'fra', 'evening', 'Checkout'],
  ['search-api', 'storefront', 'iad', 'evening', 'Shopping'],
  ['catalog-api', 'storefront', 'sin', 'evening', 'Shopping'],
  ['cart-api', 'storefront', 'iad', 'evening', 'Checkout'],
  ['orders-api', 'payments', 'fra', 'evening', 'Fulfilment'],
  ['account-api', 'identity', 'fra', 'evening', 'Accounts'],
  ['sign-in', 'identity', 'iad', 'evening', 'Accounts'],
  ['mobile-gateway', 'storefront', 'sin', 'evening', 'Shopping'],
  ['pricing-api', 'data', 'sin', 'evening', 'Shopping'],
  ['delivery-tracker', 'payments', 'gru', 'evening', 'Fulfilment'],
  ['support-desk', 'workplace', 'gru', 'office', 'Support'],
  ['partner-api', 'data', 'fra', 'office', 'Partners'],
]

const tier2: readonly Row[] = [
  ['recommendations', 'data', 'sin', 'evening'],
  ['inventory', 'storefront', 'iad', 'evening'],
  ['order-events', 'payments', 'fra', 'evening'],
  ['card-gateway', 'payments', 'fra', 'evening'],
  ['fraud-check', 'security', 'iad', 'evening'],
  ['invoice-maker', 'payments', 'fra', 'office'],
  ['email-sender', 'workplace', 'gru', 'office'],
  ['push-sender', 'storefront', 'sin', 'evening'],
  ['image-resizer', 'storefront', 'iad', 'evening'],
  ['session-store', 'identity', 'iad', 'evening'],
  ['search-index', 'data', 'iad', 'evening'],
  ['catalog-db', 'data', 'sin', 'evening'],
  ['price-rules', 'data', 'sin', 'flat'],
  ['address-check', 'storefront', 'waw', 'evening'],
  ['loyalty', 'storefront', 'waw', 'evening'],
  ['reporting', 'data', 'pnq', 'office'],
]

const tier3: readonly Row[] = [
  ['dns', 'network', 'fra', 'flat'],
  ['db', 'data', 'fra', 'flat'],
  ['cache', 'sre-core', 'fra', 'flat'],
  ['queue', 'sre-core', 'fra', 'flat'],
  ['lb', 'network', 'fra', 'flat'],
  ['idp', 'identity', 'fra', 'flat'],
  ['data-lake', 'data', 'sin', 'flat'],
  ['log-pipeline', 'sre-core', 'iad', 'flat'],
  ['metrics-store', 'sre-core', 'fra', 'flat'],
  ['backup', 'sre-core', 'iad', 'flat'],
  ['wan', 'network', 'waw', 'flat'],
  ['wifi', 'workplace', 'pnq', 'office'],
  ['mail-relay', 'workplace', 'gru', 'office'],
  ['build-farm', 'sre-core', 'waw', 'office'],
]

const sharedIds = new Set(['dns', 'db', 'cache', 'queue', 'lb', 'idp'])

const toServices = (rows: readonly Row[], tier: 1 | 2 | 3): readonly Service[] =>
  rows.map(([id, team, site, shape, capability]) => ({
    id,
    tier,
    team,
    site,
    shape,
    shared: sharedIds.has(id),
    software: tier < 3,
    ...(capability && { capability }),
  }))

/** All 44 services, tier by tier. */
export const services: readonly Service[] = [...toServices(tier1, 1), ...toServices(tier2, 2), ...toServices(tier3, 3)]
const byId = new Map(services.map((s) => [s.id, s]))
export const serviceById = (id: string): Service | undefined => byId.get(id)

export type EdgeKind = 'calls' | 'reads' | 'publishes' | 'hosts'

/** A directed dependency. `declared` alone or `traced` alone is drift between drawing and reality. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  readonly seen: 'both' | 'declared' | 'traced'
  /** Part of the caller's requests that need this callee. */
  readonly share: number
}

const kindOf = (to: string): EdgeKind => {
  if (to === 'queue' || to === 'order-events') return 'publishes'
  if (['db', 'cache', 'catalog-db', 'search-index', 'data-lake', 'session-store'].includes(to)) return 'reads'
  return to === 'lb' || to === 'dns' ? 'hosts' : 'calls'
}

/** Callees that make the story of the estate; the rest is drawn by chance, always down the tiers. */
const told: readonly (readonly [from: string, to: string])[] = [
  ['storefront', 'catalog-api'],
  ['storefront', 'search-api'],
  ['storefront', 'cart-api'],
  ['storefront', 'checkout-api'],
  ['storefront', 'sign-in'],
  ['mobile-gateway', 'storefront'],
  ['mobile-gateway', 'checkout-api'],
  ['checkout-api', 'payment-router'],
  ['checkout-api', 'cart-api'],
  ['checkout-api', 'orders-api'],
  ['payment-router', 'card-gateway'],
  ['payment-router', 'fraud-check'],
  ['orders-api', 'order-events'],
  ['orders-api', 'inventory'],
  ['order-events', 'invoice-maker'],
  ['order-events', 'email-sender'],
  ['search-api', 'search-index'],
  ['catalog-api', 'catalog-db'],
  ['account-api', 'session-store'],
  ['sign-in', 'session-store'],
  ['sign-in', 'idp'],
  ['pricing-api', 'price-rules'],
  ['delivery-tracker', 'order-events'],
  ['support-desk', 'orders-api'],
  ['support-desk', 'account-api'],
  ['partner-api', 'catalog-api'],
  ['reporting', 'data-lake'],
  ['log-pipeline', 'data-lake'],
]
/** The two loops people declared on purpose: retries and cache warming. */
const loops: readonly (readonly [from: string, to: string])[] = [
  ['card-gateway', 'payment-router'],
  ['inventory', 'catalog-api'],
]

/** About 130 directed edges, acyclic but for the two declared loops; a function of the seed alone. */
export function edgesOf(seed: number): readonly Edge[] {
  const found = new Map<string, readonly [string, string]>()
  const add = (from: string, to: string): void => void (from !== to && found.set(`${from}>${to}`, [from, to]))
  for (const [from, to] of told) add(from, to)
  services.forEach((service, index) => {
    const draw = chance(seed, 'edges', service.id)
    const below = services.filter((s, i) => i > index && s.tier > service.tier - (service.tier === 3 ? 1 : 0) && s.tier <= service.tier + 1)
    const wanted = service.tier === 1 ? 2 : service.tier === 2 ? 2 : 1
    for (let k = 0; k < wanted && below.length > 0; k += 1) add(service.id, draw.pick(k, below).id)
    if (service.tier < 3) add(service.id, draw.pick(50, ['db', 'cache', 'queue'], 1))
    if (service.tier === 1) add(service.id, draw.pick(60, ['dns', 'lb', 'idp'], 2))
  })
  for (const [from, to] of loops) add(from, to)
  return [...found.values()].map(([from, to]) => {
    const draw = chance(seed, 'edge', `${from}>${to}`)
    const looped = loops.some(([a, b]) => a === from && b === to)
    const drift = draw.unit(1)
    const seen = looped || drift < 0.06 ? 'declared' : drift < 0.18 ? 'traced' : 'both'
    return { from, to, kind: kindOf(to), seen, share: Math.round((0.15 + 0.8 * draw.unit(2)) * 1000) / 1000 }
  })
}
