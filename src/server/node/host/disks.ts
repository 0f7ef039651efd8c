import { stat, statfs } from 'node:fs/promises'

export interface Disk {
  readonly mount: string
  readonly usedBytes: number
  readonly totalBytes: number
}

/** Room on one disk; undefined where the mount point is gone, is a file (containers mount single files) or tells no size. */
async function readDisk(mount: string): Promise<Disk | undefined> {
  try {
    if (!(await stat(mount)).isDirectory()) return undefined
    const { blocks, bavail, bsize } = await statfs(mount)
    // What only root may still use counts as used: nobody else gets it.
    return blocks > 0 ? { mount, totalBytes: blocks * bsize, usedBytes: (blocks - bavail) * bsize } : undefined
  } catch {
    // Unmounted since, or not ours to look at: no reading.
    return undefined
  }
}

export async function readDisks(mounts: readonly string[]): Promise<readonly Disk[]> {
  return (await Promise.all(mounts.map(readDisk))).filter((disk) => disk !== undefined)
}
