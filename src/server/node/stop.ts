import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Health } from './health.ts'

/** Answers under way get this long; a question to a source ends within ten seconds by itself. */
const graceMs = 12_000
/** How soon a connection that became idle meanwhile is closed. */
const idleMs = 100
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

const close = (server: Server): Promise<void> => new Promise((resolve) => void server.close(() => resolve()))

/** No new questions; those under way may finish, within reason. Afterwards nobody is connected. */
export async function stopServing({ servers, health, waitMs, endStreams }: Stopping): Promise<void> {
  health.drain()
  if (waitMs > 0 && health.watched()) await sleep(waitMs)
  const closed = Promise.all(servers.map(close))
  endStreams()
  // A connection whose last answer is given stays open for the next question, which is not to come any more.
  const idle = setInterval(() => servers.forEach((server) => server.closeIdleConnections()), idleMs)
  const overdue = setTimeout(() => servers.forEach((server) => server.closeAllConnections()), graceMs)
  await closed
  clearInterval(idle)
  clearTimeout(overdue)
}
