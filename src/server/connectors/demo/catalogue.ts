import type { CatalogueEntry } from '#contract/services.ts'
import type { Estate } from '#core/estate/estate.ts'

/** Services of the estate an asker may see, as its people would list them. */
export const catalogueOf = (estate: Estate, visible: ReadonlySet<string>): readonly CatalogueEntry[] =>
  estate.services
    .filter((service) => visible.has(service.id))
    .map(({ id, tier, team, site, capability }) => ({
      id,
      tier,
      team,
      site,
      ...(capability && { capability }),
      depends: [...new Set(estate.edges.filter((edge) => edge.from === id && edge.seen !== 'traced' && visible.has(edge.to)).map((edge) => edge.to))],
    }))
