import { chance } from './chance.ts'
import { numbers } from './numbers.ts'
import type { Size } from './numbers.ts'
import { sites } from './places.ts'
import { services } from './services.ts'

export interface Asset {
  readonly id: string
  readonly kind: 'host' | 'network device' | 'storage pool'
  readonly site: string
  readonly service: string | undefined
  /** Documentation addresses only (RFC 5737). */
  readonly address: string
}

/** Hosts first, then forty network devices and twelve storage pools. */
export function assetsOf(seed: number, size: Size): readonly Asset[] {
  const make = (kind: Asset['kind'], name: string, count: number): readonly Asset[] =>
    Array.from({ length: count }, (_, n): Asset => {
      const id = `${name}-${String(n + 1).padStart(3, '0')}`
      const draw = chance(seed, 'asset', id)
      const service = kind === 'host' ? services[n % services.length] : undefined
      const site = service && !service.shared ? service.site : draw.pick(0, sites).id
      const block = ['192.0.2', '198.51.100', '203.0.113'][n % 3] ?? '192.0.2'
      return { id, kind, site, service: service?.id, address: `${block}.${(n % 254) + 1}` }
    })
  return [...make('host', 'host', numbers.hosts[size]), ...make('network device', 'net', 40), ...make('storage pool', 'pool', 12)]
}
