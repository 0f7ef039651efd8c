import type { Server } from 'node:http'
import type { Api } from '../api.ts'
import type { ApiOptions } from '../options.ts'
import type { Clock, Log } from '../ports.ts'
import type { SourceLoad } from '../sources/source-guard.ts'
import type { Store } from '../store/store.ts'
import { createHealth } from './health.ts'
import type { Health } from './health.ts'
import { watchLag } from './lag.ts'
import { createLimits } from './limits.ts'
import { createMetrics } from './metrics.ts'
import type { Metrics } from './metrics.ts'
import { createMetricsServer } from './metrics-door.ts'
import { logRequests } from './request-log.ts'
import { timeStore } from './timed-store.ts'

export interface OperationParts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** Folder of the embedded database, if there is one. */
  readonly folder: string | undefined
}

const ofSeconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / 1000)

/** What it takes to run the server in earnest: who asks how much, how it fares, whether it is fit. */
export interface Operations {
  /** The store given, timed. */
  readonly store: Store
  /** To be handed to the API. */
  readonly watch: Required<Pick<ApiOptions, 'observe' | 'pace'>>
  readonly health: Health
  readonly metrics: Metrics
  metricsServer(): Server
  /** Watches what the API says of itself. */
  follow(api: Pick<Api, 'readings' | 'behind'>): void
  close(): void
}

export function createOperations({ store, clock, log, folder }: OperationParts): Operations {
  const lag = watchLag()
  const metrics = createMetrics(lag)
  const timed = timeStore(store, metrics.store)
  let behind: Api['behind'] = async () => undefined
  const health = createHealth({ store: timed, clock, lag, folder, behind: () => behind() })
  const tell = logRequests(log)
  metrics.watch({ name: 'homeport_ready', help: '1 when it can be asked', read: async () => ((await health.reasons()).length === 0 ? 1 : 0) })
  metrics.watch({
    name: 'homeport_degraded',
    help: '1 when something is late though it can be asked',
    read: async () => ((await health.degraded()).length > 0 ? 1 : 0),
  })
  metrics.watch({ name: 'homeport_store_answer_seconds', help: 'How long the store took to answer when last probed', read: () => health.storeS })
  return {
    store: timed,
    watch: {
      observe: (seen) => {
        metrics.tally.observe(seen)
        tell(seen)
      },
      pace: createLimits(),
    },
    health,
    metrics,
    follow(api) {
      ;({ behind } = api)
      metrics.watch({
        name: 'homeport_outbox_behind_rows',
        help: 'Changes others made that this server has not read yet',
        read: async () => (await behind())?.rows,
      })
      metrics.watch({
        name: 'homeport_outbox_behind_seconds',
        help: 'Age of the oldest change this server has not read yet',
        read: async () => ofSeconds((await behind())?.ageMs),
      })
      const ofSources = (pick: (load: SourceLoad) => number) => (): ReadonlyMap<string, number> =>
        new Map([...api.readings().sources].map(([id, load]) => [id, pick(load)]))
      metrics.watch({ name: 'homeport_streams', help: 'Open live streams', read: () => api.readings().streams })
      metrics.watch({ name: 'homeport_source_running', help: 'Questions a source is answering', label: 'source', read: ofSources((load) => load.running) })
      metrics.watch({ name: 'homeport_source_waiting', help: 'Questions waiting for a source', label: 'source', read: ofSources((load) => load.waiting) })
      metrics.watch({
        name: 'homeport_source_resting',
        help: '1 while the breaker of a source is open',
        label: 'source',
        read: ofSources((load) => (load.resting ? 1 : 0)),
      })
    },
    metricsServer: () => createMetricsServer(metrics),
    close: () => lag.stop(),
  }
}
