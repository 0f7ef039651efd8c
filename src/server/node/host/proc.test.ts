import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cpuTime, deviceBytes, diskMounts, memoryInfo } from './proc.ts'

test('guest time is not counted twice, and waiting for disks is not busy', () => {
  expect(cpuTime('cpu  10 1 5 80 4 0 0 0 7 0\n')).toEqual({ busy: 16, total: 100 })
})

test('a mount with a space in its path, a loop device, a network disk and a memory disk', () => {
  const mounts = [
    '/dev/sdb1 /mnt/my\\040disk ext4 rw 0 0',
    '/dev/loop3 /snap/core squashfs ro 0 0',
    'nas:/x /mnt/nas nfs4 rw 0 0',
    'tmpfs /tmp tmpfs rw 0 0',
    '/dev/sda2 / btrfs rw 0 0',
    '/dev/sda2 /home btrfs rw 0 0',
  ]
  expect(diskMounts(mounts.join('\n'))).toEqual(['/', '/mnt/my disk'])
})

test('old kernels write the first number right behind the colon', () => {
  expect(deviceBytes('  eth0:123 0 0 0 0 0 0 0 456 0 0 0 0 0 0 0')).toEqual([{ device: 'eth0', received: 123, sent: 456 }])
})

test('any text at all is read without a crash', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('cpu', 'MemTotal:', 'eth0:', ' ', '\n', '1', '\\', '/', 'kB', 'ext4') }), (text) => {
      expect([cpuTime(text)?.total ?? 0, ...memoryInfo(text).values(), ...deviceBytes(text).map((d) => d.sent)].every(Number.isFinite)).toBe(true)
      expect(diskMounts(text).every((point) => point !== '')).toBe(true)
    }),
  )
})
