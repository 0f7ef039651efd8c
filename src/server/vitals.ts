import { encodeSeriesKey } from './store/series-key.ts'
import type { Sample } from './store/store.ts'
import type { Traffic } from './sources/source-guard.ts'

/** Neighbouring buckets of the latency histogram differ by a tenth, so p95 is right within ten percent. */
const growth = 1.1
const firstMs = 0.5
const bucketOf = (ms: number): number => (ms <= firstMs ? 0 : Math.ceil(Math.log(ms / firstMs) / Math.log(growth)))
const upperMs = (bucket: number): number => firstMs * growth ** bucket

/** Upper bound of the bucket that holds the 95th percentile, in seconds; undefined when nothing was counted. */
function p95(buckets: ReadonlyMap<number, number>, total: number): number | undefined {
  let passed = 0
  for (const [bucket, count] of [...buckets].toSorted(([a], [b]) => a - b)) {
    passed += count
    if (passed >= 0.95 * total) return upperMs(bucket) / 1000
  }
  return undefined
}

/** What this API did since the last reading, for the host source. */
export interface Vitals {
  observe(status: number, tookMs: number): void
  /**
   * Samples of the time since the last reading, which starts anew: requests and calls per second, share of server errors,
   * 95th percentile of latency in seconds. No requests: no ratio and no latency, which is not zero.
   */
  read(now: number, traffic: ReadonlyMap<string, Traffic>): readonly Sample[]
}

const self = { service: 'homeport' }

export function createVitals(startedAt: number): Vitals {
  let since = startedAt
  let requests = 0
  let errors = 0
  let buckets = new Map<number, number>()
  const called = new Set<string>()

  const ofRequests = (at: number, seconds: number): readonly Sample[] => {
    const latency = p95(buckets, requests)
    return [
      { series: encodeSeriesKey('service.requestRate', self), at, value: requests / seconds },
      ...(requests > 0 ? [{ series: encodeSeriesKey('service.errorRatio', self), at, value: errors / requests }] : []),
      ...(latency !== undefined ? [{ series: encodeSeriesKey('service.latencyP95', self), at, value: latency }] : []),
    ]
  }
  const ofCalls = (at: number, seconds: number, traffic: ReadonlyMap<string, Traffic>): readonly Sample[] =>
    [...traffic].flatMap(([target, it]) => {
      if (it.calls > 0) called.add(target)
      if (!called.has(target)) return []
      const edge = { source: 'homeport', target }
      return [
        { series: encodeSeriesKey('service.calls', edge), at, value: it.calls / seconds },
        { series: encodeSeriesKey('service.callErrors', edge), at, value: it.errors / seconds },
      ]
    })

  return {
    observe(status, tookMs) {
      requests += 1
      if (status >= 500) errors += 1
      const bucket = bucketOf(tookMs)
      buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1)
    },
    read(now, traffic) {
      const seconds = (now - since) / 1000
      if (seconds <= 0) return []
      const samples = [...ofRequests(now, seconds), ...ofCalls(now, seconds, traffic)]
      since = now
      requests = 0
      errors = 0
      buckets = new Map()
      return samples
    },
  }
}
