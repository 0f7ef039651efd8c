import { mattersOf } from '#core/landing/attention.ts'
import type { Facts } from '#core/landing/facts.ts'
import type { Found, Happening } from '#core/landing/happening.ts'
import type { Places } from '#core/landing/places.ts'
import type { Reader } from '#core/landing/scope.ts'
import { en } from '#locales/en/whole.ts'

/** Noon of a day; what happens in tests happens around it. */
export const landingNow = 1_800_000_000_000

let made = 0
export const happening = (it: Partial<Happening> = {}): Happening => ({
  id: `h${(made += 1)}`,
  kind: 'alert',
  title: 'Slow',
  severity: 'warning',
  status: 'firing',
  service: null,
  site: null,
  team: null,
  owner: null,
  start: landingNow - 600_000,
  end: null,
  dueAt: null,
  sort: null,
  depends: [],
  ...it,
})

export const found = (rows: readonly Happening[] = [], it: Partial<Found> = {}): Found => ({ state: 'known', rows, total: rows.length, silent: [], ...it })

export const reader = (it: Partial<Reader> = {}): Reader => ({ role: null, teams: [], sites: [], ...it })

export const places: Places = {
  all: (kind) => `/${kind}s`,
  one: (kind, id) => `/${kind}s/${id}`,
  triage: ({ id }) => `/triage/${id}`,
  sources: '/sources',
  source: (id) => `/sources/${id}`,
  dashboards: '/dashboards',
}

export function facts(role: string | null, it: Partial<Facts> = {}): Facts {
  const known = {
    now: landingNow,
    reader: reader({ role }),
    places,
    alerts: found(),
    incidents: found(),
    sources: [{ id: 'events', name: 'Events', state: 'ok' as const, at: landingNow }],
    ...it,
  }
  return { matters: mattersOf({ alerts: known.alerts.rows, incidents: known.incidents.rows }, known.reader), ...known }
}

/** The words of a sentence of the landing; undefined where the language has none. */
export const englishOf = (key: string): string | undefined => (en as Readonly<Record<string, string>>)[`landing.${key}`] // any key may be asked for
