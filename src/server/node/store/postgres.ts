import type pg from 'pg'
import type { Log } from '../../ports.ts'
import { StoreRefusal } from '../../store/refusal.ts'
import { migrate } from '../../store/sql/migrate.ts'
import type { Migration } from '../../store/sql/migrations/migration.ts'
import { createSqlStore } from '../../store/sql/sql-store.ts'
import type { Store } from '../../store/store.ts'
import { endingOf, messageOf } from './postgres-fault.ts'
import { createPostgresHints } from './postgres-hints.ts'
import { createPostgresRunner, openPools } from './postgres-runner.ts'

/** A database that is being started together with this program gets this long. */
const patienceMs = 15_000
const pauseMs = 250

/**
 * The store on PostgreSQL, for when one machine is not enough. As many programs as needed may use the same database. Throws
 * `StoreRefusal` when the database cannot be reached, refuses, or was written by a newer version.
 */
export async function openPostgresStore(it: {
  readonly url: string
  readonly log: Log
  readonly migrations?: readonly Migration[]
  readonly patienceMs?: number
}): Promise<Store> {
  const { log } = it
  const pools = openPools(it.url, log)
  const runner = createPostgresRunner(pools)
  const now = Date.now()
  try {
    await greet(pools.points, it.url, now + (it.patienceMs ?? patienceMs), log)
    const plan = await migrate(runner, { now, ...(it.migrations && { migrations: it.migrations }) })
    log.info('store.open', { kind: 'postgres', at: addressOf(it.url), schema: plan.to, from: plan.from, ms: Date.now() - now })
    return createSqlStore(runner, createPostgresHints({ url: it.url, pool: pools.points, log }))
  } catch (error) {
    await runner.close()
    throw error
  }
}

/** Waits for the first answer and reads from it whether this database can keep what it is given. */
async function greet(pool: pg.Pool, url: string, until: number, log: Log): Promise<void> {
  const settings = await firstAnswer(pool, url, until)
  if (settings.encoding !== 'UTF8')
    throw new StoreRefusal(
      'not_ready',
      `The database ${addressOf(url)} has encoding ${settings.encoding}, Homeport needs UTF8. Create it with ENCODING 'UTF8'.`,
    )
  if (settings.fsync !== 'on' || settings.commit === 'off') log.warn('store.not_durable', { fsync: settings.fsync, synchronous_commit: settings.commit })
}

interface Settings {
  readonly encoding: string
  readonly fsync: string
  readonly commit: string
}

const readSettings = `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`

async function firstAnswer(pool: pg.Pool, url: string, until: number): Promise<Settings> {
  for (;;) {
    try {
      const { rows } = await pool.query<Settings>(readSettings)
      if (rows[0]) return rows[0]
    } catch (error) {
      if (endingOf(error) === 'final' || Date.now() > until)
        throw new StoreRefusal(
          'not_ready',
          `The database ${addressOf(url)} cannot be used: ${messageOf(error)}. Check DATABASE_URL and that PostgreSQL is running.`,
          error,
        )
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** Host, port and name; never the password. */
function addressOf(url: string): string {
  const parsed = URL.parse(url)
  return parsed ? `${parsed.host}${parsed.pathname}` : '(unreadable address)'
}
