import type { Store } from '../store.ts'
import { createAccess } from './access.ts'
import { createAttempts } from './attempts.ts'
import { createAudit } from './audit.ts'
import { createDashboards } from './dashboards.ts'
import { createFacts } from './facts.ts'
import { createPeople } from './people.ts'
import { createLearning } from './learning.ts'
import { createFrames } from './frames.ts'
import { createLayers } from './layers.ts'
import { createObservations } from './observations.ts'
import { createReporting } from './reporting.ts'
import { queriesFor } from './query.ts'
import type { Runner } from './runner.ts'
import { createRecords } from './records.ts'
import { createRoles } from './roles.ts'
import { createRuns } from './runs.ts'
import { createSamples } from './samples.ts'
import { createSessions } from './sessions.ts'
import { createSources } from './sources.ts'
import { createHints, type Hints } from '../hints.ts'
import { createOutbox } from './outbox.ts'
import { createTokens } from './tokens.ts'
import { createTrails } from './trails.ts'
import { createKeyedWrites } from './writes.ts'

/** The store on a database whose schema is current (`migrate`). `hints`: how programs on the same database nudge each other. */
export function createSqlStore(runner: Runner, hints: Hints = createHints()): Store {
  const q = queriesFor(runner.dialect)
  const trails = createTrails(runner, q, hints)
  const writes = createKeyedWrites(runner, q, trails)
  const reporting = createReporting(runner, q)
  return {
    kind: runner.dialect,
    dashboards: createDashboards(runner, q, writes, trails),
    sources: createSources(runner, q, writes, trails),
    observations: createObservations(runner, q, trails, reporting),
    samples: createSamples(runner, q),
    facts: createFacts(runner, q, trails),
    people: createPeople(runner, q, trails),
    roles: createRoles(runner, q, trails),
    sessions: createSessions(runner, q, trails),
    tokens: createTokens(runner, q, trails),
    attempts: createAttempts(runner, q),
    access: createAccess(runner, q, trails),
    layers: createLayers(runner, q, writes),
    frames: createFrames(runner, q, trails),
    runs: createRuns(runner, q, writes, trails),
    records: createRecords(runner, q, trails, reporting),
    audit: createAudit(runner, q),
    learning: createLearning(runner, q, trails),
    trail: { write: (trail) => trails.run({ statements: [], repeatable: true }, trail).then(() => undefined) },
    outbox: createOutbox(runner, hints),
    close: async () => {
      await hints.close()
      await runner.close()
    },
  }
}
