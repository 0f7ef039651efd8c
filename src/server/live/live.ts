import type { Change } from '#contract/change.ts'
import type { Sources } from '../access/sources.ts'
import type { Engine } from '../accounts/engine.ts'
import type { Ports } from '../ports.ts'
import type { SourceRuntime } from '../sources/runtime.ts'
import { createHub, type Hub } from './hub.ts'
import { createPresence } from './presence.ts'
import { createStreams, type Streams } from './stream.ts'

/** Changes are kept for a day; whoever comes back later reads everything anew. */
const keepMs = 24 * 3_600_000
const pruneEveryMs = 3_600_000

export interface Live {
  readonly hub: Hub
  readonly streams: Streams
  /** Hears of other programs' changes while nobody listens, and forgets old ones. */
  tick(now: number): Promise<void>
}

export interface LiveParts {
  readonly ports: Ports
  readonly engine: Engine
  readonly sources: Pick<SourceRuntime, 'changed'>
  readonly access: Pick<Sources, 'forgetGrants'>
}

/** What happens, told to everybody who listens; what this program remembers is brought up to date by it too. */
export function createLive({ ports, engine, sources, access }: LiveParts): Live {
  const onChanges = (changes: readonly Change[]): void => {
    const topics = new Set(changes.map((c) => c.topic))
    if (topics.has('role')) engine.accounts.forget()
    else for (const { topic, id } of changes) if (topic === 'person' || topic === 'session') engine.accounts.forget(id)
    if (topics.has('source') || topics.has('demo')) sources.changed()
    // Before any reader is told: the first thing they do is ask again.
    if (topics.has('access') || topics.has('source')) access.forgetGrants()
  }
  const hub = createHub({ ports, still: createPresence(ports, engine), onChanges })
  let prunedAt = Number.NEGATIVE_INFINITY
  return {
    hub,
    streams: createStreams(),
    async tick(now) {
      await hub.catchUp()
      if (now - prunedAt < pruneEveryMs) return
      prunedAt = now
      await ports.store.outbox.prune(keepMs)
    },
  }
}
