import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Health } from './health.ts'

/** Answers under way get this long; a question to a source ends within ten seconds by itself. */
const graceMs = 12_000
/** Longer than that nothing is waited for, whatever hangs. */
export const hardStopMs = 25_000

export interface Stopping {
  readonly servers: readonly Server[]
  readonly health: Pick<Health, 'drain' | 'watched'>
  /** How long balancers get to notice, where there are any. */
  readonly waitMs: number
  /** Tells those who listen to streams to come back later, and ends the streams. */
  readonly endStreams: () => void
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    // What becomes idle from here on is closed as well: it has been told by `Connection: close`.
    server.closeIdleConnections()
  })
}

/** No new questions; those under way may finish, within reason. Afterwards nobody is connected. */
export async function stopServing({ servers, health, waitMs, endStreams }: Stopping): Promise<void> {
  health.drain()
  if (waitMs > 0 && health.watched()) await sleep(waitMs)
  const closed = Promise.all(servers.map(close))
  endStreams()
  const overdue = setTimeout(() => servers.forEach((server) => server.closeAllConnections()), graceMs)
  await closed
  clearTimeout(overdue)
}
