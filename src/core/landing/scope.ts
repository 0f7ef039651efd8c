import type { Happening } from './happening.ts'

/** Whose landing it is, as far as it narrows what is shown. Teams and sites are content here, never rights. */
export interface Reader {
  /** Preset the active role is or came from; null for whoever has none. */
  readonly role: string | null
  readonly teams: readonly string[]
  readonly sites: readonly string[]
}

export type Nearness = 'team' | 'site' | 'estate'

/** Roles that answer for services of their own; all others look over the whole estate. */
const ownRoles: ReadonlySet<string> = new Set(['sre', 'service-owner'])

const names = (all: readonly string[]): ReadonlySet<string> => new Set(all.map((name) => name.toLowerCase()))

/** How near something is to the reader: their team's, at their site, or elsewhere. */
export function nearnessTo({ teams, sites }: Pick<Reader, 'teams' | 'sites'>): (it: Pick<Happening, 'team' | 'site'>) => Nearness {
  const [ofTeam, atSite] = [names(teams), names(sites)]
  return ({ team, site }) => {
    if (team !== null && ofTeam.has(team.toLowerCase())) return 'team'
    return site !== null && atSite.has(site.toLowerCase()) ? 'site' : 'estate'
  }
}

/** Whether the reader's first screen is about their own services, or about everything. */
export const scopeOf = ({ role, teams, sites }: Reader): 'own' | 'estate' =>
  role !== null && ownRoles.has(role) && teams.length + sites.length > 0 ? 'own' : 'estate'
