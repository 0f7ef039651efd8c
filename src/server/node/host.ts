import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { cpus, freemem, hostname, loadavg, totalmem, uptime } from 'node:os'
import { join, parse } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Host, HostReading } from '../ports.ts'
import { readDisks } from './host/disks.ts'
import { cpuTime, deviceBytes, diskMounts, memoryInfo } from './host/proc.ts'
import type { CpuTime } from './host/proc.ts'
import { createRates } from './host/rates.ts'

export interface HostOptions {
  /** Folder of the kernel's texts; where there is none, `node:os` tells what it can. */
  readonly proc?: string
  /** Monotonic milliseconds. */
  readonly now?: () => number
}

/** The sampling timer of the loop monitor fires this often; its own interval is part of every delay it reports. */
const resolutionMs = 20

const fromOs = (): CpuTime => {
  const times = cpus().map(({ times }) => times)
  const total = times.reduce((sum, t) => sum + t.user + t.nice + t.sys + t.idle + t.irq, 0)
  return { busy: total - times.reduce((sum, t) => sum + t.idle, 0), total }
}

/** Text of the kernel at once, or nothing on a system without it. */
const kernelNow = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/**
 * This machine and this process. Rates cover the time since the reading before, the first one's the time since this was
 * made: whoever comes to a server that has just started finds them. Every reading carries the machine's name as
 * `instance`, since several may write to one store.
 */
export function createHost({ proc = '/proc', now = () => performance.now() }: HostOptions = {}): Host {
  const name = hostname()
  const rates = createRates()
  const loop = monitorEventLoopDelay({ resolution: resolutionMs })
  loop.enable()

  /** Text of the kernel, or nothing on a system without it. */
  const kernel = (file: string): Promise<string> => readFile(join(proc, file), 'utf8').catch(() => '')
  const reading = (measure: string, value: number, labels: Readonly<Record<string, string>> = {}): HostReading => ({
    measure,
    labels: { instance: name, ...labels },
    value,
  })

  const memory = (meminfo: ReadonlyMap<string, number>): readonly HostReading[] => {
    const [total, available, free] = [meminfo.get('MemTotal') ?? totalmem(), meminfo.get('MemAvailable') ?? freemem(), meminfo.get('MemFree') ?? freemem()]
    const cached = (meminfo.get('Cached') ?? 0) + (meminfo.get('Buffers') ?? 0)
    return [
      reading('host.memory', 1 - available / total),
      reading('host.memoryBytes', Math.max(0, total - free - cached), { use: 'used' }),
      ...(meminfo.has('Cached') ? [reading('host.memoryBytes', cached, { use: 'cached' })] : []),
      reading('host.memoryBytes', free, { use: 'free' }),
    ]
  }

  const disks = async (mounts: string): Promise<readonly HostReading[]> => {
    const all = await readDisks(mounts === '' ? [parse(process.cwd()).root] : diskMounts(mounts))
    const [used, total] = [all.reduce((sum, d) => sum + d.usedBytes, 0), all.reduce((sum, d) => sum + d.totalBytes, 0)]
    return [
      ...all.flatMap((d) => [reading('host.disk', d.usedBytes / d.totalBytes, { mount: d.mount }), reading('host.diskBytes', d.usedBytes, { mount: d.mount })]),
      // Of all disks together: a ratio cannot be added up from the ratios.
      ...(total > 0 ? [reading('host.disk', used / total)] : []),
    ]
  }

  const grow = (stat: string, dev: string): ReadonlyMap<string, number> => {
    const cpu = cpuTime(stat) ?? fromOs()
    const own = process.cpuUsage()
    return rates.next(
      new Map([
        ['busy', cpu.busy],
        ['total', cpu.total],
        ['own', own.user + own.system],
        ...deviceBytes(dev).flatMap((d): [string, number][] => [
          [`in ${d.device}`, d.received],
          [`out ${d.device}`, d.sent],
        ]),
      ]),
      now(),
    )
  }
  grow(kernelNow(join(proc, 'stat')), kernelNow(join(proc, 'net/dev')))

  const growing = (stat: string, dev: string): readonly HostReading[] => {
    const growth = grow(stat, dev)
    const [busy, total, ownMicros] = [growth.get('busy'), growth.get('total'), growth.get('own')]
    return [
      ...(busy !== undefined && total ? [reading('host.cpu', (100 * busy) / total)] : []),
      ...(ownMicros === undefined ? [] : [reading('process.cpu', ownMicros / 10_000)]),
      ...[...growth].flatMap(([key, value]) => {
        const [, way, device] = /^(in|out) (.+)$/.exec(key) ?? []
        return device === undefined ? [] : [reading(way === 'in' ? 'host.networkIn' : 'host.networkOut', value, { device })]
      }),
    ]
  }

  const load = (): readonly HostReading[] => {
    const averages = loadavg()
    // Windows has no load and says zero three times.
    return process.platform === 'win32' ? [] : ['1m', '5m', '15m'].map((over, i) => reading('host.load', averages[i] ?? 0, { over }))
  }

  const loopDelay = (): readonly HostReading[] => {
    const ms = Math.max(0, loop.percentile(99) / 1e6 - resolutionMs)
    const counted = loop.count > 0
    loop.reset()
    return counted ? [reading('process.loopDelay', ms)] : []
  }

  return {
    name,
    async read() {
      const [stat, meminfo, mounts, dev] = await Promise.all(['stat', 'meminfo', 'mounts', 'net/dev'].map(kernel))
      return [
        ...growing(stat ?? '', dev ?? ''),
        ...memory(memoryInfo(meminfo ?? '')),
        ...load(),
        ...(await disks(mounts ?? '')),
        reading('host.uptime', uptime()),
        reading('process.memory', process.memoryUsage.rss()),
        ...loopDelay(),
      ]
    },
  }
}
