import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  readonly folder: string
  destroy(): void
}

/** A disk of so many megabytes in memory; undefined where nothing may be mounted. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'homeport-disk-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    // Not allowed here, or no such command: the caller skips by name.
    remove()
    return undefined
  }
  return {
    folder,
    destroy: () => {
      execFileSync('umount', ['-l', folder])
      remove()
    },
  }
}
