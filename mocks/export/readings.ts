import type { Estate } from '#core/estate/estate.ts'
import { hostAt, serviceAt } from '#core/estate/metrics.ts'
import type { Family, Sample } from './families.ts'
import { bounds } from './latency.ts'
import { callWidth, ofRequests, startOf } from './totals.ts'
import type { Totals } from './totals.ts'

type Labels = Readonly<Record<string, string>>

const memoryBytes = 64 * 2 ** 30
const diskBytes = 960e9
const openFiles = 65_536
const round = (value: number): number => Math.round(value * 1e6) / 1e6
const sample = (labels: Labels, value: number, suffix = ''): Sample => ({ suffix, labels, value })

/** Buckets, sum and count of durations that start at `at` in totals. Counts are whole: nobody serves half a request. */
function durations(labels: Labels, totals: Float64Array, at: number): readonly Sample[] {
  const count = Math.floor(totals[at] ?? 0)
  const within = bounds.map((bound, i) => sample({ ...labels, le: String(bound) }, Math.floor(totals[at + 2 + i] ?? 0), '_bucket'))
  return [...within, sample({ ...labels, le: '+Inf' }, count, '_bucket'), sample(labels, round(totals[at + 1] ?? 0), '_sum'), sample(labels, count, '_count')]
}

function serviceFamilies(estate: Estate, totals: Totals, at: number): readonly Family[] {
  const of = estate.services.map((service) => {
    const labels = { job: 'services', instance: `${service.id}-1`, service: service.id, team: service.team, site: service.site, tier: String(service.tier) }
    return { labels, reading: serviceAt(estate, service.id, at), counted: totals.service(service.id, at) }
  })
  return [
    {
      name: 'http_server_request_duration_seconds',
      type: 'histogram',
      unit: 'seconds',
      help: 'Duration of requests served.',
      samples: of.flatMap(({ labels, counted }) => [
        ...durations({ ...labels, http_response_status_code: '200' }, counted, 0),
        ...durations({ ...labels, http_response_status_code: '500' }, counted, ofRequests),
      ]),
    },
    {
      name: 'process_open_fds',
      type: 'gauge',
      unit: '',
      help: 'Number of open file descriptors.',
      samples: of.map(({ labels, reading }) => sample(labels, Math.round(reading.saturation * openFiles))),
    },
    {
      name: 'process_max_fds',
      type: 'gauge',
      unit: '',
      help: 'Maximum number of open file descriptors.',
      samples: of.map(({ labels }) => sample(labels, openFiles)),
    },
    {
      name: 'up',
      type: 'gauge',
      unit: '',
      help: 'Whether the service answers.',
      samples: of.map(({ labels, reading }) => sample(labels, reading.errorRatio > 0.5 ? 0 : 1)),
    },
  ]
}

/** Edges nobody traces carry no metrics. */
function callFamilies(estate: Estate, totals: Totals, at: number): readonly Family[] {
  const counted = totals.calls(at)
  const of = estate.edges.flatMap(({ from, to, seen }, i) =>
    seen === 'declared' ? [] : [{ labels: { client: from, server: to, connection_type: '' }, at: i * callWidth }],
  )
  const name = 'traces_service_graph_request'
  return [
    {
      name,
      type: 'counter',
      unit: '',
      help: 'Requests between two services.',
      samples: of.map((e) => sample(e.labels, Math.floor(counted[e.at + 1] ?? 0), '_total')),
    },
    {
      name: `${name}_failed`,
      type: 'counter',
      unit: '',
      help: 'Failed requests between two services.',
      samples: of.map((e) => sample(e.labels, Math.floor(counted[e.at] ?? 0), '_total')),
    },
    {
      name: `${name}_server_seconds`,
      type: 'histogram',
      unit: 'seconds',
      help: 'Duration of requests between two services, as the server saw it.',
      samples: of.flatMap((e) => durations(e.labels, counted, e.at + 1)),
    },
  ]
}

interface HostPoint {
  readonly labels: Labels
  readonly reading: ReturnType<typeof hostAt>
  readonly counted: Float64Array
}

const gauge = (of: readonly HostPoint[], name: string, help: string, value: (p: HostPoint) => number, more: Labels = {}): Family => ({
  name,
  type: 'gauge',
  unit: name.endsWith('_bytes') ? 'bytes' : name.endsWith('_seconds') ? 'seconds' : '',
  help,
  samples: of.map((p) => sample({ ...p.labels, ...more }, round(value(p)))),
})

function hostFamilies(estate: Estate, totals: Totals, at: number): readonly Family[] {
  const of = estate.assets
    .filter((a) => a.kind === 'host')
    .map((a): HostPoint => ({
      labels: { job: 'node', instance: a.id, site: a.site, ...(a.service !== undefined && { service: a.service }) },
      reading: hostAt(estate, a.id, at),
      counted: totals.host(a.id, at),
    }))
  const disk = { device: '/dev/sda1', fstype: 'ext4', mountpoint: '/' }
  /** Of the memory nobody uses: free, kept files, kept blocks. */
  const unused = (share: number) => (p: HostPoint) => Math.round(memoryBytes * (1 - p.reading.memory) * share)
  const network = (direction: string, index: number): Family => ({
    name: `node_network_${direction}_bytes`,
    type: 'counter',
    unit: 'bytes',
    help: `Bytes, ${direction}.`,
    samples: of.map((p) => sample({ ...p.labels, device: 'eth0' }, Math.floor(p.counted[index] ?? 0), '_total')),
  })
  return [
    {
      name: 'node_cpu_seconds',
      type: 'counter',
      unit: 'seconds',
      help: 'Seconds the processor spent in each mode.',
      samples: of.flatMap((p) => ['idle', 'user'].map((mode, i) => sample({ ...p.labels, cpu: '0', mode }, round(p.counted[i] ?? 0), '_total'))),
    },
    gauge(of, 'node_memory_MemTotal_bytes', 'Memory.', () => memoryBytes),
    gauge(of, 'node_memory_MemAvailable_bytes', 'Memory that can be had.', unused(1)),
    gauge(of, 'node_memory_MemFree_bytes', 'Memory nobody uses.', unused(0.6)),
    gauge(of, 'node_memory_Cached_bytes', 'Memory that holds files.', unused(0.35)),
    gauge(of, 'node_memory_Buffers_bytes', 'Memory that holds blocks.', unused(0.05)),
    gauge(of, 'node_load1', 'Load over 1 minute.', (p) => p.reading.load),
    gauge(of, 'node_load5', 'Load over 5 minutes.', (p) => p.reading.load * 0.97),
    gauge(of, 'node_load15', 'Load over 15 minutes.', (p) => p.reading.load * 0.94),
    gauge(of, 'node_filesystem_size_bytes', 'Size of the file system.', () => diskBytes, disk),
    gauge(of, 'node_filesystem_avail_bytes', 'Room left on the file system.', (p) => Math.round(diskBytes * (1 - p.reading.disk)), disk),
    network('receive', 2),
    network('transmit', 3),
    gauge(of, 'node_boot_time_seconds', 'When the host was started, in seconds since 1970.', () => startOf(at) / 1000),
  ]
}

/** Everything the estate's exporters would show at a moment. */
export const familiesAt = (estate: Estate, totals: Totals, at: number): readonly Family[] => [
  ...serviceFamilies(estate, totals, at),
  ...callFamilies(estate, totals, at),
  ...hostFamilies(estate, totals, at),
]
