import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { startHomeport } from '#tests/support/homeport.ts'
import type { Figure } from './figures.ts'

const idleMs = 20_000

/** Resident memory in MB; the kernel's own count where there is one. */
function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout) / 1024
  }
}

/** From the start of the process to its printed address, and what it holds when nobody asks. */
export async function benchServer(rounds: number): Promise<readonly Figure[]> {
  const started: number[] = []
  const memory: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const server = await startHomeport()
    started.push(server.startedInMs)
    if (round === 0) {
      await new Promise((later) => setTimeout(later, idleMs))
      memory.push(residentMb(server.pid))
    }
    await server.stop()
  }
  return [
    { what: 'server: start to listening', unit: 'ms', ours: started, target: { most: 1500, of: 'value' } },
    { what: `server: resident memory after ${idleMs / 1000} s`, unit: 'MB', ours: memory, target: { most: 150, of: 'value' } },
  ]
}
