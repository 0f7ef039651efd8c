import pg from 'pg'
import type { Log } from '../../ports.ts'
import { GuardFailed, guardHolds, type Cell, type Outcome, type Row, type Runner, type Statement, type Unit } from '../../store/sql/runner.ts'
import { endingOf, faultOf } from './postgres-fault.ts'

/** Time limits in milliseconds. The server's is a little shorter than ours, so that it gives up first and the connection stays whole. */
export const limits = { connect: 1000, point: 1500, scan: 15_000, serverAhead: 100, idle: 30_000 } as const
const connections = { points: 8, scans: 3 } as const
const firstPauseMs = 20
const longestPauseMs = 250
const int8 = 20
const numeric = 1700

/** Two pools, so that long reads cannot take the connections that saves need. */
export interface Pools {
  readonly points: pg.Pool
  readonly scans: pg.Pool
}

export function openPools(url: string, log: Log): Pools {
  return { points: openPool(url, connections.points, limits.point, log), scans: openPool(url, connections.scans, limits.scan, log) }
}

function openPool(url: string, max: number, limitMs: number, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'homeport',
    max,
    connectionTimeoutMillis: limits.connect,
    query_timeout: limitMs,
    statement_timeout: limitMs - limits.serverAhead,
    idle_in_transaction_session_timeout: limits.scan,
    idleTimeoutMillis: limits.idle,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5000,
    // Statements of a unit travel together instead of waiting for each other's answers.
    pipeline: true,
    types: { getTypeParser: parserFor },
  })
  pool.on('error', (error) => log.warn('store.connection_lost', { cause: error.message }))
  // A connection that dies while it is in use says so on its own; its query gets the error too.
  pool.on('connect', (client) => client.on('error', (error) => log.warn('store.connection_lost', { cause: error.message })))
  return pool
}

// Times and counts fit a JavaScript number by far; left alone they would arrive as strings.
const parserFor: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === int8 || oid === numeric ? Number : pg.types.getTypeParser(oid, format)

/** Runs units on PostgreSQL, trying again where that cannot do anything twice. */
export function createPostgresRunner(pools: Pools): Runner {
  return {
    dialect: 'postgres',
    run: (unit) => persist(unit.patienceMs ?? limits.point, unit.repeatable, () => attempt(pools.points, unit)),
    read: (statements, weight) => {
      const pool = weight === 'scan' ? pools.scans : pools.points
      return persist(limits.point, true, async () => ({ value: await readAll(pool, statements) }))
    },
    async close() {
      await Promise.all([pools.points.end(), pools.scans.end()])
    },
  }
}

type Tried<T> = { readonly value: T } | { readonly error: unknown; readonly committing: boolean }

/** Tries until it worked, cannot work, or time is up. A commit whose answer was lost is only repeated where that is harmless. */
async function persist<T>(budgetMs: number, repeatable: boolean, act: () => Promise<Tried<T>>): Promise<T> {
  const until = performance.now() + budgetMs
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    const tried = await act().catch((error: unknown) => ({ error, committing: false }))
    if ('value' in tried) return tried.value
    const { error, committing } = tried
    if (error instanceof GuardFailed) throw error
    const ending = endingOf(error)
    const outcomeUnknown = committing && ending === 'lost'
    if (ending === 'final' || (outcomeUnknown && !repeatable) || performance.now() + pause > until) throw faultOf(error, { outcomeUnknown })
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random() / 2)))
  }
}

/** One try at a unit, on one connection. A connection that failed is thrown away. */
async function attempt(pool: pg.Pool, unit: Unit): Promise<Tried<readonly Outcome[]>> {
  const client = await pool.connect()
  let committing = false
  try {
    await client.query(timed(beginFor(unit), unit.patienceMs))
    const outcomes = await inOrder(unit.statements, (statement) => execute(client, statement, unit.patienceMs))
    committing = true
    await client.query(timed('commit', unit.patienceMs))
    client.release()
    return { value: outcomes }
  } catch (error) {
    if (error instanceof GuardFailed)
      await client.query('rollback').then(
        () => client.release(),
        () => client.release(true),
      )
    else client.release(true)
    return { error, committing }
  }
}

// The limit belongs to the transaction, not to the connection, which a pooler may hand to somebody else.
const beginFor = ({ patienceMs }: Unit): string => (patienceMs ? `begin; set local statement_timeout = ${patienceMs}` : 'begin')

async function readAll(pool: pg.Pool, statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
  const client = await pool.connect()
  try {
    if (statements.length > 1) await client.query('begin isolation level repeatable read, read only')
    const outcomes = await inOrder(statements, (statement) => execute(client, statement, undefined))
    if (statements.length > 1) await client.query('commit')
    client.release()
    return outcomes.map((outcome) => outcome.rows)
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function execute(client: pg.PoolClient, statement: Statement, patienceMs: number | undefined): Promise<Outcome> {
  // The schema has text, integer and float columns only.
  const { rows, rowCount } = await client.query<Record<string, Cell>>(timed(statement.sql, patienceMs, statement.params))
  return { rows, changed: rowCount ?? 0 }
}

interface TimedQuery extends pg.QueryConfig {
  /** `pg` reads it, its types do not know it. */
  readonly query_timeout?: number
}

const timed = (text: string, patienceMs: number | undefined, params?: readonly unknown[]): TimedQuery => ({
  text,
  ...(params && { values: [...params] }),
  ...(patienceMs && { query_timeout: patienceMs }),
})

/**
 * Sends all statements at once and judges the answers in their order: what comes after the first failed guard or statement
 * tells only that the unit was already lost.
 */
async function inOrder(statements: readonly Statement[], send: (statement: Statement) => Promise<Outcome>): Promise<readonly Outcome[]> {
  const settled = await Promise.allSettled(statements.map(send))
  return settled.map((answer, i) => {
    if (answer.status === 'rejected') throw answer.reason
    const statement = statements[i]
    if (statement && !guardHolds(statement, answer.value.changed)) throw new GuardFailed(statement.guard?.name ?? '')
    return answer.value
  })
}
