/** What a recipe is filled with. Everything is PromQL text, already escaped. */
export interface Filling {
  /** A selector: metric, the recipe's own matchers, and those asked for. */
  sel(metric: string, own?: string): string
  /** ` by (a, b)`, or empty for one group of all. More labels can be added. */
  by(...more: readonly string[]): string
  /** Gives the vector its `service` label, and drops nothing. */
  serviced(vector: string, from?: string): string
  /** Window for `rate`. */
  readonly rate: string
  /** Whether a metric is there. */
  has(metric: string): boolean
  /** Values asked for a dimension the recipe makes itself (`use`, `over`); empty means all. */
  wanted(dimension: string): readonly string[]
  /** Whether the answer is split by a dimension. */
  splits(dimension: string): boolean
}

export interface Recipe {
  /** Metrics it reads; one of them has to be there. */
  readonly metrics: readonly string[]
  /** Labels that carry its dimensions under another name. */
  readonly labels?: Readonly<Record<string, string>>
  /** Dimensions it makes itself: they become no matchers. */
  readonly makes?: readonly string[]
  readonly write: (filling: Filling) => string
}

const realDisks = 'fstype!~"tmpfs|ramfs|devtmpfs|squashfs|overlay|iso9660|autofs|fuse.*|nsfs|proc|sysfs|cgroup.*"'
const realDevices = 'device!~"lo|veth.*|docker.*|br-.*|cni.*|flannel.*|cali.*|virbr.*|tap.*|tun.*|ifb.*|dummy.*"'

/** Alternatives of a dimension the recipe makes, joined; without a split or a wish only the first. */
function variants(it: Filling, dimension: string, all: Readonly<Record<string, string>>): string {
  const wanted = it.wanted(dimension)
  const names = Object.keys(all)
  const kept = wanted.length > 0 ? names.filter((name) => wanted.includes(name)) : it.splits(dimension) ? names : names.slice(0, 1)
  return kept.map((name) => `label_replace(${all[name]}, "${dimension}", "${name}", "", "")`).join(' or ')
}

const network = (metric: string): Recipe => ({ metrics: [metric], write: (it) => `sum${it.by()} (rate(${it.sel(metric, realDevices)}[${it.rate}]))` })

/** Node exporter, the process metrics of every client library, and `up`. Ratios are ratios of sums, never means of ratios. */
export const hostRecipes: Readonly<Record<string, Recipe>> = {
  'host.cpu': {
    metrics: ['node_cpu_seconds_total'],
    write: (it) => `100 * (1 - avg${it.by()} (rate(${it.sel('node_cpu_seconds_total', 'mode="idle"')}[${it.rate}])))`,
  },
  'host.memory': {
    metrics: ['node_memory_MemTotal_bytes'],
    write: (it) => `1 - sum${it.by()} (${it.sel('node_memory_MemAvailable_bytes')}) / sum${it.by()} (${it.sel('node_memory_MemTotal_bytes')})`,
  },
  'host.memoryBytes': {
    metrics: ['node_memory_MemTotal_bytes'],
    makes: ['use'],
    write: (it) => {
      const sum = (metric: string): string => `sum${it.by()} (${it.sel(`node_memory_${metric}_bytes`)})`
      const free = sum('MemFree')
      const cached = `${sum('Cached')} + ${sum('Buffers')}`
      return variants(it, 'use', { used: `${sum('MemTotal')} - ${free} - (${cached})`, cached, free })
    },
  },
  'host.load': {
    metrics: ['node_load1'],
    makes: ['over'],
    write: (it) =>
      variants(it, 'over', {
        '1m': `sum${it.by()} (${it.sel('node_load1')})`,
        '5m': `sum${it.by()} (${it.sel('node_load5')})`,
        '15m': `sum${it.by()} (${it.sel('node_load15')})`,
      }),
  },
  'host.disk': {
    metrics: ['node_filesystem_size_bytes'],
    labels: { mount: 'mountpoint' },
    write: (it) =>
      `1 - sum${it.by()} (${it.sel('node_filesystem_avail_bytes', realDisks)}) / sum${it.by()} (${it.sel('node_filesystem_size_bytes', realDisks)})`,
  },
  'host.diskBytes': {
    metrics: ['node_filesystem_size_bytes'],
    labels: { mount: 'mountpoint' },
    write: (it) => `sum${it.by()} (${it.sel('node_filesystem_size_bytes', realDisks)}) - sum${it.by()} (${it.sel('node_filesystem_avail_bytes', realDisks)})`,
  },
  'host.networkIn': network('node_network_receive_bytes_total'),
  'host.networkOut': network('node_network_transmit_bytes_total'),
  'host.uptime': { metrics: ['node_boot_time_seconds'], write: (it) => `time() - max${it.by()} (${it.sel('node_boot_time_seconds')})` },
  'process.memory': { metrics: ['process_resident_memory_bytes'], write: (it) => `sum${it.by()} (${it.sel('process_resident_memory_bytes')})` },
  'process.cpu': { metrics: ['process_cpu_seconds_total'], write: (it) => `100 * sum${it.by()} (rate(${it.sel('process_cpu_seconds_total')}[${it.rate}]))` },
  'process.loopDelay': { metrics: ['nodejs_eventloop_lag_p99_seconds'], write: (it) => `1000 * max${it.by()} (${it.sel('nodejs_eventloop_lag_p99_seconds')})` },
  'targets.up': { metrics: ['up'], write: (it) => `sum${it.by()} (${it.sel('up')})` },
}
