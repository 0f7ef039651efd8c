import type { Source } from '#contract/source.ts'
import type { Ports } from './ports.ts'
import type { Traffic } from './sources/source-guard.ts'
import type { Sample } from './store/store.ts'
import { encodeSeriesKey } from './store/series-key.ts'
import type { Vitals } from './vitals.ts'

const keepMs = 14 * 86_400_000
const pruneEveryMs = 3_600_000

export interface SamplerParts {
  readonly ports: Pick<Ports, 'host' | 'store'>
  readonly vitals: Vitals
  /** Every source with what is known of its health. */
  readonly sources: () => Promise<readonly Pick<Source, 'id' | 'name' | 'health'>[]>
}

/** Whether each source answers, and how long ago it last did. One nobody has asked yet says nothing. */
function createFreshness(): (now: number, sources: Awaited<ReturnType<SamplerParts['sources']>>) => readonly Sample[] {
  let answered = new Map<string, number>()
  return (now, sources) => {
    answered = new Map(
      sources.flatMap(({ id, health }) => {
        const at = health.state === 'ok' ? (health.at ?? now) : answered.get(id)
        return at === undefined ? [] : [[id, at] as const]
      }),
    )
    return sources.flatMap(({ id, name, health }) => {
      const labels = { source: name }
      const at = answered.get(id)
      return [
        ...(health.state === 'unknown' ? [] : [{ series: encodeSeriesKey('source.up', labels), at: now, value: health.state === 'ok' ? 1 : 0 }]),
        ...(at === undefined ? [] : [{ series: encodeSeriesKey('source.freshness', labels), at: now, value: Math.max(0, now - at) / 1000 }]),
      ]
    })
  }
}

/** Writes down how this machine, this process and its sources are, and forgets it after fourteen days. */
export function createSampler({ ports, vitals, sources }: SamplerParts): (now: number, traffic: ReadonlyMap<string, Traffic>) => Promise<void> {
  let prunedAt = Number.NEGATIVE_INFINITY
  const freshness = createFreshness()
  return async (now, traffic) => {
    const own = vitals.read(now, traffic)
    const [readings, known] = await Promise.all([ports.host.read(), sources()])
    const ofHost = readings.map((r) => ({ series: encodeSeriesKey(r.measure, r.labels), at: now, value: r.value }))
    const samples = [...ofHost, ...own, ...freshness(now, known)].filter((s) => Number.isFinite(s.value))
    if (samples.length > 0) await ports.store.samples.append(samples)
    if (now - prunedAt < pruneEveryMs) return
    prunedAt = now
    await ports.store.samples.prune(now - keepMs)
  }
}
