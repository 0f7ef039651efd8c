import pg from 'pg'
import type { Log } from '../../ports.ts'
import { createHints, type Hints } from '../../store/hints.ts'
import { limits } from './postgres-runner.ts'

const channel = 'homeport_outbox'
/** Milliseconds. */
const tellEvery = 50
const firstPause = 500
const longestPause = 30_000

/**
 * Nudges between programs on one database, by NOTIFY: never inside a transaction that changes something, where it would make all
 * commits wait for each other, and at most twenty a second. Who cannot listen (behind a pooler, or the connection is gone) asks
 * every half second as always.
 */
export function createPostgresHints(it: { readonly url: string; readonly pool: pg.Pool; readonly log: Log }): Hints {
  const { url, pool, log } = it
  const own = createHints()
  let listeners = 0
  let ear: pg.Client | undefined
  let closed = false
  let pause = firstPause
  let retry: NodeJS.Timeout | undefined
  let telling: NodeJS.Timeout | undefined
  let toldAt = 0

  const tell = (): void => {
    telling = undefined
    toldAt = Date.now()
    // A hint that is lost costs half a second.
    pool.query(`notify ${channel}`).catch((error: unknown) => log.warn('store.hint_untold', { cause: String(error) }))
  }

  const lost = (client: pg.Client, cause: string): void => {
    if (ear !== client) return
    ear = undefined
    client.end().catch(() => undefined)
    if (closed || listeners === 0) return
    log.info('store.hints_lost', { cause, retryMs: pause })
    retry = setTimeout(listen, pause)
    pause = Math.min(pause * 2, longestPause)
  }

  function listen(): void {
    if (ear || closed) return
    const client = new pg.Client({
      connectionString: url,
      application_name: 'homeport hints',
      connectionTimeoutMillis: limits.connect,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5000,
    })
    ear = client
    client.on('error', (error) => lost(client, error.message))
    client.on('end', () => lost(client, 'ended'))
    client.on('notification', () => own.told())
    client
      .connect()
      .then(() => client.query(`listen ${channel}`))
      .then(
        () => (pause = firstPause),
        (error: unknown) => lost(client, String(error)),
      )
  }

  const deafen = (): void => {
    clearTimeout(retry)
    const client = ear
    ear = undefined
    client?.end().catch(() => undefined)
  }

  return {
    told() {
      own.told()
      if (closed) return
      telling ??= setTimeout(tell, Math.max(0, toldAt + tellEvery - Date.now()))
    },
    onHint(hear) {
      const stop = own.onHint(hear)
      listeners += 1
      listen()
      return () => {
        stop()
        listeners -= 1
        if (listeners === 0) deafen()
      }
    },
    async close() {
      closed = true
      clearTimeout(telling)
      deafen()
      await own.close()
    },
  }
}
