import type { Gauge } from './gauge.ts'
import type { Lag } from './lag.ts'
import { createDurations, createTally } from './tally.ts'
import type { Durations, Tally } from './tally.ts'

/** Everything there is to scrape. Counting is our own and small; the library that writes it down is loaded at the first scrape. */
export interface Metrics {
  readonly tally: Tally
  /** How long the store took, by part and method. */
  readonly store: Durations
  /** Something to look at when scraped; names begin with `homeport_`. */
  watch(gauge: Gauge): void
  render(): Promise<{ readonly type: string; readonly text: string }>
}

export function createMetrics(lag: Lag): Metrics {
  const tally = createTally()
  const store = createDurations()
  const gauges: Gauge[] = [
    { name: 'homeport_event_loop_lag_seconds', help: 'How late the event loop ran its last tick', read: () => lag.lastMs / 1000 },
    { name: 'homeport_resident_memory_bytes', help: 'Resident memory of the process', read: () => process.memoryUsage.rss() },
    { name: 'homeport_process_start_time_seconds', help: 'When the process started, since the epoch', read: () => performance.timeOrigin / 1000 },
  ]
  return {
    tally,
    store,
    watch: (gauge) => void gauges.push(gauge),
    render: async () => (await import('./metrics-text.ts')).renderMetrics({ tally, store, gauges }),
  }
}
