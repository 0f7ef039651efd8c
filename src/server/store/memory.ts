import { createAccess } from './memory/access.ts'
import { createAttempts } from './memory/attempts.ts'
import { createAudit } from './memory/audit.ts'
import { readSnapshot, writeSnapshot } from './memory/cells.ts'
import { createDashboards } from './memory/dashboards.ts'
import { createLearning } from './memory/learning.ts'
import { createFrames } from './memory/frames.ts'
import { createLayers } from './memory/layers.ts'
import { createObservations, createReports } from './memory/observations.ts'
import { createPeople } from './memory/people.ts'
import { createRecords } from './memory/records.ts'
import { createRoles } from './memory/roles.ts'
import { createRuns } from './memory/runs.ts'
import { createSamples } from './memory/samples.ts'
import { createSessions } from './memory/sessions.ts'
import { createSources } from './memory/sources.ts'
import { createTokens } from './memory/tokens.ts'
import { createTrails } from './memory/trails.ts'
import type { Store } from './store.ts'
import type { Trail } from './trail.ts'

export interface MemoryStore extends Store {
  /** Everything in the store as text for `createMemoryStore`. */
  snapshot(): string
}

/**
 * The reference store. It forgets with the process, unless whoever made it keeps snapshots: `onChange` is called after every
 * change, and `snapshot` starts the next store where one left off.
 */
export function createMemoryStore(it: { readonly snapshot?: string | undefined; readonly onChange?: () => void } = {}): MemoryStore {
  const cells = readSnapshot(it.snapshot)
  const trails = createTrails(cells)
  const changed = (trail?: Trail): void => {
    trails.leave(trail)
    it.onChange?.()
  }
  const dashboards = createDashboards(cells, changed)
  const reports = createReports(cells)
  return {
    kind: 'memory',
    dashboards,
    access: createAccess(cells, dashboards, changed),
    layers: createLayers(cells, changed),
    frames: createFrames(cells, changed),
    sources: createSources(cells, changed),
    observations: createObservations(cells, reports, changed),
    samples: createSamples(cells, changed),
    facts: {
      read: async (name) => cells.facts.get(name),
      write: async (name, value, trail) => {
        cells.facts.set(name, value)
        changed(trail)
      },
    },
    people: createPeople(cells, changed),
    roles: createRoles(cells, changed),
    sessions: createSessions(cells, changed),
    tokens: createTokens(cells, changed),
    attempts: createAttempts(cells, changed),
    runs: createRuns(cells, changed),
    records: createRecords(cells, reports, changed),
    audit: createAudit(cells, changed),
    learning: createLearning(cells, changed),
    trail: { write: async (trail) => changed(trail) },
    outbox: trails.outbox,
    snapshot: () => writeSnapshot(cells),
    close: async () => undefined,
  }
}
