import type { Store } from '../store.ts'
import { createDashboards } from './dashboards.ts'
import { createFacts } from './facts.ts'
import { createObservations } from './observations.ts'
import { queriesFor } from './query.ts'
import type { Runner } from './runner.ts'
import { createSamples } from './samples.ts'
import { createSources } from './sources.ts'
import { createKeyedWrites } from './writes.ts'

/** The store on a database whose schema is current (`migrate`). */
export function createSqlStore(runner: Runner): Store {
  const q = queriesFor(runner.dialect)
  const writes = createKeyedWrites(runner, q)
  return {
    kind: runner.dialect,
    dashboards: createDashboards(runner, q, writes),
    sources: createSources(runner, q, writes),
    observations: createObservations(runner, q),
    samples: createSamples(runner, q),
    facts: createFacts(runner, q),
    close: () => runner.close(),
  }
}
