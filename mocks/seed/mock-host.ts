import { createEstate } from '#core/estate/estate.ts'
import { hostAt } from '#core/estate/metrics.ts'
import type { Host, HostReading } from '#server/ports.ts'
import { en } from '#locales/en/whole.ts'
import type { Sample } from '#server/store/store.ts'
import { encodeSeriesKey } from '#server/store/series-key.ts'

const minute = 60_000
const every = 15_000
const hostId = 'host-001'
const memory = 16 * 2 ** 30
const disk = 512e9

/** Readings of a host of the estate, in the words of the host port. */
export function readingsAt(at: number): readonly HostReading[] {
  const values = hostAt(createEstateOnce(), hostId, at)
  const reading = (measure: string, value: number, labels: Record<string, string> = {}): HostReading => ({ measure, labels, value })
  return [
    reading('host.cpu', values.cpu),
    reading('host.memory', values.memory),
    reading('host.memoryBytes', values.memory * memory, { use: 'used' }),
    reading('host.memoryBytes', memory, { use: 'total' }),
    reading('host.load', values.load, { over: '1m' }),
    reading('host.disk', values.disk, { mount: '/' }),
    reading('host.diskBytes', values.disk * disk, { mount: '/' }),
    reading('host.networkIn', values.networkIn, { device: 'eth0' }),
    reading('host.networkOut', values.networkOut, { device: 'eth0' }),
    reading('host.uptime', (at / 1000) % 5_184_000),
    reading('process.memory', 90e6 + values.memory * 20e6),
    reading('process.cpu', values.cpu / 20),
    reading('process.loopDelay', 1 + values.cpu / 50),
  ]
}

/** What the server of the mocks would have noted of itself and its sources while nobody looked. */
function ofItself(at: number): readonly HostReading[] {
  const wave = (period: number): number => 1 + Math.sin((2 * Math.PI * at) / period)
  const sources = ['simulated host', en['sources.events']].flatMap((source): readonly HostReading[] => [
    { measure: 'source.up', labels: { source }, value: 1 },
    { measure: 'source.freshness', labels: { source }, value: 2 + 3 * wave(7 * minute) },
  ])
  const own = (measure: string, value: number): HostReading => ({ measure, labels: { service: 'homeport' }, value })
  return [
    ...sources,
    own('service.requestRate', 0.8 + 0.6 * wave(23 * minute)),
    own('service.errorRatio', 0),
    own('service.latencyP95', 0.02 + 0.005 * wave(11 * minute)),
  ]
}

let estate: ReturnType<typeof createEstate> | undefined
const createEstateOnce = (): ReturnType<typeof createEstate> => (estate ??= createEstate(7, 'small'))

/** A host made up from the estate: mocks have no machine to look at. */
export const createMockHost = (now: () => number): Host => ({ name: 'simulated host', read: async () => readingsAt(now()) })

/** Samples of the last hours, as close as the host source asks for them, so that the first screen of the mocks has a past. */
export function hostHistory(now: number, hours: number): readonly Sample[] {
  const first = Math.ceil((now - hours * 60 * minute) / every) * every
  const count = Math.max(0, Math.floor((now - first) / every))
  return Array.from({ length: count }, (_, i) => first + i * every).flatMap((at) =>
    [...readingsAt(at), ...ofItself(at)].map((r) => ({ series: encodeSeriesKey(r.measure, r.labels), at, value: r.value })),
  )
}
