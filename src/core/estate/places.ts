/** Sites and teams of the estate. All names are invented; coordinates are the cities'. */
export interface Site {
  readonly id: string
  readonly name: string
  readonly kind: 'data centre' | 'cloud' | 'office' | 'edge'
  readonly zone: string
  readonly locale: string
  readonly lat: number
  readonly lon: number
  /** Local working hours, start inclusive, end exclusive. */
  readonly hours: readonly [start: number, end: number]
}

export const sites: readonly Site[] = [
  { id: 'fra', name: 'Frankfurt', kind: 'data centre', zone: 'Europe/Berlin', locale: 'de', lat: 50.11, lon: 8.68, hours: [7, 19] },
  { id: 'iad', name: 'Ashburn', kind: 'data centre', zone: 'America/New_York', locale: 'en', lat: 39.04, lon: -77.49, hours: [8, 20] },
  { id: 'sin', name: 'Singapore', kind: 'cloud', zone: 'Asia/Singapore', locale: 'en', lat: 1.35, lon: 103.82, hours: [8, 20] },
  { id: 'pnq', name: 'Pune', kind: 'office', zone: 'Asia/Kolkata', locale: 'en', lat: 18.52, lon: 73.86, hours: [8, 18] },
  { id: 'waw', name: 'Warsaw', kind: 'office', zone: 'Europe/Warsaw', locale: 'pl', lat: 52.23, lon: 21.01, hours: [8, 18] },
  { id: 'gru', name: 'São Paulo', kind: 'edge', zone: 'America/Sao_Paulo', locale: 'pt', lat: -23.55, lon: -46.63, hours: [8, 18] },
]

export interface Team {
  readonly id: string
  readonly name: string
  readonly site: string
}

export const teams: readonly Team[] = [
  { id: 'noc', name: 'NOC', site: 'pnq' },
  { id: 'sre-core', name: 'SRE-Core', site: 'fra' },
  { id: 'payments', name: 'Payments', site: 'fra' },
  { id: 'storefront', name: 'Storefront', site: 'iad' },
  { id: 'data', name: 'Data', site: 'sin' },
  { id: 'network', name: 'Network', site: 'waw' },
  { id: 'identity', name: 'Identity', site: 'waw' },
  { id: 'workplace', name: 'Workplace', site: 'gru' },
  { id: 'security', name: 'Security', site: 'iad' },
]

/** Who is on call around the sun: each site covers eight hours of the day, in UTC. */
export const rota: readonly { readonly site: string; readonly fromUtcHour: number }[] = [
  { site: 'pnq', fromUtcHour: 1 },
  { site: 'waw', fromUtcHour: 9 },
  { site: 'gru', fromUtcHour: 17 },
]
