import type { Ports } from './ports.ts'
import type { Traffic } from './sources/source-guard.ts'
import { encodeSeriesKey } from './store/series-key.ts'
import type { Vitals } from './vitals.ts'

const keepMs = 14 * 86_400_000
const pruneEveryMs = 3_600_000

/** Writes down how this machine and this process are, and forgets it after fourteen days. */
export function createSampler(ports: Pick<Ports, 'host' | 'store'>, vitals: Vitals): (now: number, traffic: ReadonlyMap<string, Traffic>) => Promise<void> {
  let prunedAt = Number.NEGATIVE_INFINITY
  return async (now, traffic) => {
    const own = vitals.read(now, traffic)
    const readings = await ports.host.read()
    const ofHost = readings.map((r) => ({ series: encodeSeriesKey(r.measure, r.labels), at: now, value: r.value }))
    const samples = [...ofHost, ...own].filter((s) => Number.isFinite(s.value))
    if (samples.length > 0) await ports.store.samples.append(samples)
    if (now - prunedAt < pruneEveryMs) return
    prunedAt = now
    await ports.store.samples.prune(now - keepMs)
  }
}
