import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { measures } from '#core/templates/measures.ts'
import type { HostReading } from '../ports.ts'
import { createHost } from './host.ts'

let proc: string
let clock = 0

beforeEach(async () => {
  proc = await mkdtemp(join(tmpdir(), 'homeport-proc-'))
  await mkdir(join(proc, 'net'))
  clock = 0
})
afterEach(() => rm(proc, { recursive: true, force: true }))

interface Kernel {
  readonly cpu?: string
  readonly eth0?: readonly [received: number, sent: number]
}

async function say({ cpu = '100 0 0 900 0 0 0 0 0 0', eth0 = [1000, 2000] }: Kernel = {}): Promise<void> {
  await writeFile(join(proc, 'stat'), `cpu  ${cpu}\ncpu0 1 1 1 1\n`)
  await writeFile(join(proc, 'meminfo'), 'MemTotal:  1000 kB\nMemFree:  200 kB\nMemAvailable:  600 kB\nBuffers: 50 kB\nCached:  250 kB\nHugePages_Total: 0\n')
  await writeFile(
    join(proc, 'mounts'),
    `proc /proc proc rw 0 0\noverlay / overlay rw 0 0\n/dev/sda1 ${proc} ext4 rw 0 0\n/dev/sda1 ${proc}/net ext4 rw 0 0\n/dev/sdb1 ${proc}/stat ext4 rw 0 0\n`,
  )
  const line = (device: string, [received, sent]: readonly [number, number]): string => `${device}: ${received} 1 0 0 0 0 0 0 ${sent} 1 0 0 0 0 0 0\n`
  await writeFile(
    join(proc, 'net/dev'),
    `Inter-| Receive | Transmit\n face |bytes packets|bytes\n${line('    lo', [9, 9])}${line('  eth0', eth0)}${line('veth12', [5, 5])}`,
  )
}

const host = () => createHost({ proc, now: () => clock })
const values = (readings: readonly HostReading[], measure: string) =>
  readings
    .filter((r) => r.measure === measure)
    .map(({ labels, value }) => ({ ...Object.fromEntries(Object.entries(labels).filter(([name]) => name !== 'instance')), value }))

test('the first reading has the rates of the time since it was made, the second those of the time between', async () => {
  await say()
  const machine = host()
  clock += 10_000
  await say({ cpu: '400 0 100 1400 100 0 0 0 0 0', eth0: [21_000, 12_000] })
  const first = await machine.read()
  // 400 of 1000 ticks were neither idle nor waiting for disks.
  expect(values(first, 'host.cpu')).toEqual([{ value: 40 }])
  expect(values(first, 'host.networkIn')).toEqual([{ device: 'eth0', value: 2000 }])
  expect(values(first, 'host.networkOut')).toEqual([{ device: 'eth0', value: 1000 }])
  expect(values(first, 'process.cpu')[0]?.value).toBeGreaterThanOrEqual(0)
  clock += 10_000
  await say({ cpu: '500 0 100 2300 100 0 0 0 0 0', eth0: [22_000, 12_000] })
  const second = await machine.read()
  expect(values(second, 'host.cpu')).toEqual([{ value: 10 }])
  expect(values(second, 'host.networkIn')).toEqual([{ device: 'eth0', value: 100 }])
})

test('a first reading too soon has no rates, and one a second after it was made has them, whenever that first one came', async () => {
  await say()
  const machine = host()
  clock += 600
  const first = await machine.read()
  for (const measure of ['host.cpu', 'host.networkIn', 'host.networkOut', 'process.cpu']) expect(values(first, measure)).toEqual([])
  clock += 500
  await say({ eth0: [2100, 2000] })
  expect(values(await machine.read(), 'host.networkIn')).toEqual([{ device: 'eth0', value: 1000 }])
})

test('a counter that began anew has no rate once, then one again', async () => {
  await say({ eth0: [4_294_967_000, 500] })
  const machine = host()
  await machine.read()
  clock += 10_000
  await say({ eth0: [100, 1500] })
  const wrapped = await machine.read()
  expect(values(wrapped, 'host.networkIn')).toEqual([])
  expect(values(wrapped, 'host.networkOut')).toEqual([{ device: 'eth0', value: 100 }])
  clock += 10_000
  await say({ eth0: [1100, 1500] })
  expect(values(await machine.read(), 'host.networkIn')).toEqual([{ device: 'eth0', value: 100 }])
})

test('a reading right after another gives the same rates, not noise', async () => {
  await say()
  const machine = host()
  await machine.read()
  clock += 10_000
  await say({ eth0: [11_000, 2000] })
  await machine.read()
  clock += 5
  await say({ eth0: [99_000, 2000] })
  expect(values(await machine.read(), 'host.networkIn')).toEqual([{ device: 'eth0', value: 1000 }])
})

test('memory is split so that its parts add up', async () => {
  await say()
  const readings = await host().read()
  expect(values(readings, 'host.memory')).toEqual([{ value: 0.4 }])
  const parts = Object.fromEntries(values(readings, 'host.memoryBytes').map((r) => [(r as { use?: string }).use, r.value]))
  expect(parts).toEqual({ used: 500 * 1024, cached: 300 * 1024, free: 200 * 1024 })
})

test('each disk is read once, single mounted files are none, and the whole stands beside the parts', async () => {
  await say()
  const disks = values(await host().read(), 'host.disk')
  expect(disks.map((d) => (d as { mount?: string }).mount)).toEqual(['/', proc, undefined])
  for (const { value } of disks) {
    expect(value).toBeGreaterThanOrEqual(0)
    expect(value).toBeLessThanOrEqual(1)
  }
})

test('without a kernel that tells, the rest is read all the same', async () => {
  const machine = createHost({ proc: '/nowhere/at/all', now: () => clock })
  await machine.read()
  clock += 10_000
  // The processors' own clocks have to tick.
  await new Promise((later) => setTimeout(later, 100))
  const readings = await machine.read()
  const known = new Set(readings.map((r) => r.measure))
  for (const measure of ['host.cpu', 'host.memory', 'host.memoryBytes', 'host.disk', 'host.uptime', 'process.memory', 'process.cpu'])
    expect(known).toContain(measure)
  expect(values(readings, 'host.cpu')[0]?.value).toBeLessThanOrEqual(100)
})

test('this very machine gives finite values of known measures, each under its name', async () => {
  const machine = createHost()
  await machine.read()
  await new Promise((later) => setTimeout(later, 1000))
  const readings = await machine.read()
  expect(readings.every((r) => Number.isFinite(r.value) && r.value >= 0 && r.labels['instance'] === hostname())).toBe(true)
  expect(readings.filter((r) => !(r.measure in measures))).toEqual([])
  expect(values(readings, 'host.cpu').length).toBe(1)
  expect(values(readings, 'process.loopDelay').length).toBe(1)
  expect(machine.name).toBe(hostname())
})
