/** Readers of Linux' /proc texts. What a line does not say is left out; nothing is guessed. */

export interface CpuTime {
  /** Ticks since start. */
  readonly busy: number
  readonly total: number
}

/** First line of /proc/stat: user nice system idle iowait irq softirq steal (guest time is part of user). Waiting for disks is idle. */
export function cpuTime(stat: string): CpuTime | undefined {
  const fields = /^cpu\s+(.+)$/m.exec(stat)?.[1]?.trim().split(/\s+/).slice(0, 8).map(Number) ?? []
  if (fields.length < 4 || fields.some((n) => !Number.isFinite(n))) return undefined
  const [, , , idle = 0, iowait = 0] = fields
  const total = fields.reduce((a, b) => a + b, 0)
  return { busy: total - idle - iowait, total }
}

/** Bytes by name, from /proc/meminfo. */
export function memoryInfo(meminfo: string): ReadonlyMap<string, number> {
  return new Map(Array.from(meminfo.matchAll(/^([\w()]+):\s+(\d+) kB$/gm), ([, name = '', kb]) => [name, Number(kb) * 1024]))
}

export interface DeviceBytes {
  readonly device: string
  readonly received: number
  readonly sent: number
}

const virtual = /^(lo\d*$|veth|docker|br-|cni|flannel|cali|virbr|tap|tun|ifb|dummy|sit|ip6tnl|gre)/

/** Bytes since start per real interface, from /proc/net/dev. */
export function deviceBytes(dev: string): readonly DeviceBytes[] {
  return Array.from(dev.matchAll(/^\s*([^\s:|]+):\s*(.+)$/gm), ([, device = '', rest = '']) => {
    const fields = rest.trim().split(/\s+/).map(Number)
    return { device, received: fields[0] ?? Number.NaN, sent: fields[8] ?? Number.NaN }
  }).filter(({ device, received, sent }) => !virtual.test(device) && Number.isFinite(received) && Number.isFinite(sent))
}

const octal = (text: string): string => text.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)))
const onDisk = /^(ext[234]|xfs|btrfs|zfs|f2fs|jfs|reiserfs|bcachefs|vfat|exfat|ntfs3?|fuseblk|apfs|hfs)$/

/**
 * Mount points of real disks, from /proc/mounts, shortest path per device: bind mounts show the same disk again. The root is
 * always there, whatever it is made of, since in a container that is an overlay. Network disks are left out: asking one
 * that hangs would hang us.
 */
export function diskMounts(mounts: string): readonly string[] {
  const byDevice = new Map<string, string>()
  for (const line of mounts.split('\n')) {
    const [device = '', point = '', type = ''] = line.split(' ').map(octal)
    if (point === '' || (point !== '/' && !onDisk.test(type)) || device.startsWith('/dev/loop')) continue
    const known = byDevice.get(device)
    if (known === undefined || point.length < known.length) byDevice.set(device, point)
  }
  return [...new Set(byDevice.values())].toSorted((a, b) => (a < b ? -1 : 1))
}
