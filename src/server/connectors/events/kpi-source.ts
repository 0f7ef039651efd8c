import type { Observation, ObservationKind } from '#contract/observation.ts'
import { observationKinds } from '#contract/observation.ts'
import type { CatalogueEntry } from '#contract/services.ts'
import { isOpenAt } from '#core/kpi/open.ts'
import { dimensions, partsOf } from '#core/kpi/part.ts'
import { classError, partsIn } from '#core/kpi/roll-up.ts'
import type { KpiSource, ServiceFacts } from '#core/kpi/source.ts'
import { ServerFault } from '../../fault.ts'
import type { SourcePorts } from '../connector.ts'

type Match = Readonly<Record<string, readonly string[]>>

/** Rows of a kind looked at one by one at most; alerts, of which there may be millions, are only ever added up. */
const most = 50_000
const year = 366 * 86_400_000

/** A number from some of the rows would be wrong without saying so. */
function whole({ rows, total }: { readonly rows: readonly Observation[]; readonly total: number }): readonly Observation[] {
  if (total > rows.length)
    throw new ServerFault('source_unsupported', { detail: `${total} rows to look at one by one, ${rows.length} at most: ask for a shorter range` })
  return rows
}

/** Whether all that narrows are dimensions roll-ups have. */
const isRolled = (match: Match): boolean => Object.keys(match).every((name) => dimensions.some((d) => d === name && d !== 'split'))

/** What was reported to this server as a place KPIs are computed from. */
export function eventKpis({ store, clock }: Pick<SourcePorts, 'store' | 'clock'>, match: Match, catalogue: readonly CatalogueEntry[] = []): KpiSource {
  const now = clock.now()
  const { observations } = store
  const find = async (kind: ObservationKind, from: number, to: number, open: boolean): Promise<readonly Observation[]> =>
    whole(await observations.find({ kinds: [kind], from, to, match, open, limit: most }))
  return {
    now,
    error: isRolled(match) ? classError : 0,
    demo: false,
    async parts(metrics, cuts, by = []) {
      if (isRolled(match)) return partsIn(await observations.rolled({ metrics, cuts, by, match }))
      const range = { from: cuts[0] ?? 0, to: cuts.at(-1) ?? 0 }
      const wanted = new Set(metrics)
      const kinds = observationKinds.filter((kind) => metrics.some((m) => m.startsWith(`${kind}.`)))
      const rows = await Promise.all(kinds.map((kind) => find(kind, range.from, range.to, false)))
      return rows.flatMap((found) => found.flatMap(partsOf)).filter((p) => wanted.has(p.metric) && p.at >= range.from && p.at < range.to)
    },
    open: async (kind) => (await find(kind, 0, now + 1, true)).filter((o) => isOpenAt(o, now)),
    during: (kind, range) => find(kind, range.from, range.to, false),
    async services() {
      const incidents = await find('incident', now - year, now + 1, false)
      const listed = catalogue.map(factsOf).filter(isWithin(match))
      const known = new Set(listed.map(({ id }) => id))
      return [...listed, ...servicesIn(incidents).filter(({ id }) => !known.has(id))]
    },
  }
}

const factsOf = ({ id, team, site, tier, capability, objective, depends }: CatalogueEntry): ServiceFacts => ({
  id,
  team: team ?? '',
  site: site ?? '',
  tier: tier ?? null,
  capability: capability ?? '',
  objective: objective ?? null,
  dependsOn: depends ?? [],
})

/** A service of which not everything may be seen is left out: it would look better than it is. */
const isWithin = (match: Match) => (facts: ServiceFacts) => {
  const said: Readonly<Record<string, string>> = { service: facts.id, team: facts.team, site: facts.site }
  return Object.entries(match).every(([name, values]) => Object.hasOwn(said, name) && values.includes(said[name] ?? ''))
}

/** Services incidents were reported on. Nobody has said how important they are or what they promise. */
function servicesIn(rows: readonly Observation[]): readonly ServiceFacts[] {
  const latest = new Map<string, Observation>()
  for (const o of rows) if (o.service !== undefined && !latest.has(o.service)) latest.set(o.service, o)
  return [...latest].map(([id, o]) => ({ id, team: o.team ?? '', site: o.site ?? '', tier: null, capability: '', objective: null, dependsOn: [] }))
}
