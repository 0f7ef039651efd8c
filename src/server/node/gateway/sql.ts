import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import { checkServerIdentity } from 'node:tls'
import type pg from 'pg'
import { ServerFault } from '../../fault.ts'
import type { SqlInbound, SqlOutbound } from '../../ports.ts'
import { destinationOf } from './allow.ts'
import type { Destination } from './allow.ts'

/** Addresses of a destination that were judged; throws for one that may not be reached. */
export type Vetted = (to: Destination, host: string) => Promise<readonly [LookupAddress, ...LookupAddress[]]>

const connectMs = 5_000
/** The database gives up a little before we do, so that it says why. */
const aheadMs = 250
const fetchedAtOnce = 1_000
/** Text fetched of one answer; a table for people is far smaller. */
const mostBytes = 32 * 1_048_576

/** Types by their fixed numbers (pg_type.dat of PostgreSQL); any other is text. */
const types: Readonly<Record<number, string>> = {
  16: 'bool',
  20: 'int8',
  21: 'int2',
  23: 'int4',
  700: 'float4',
  701: 'float8',
  1082: 'date',
  1114: 'timestamp',
  1184: 'timestamptz',
  1700: 'numeric',
}

interface Place {
  readonly to: Destination
  readonly database: string
}

function placeOf(base: string): Place {
  const url = new URL(base)
  return { to: destinationOf(url), database: decodeURIComponent(url.pathname.slice(1)) }
}

/**
 * Puts one query to a PostgreSQL, on a connection of its own, in a transaction that may only read: as a cursor, which takes one
 * statement and none that writes, and is fetched no further than wanted. Values travel apart from the text.
 */
export async function askSql(request: SqlOutbound, vetted: Vetted): Promise<SqlInbound> {
  const { to, database } = placeOf(request.base)
  const { default: driver } = await import('pg')
  const deadline = AbortSignal.timeout(request.deadlineMs)
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline
  const [{ address }] = await vetted(to, to.host)
  signal.throwIfAborted()
  const client = new driver.Client({
    host: address,
    port: to.port,
    database,
    user: request.auth.user,
    password: request.auth.password ?? '',
    application_name: 'homeport',
    connectionTimeoutMillis: Math.min(connectMs, request.deadlineMs),
    // The certificate is checked for the name that was asked for, not for the address it led to.
    ssl: request.tls === 'verify' && {
      rejectUnauthorized: true,
      checkServerIdentity: (_, certificate) => checkServerIdentity(to.host, certificate),
      ...(isIP(to.host) === 0 && { servername: to.host }),
    },
    // Cells stay as they are written: the connector reads them.
    types: { getTypeParser: () => (text: unknown) => text },
  })
  // One that dies while nothing is asked of it says so on its own.
  client.on('error', () => undefined)
  const stop = (): void => void client.end().catch(() => undefined)
  signal.addEventListener('abort', stop, { once: true })
  try {
    await client.connect()
    return await answered(client, request, driver.DatabaseError)
  } catch (error) {
    if (request.signal?.aborted) throw request.signal.reason
    throw deadline.aborted ? new ServerFault('source_timeout', { detail: `${request.deadlineMs} ms`, cause: error }) : faultOf(error, driver.DatabaseError)
  } finally {
    signal.removeEventListener('abort', stop)
    await client.end().catch(() => undefined)
  }
}

async function answered(client: pg.Client, request: SqlOutbound, DatabaseError: typeof pg.DatabaseError): Promise<SqlInbound> {
  const { maxRows, plan = false, deadlineMs } = request
  await client.query('begin transaction read only')
  await client.query(`set local statement_timeout = ${Math.max(100, deadlineMs - aheadMs)}`)
  await client.query("set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local extra_float_digits = 1")
  const mayWrite = await isWriter(client)
  // Whoever could write is not asked at all: the text might end this transaction before its end.
  if (mayWrite) return { columns: [], rows: [], mayWrite }
  if (plan) {
    const { rows } = await oneStatement(client, 'explain (format json)', request, DatabaseError)
    return { columns: [{ name: 'plan', type: 'text' }], rows, mayWrite }
  }
  // As a cursor it is a query that only reads.
  await oneStatement(client, 'declare answer no scroll cursor for', request, DatabaseError)
  const rows: (string | null)[][] = []
  let columns: SqlInbound['columns'] = []
  let bytes = 0
  for (let left = maxRows; left > 0; left -= fetchedAtOnce) {
    const wanted = Math.min(fetchedAtOnce, left)
    const found = await client.query<(string | null)[]>({ text: `fetch forward ${wanted} from answer`, rowMode: 'array' })
    columns = found.fields.map(({ name, dataTypeID }) => ({ name, type: types[dataTypeID] ?? 'text' }))
    for (const row of found.rows) for (const cell of row) bytes += cell?.length ?? 0
    if (bytes > mostBytes) throw new ServerFault('source_too_large', { detail: `more than ${mostBytes / 1_048_576} MB` })
    rows.push(...found.rows)
    if (found.rows.length < wanted) break
  }
  await client.query('rollback')
  return { columns, rows, mayWrite }
}

/**
 * On the extended protocol a text is one statement or an error; the driver takes that way by itself only where there are
 * values, and without them would run everything behind a semicolon too.
 */
async function oneStatement(client: pg.Client, lead: string, { text, values }: SqlOutbound, DatabaseError: typeof pg.DatabaseError) {
  const before = `${lead}\n`
  try {
    // `queryMode` is a way of the driver that its types do not know.
    const query = { text: `${before}${text}\n`, values: [...values], rowMode: 'array' as const, queryMode: 'extended' }
    return await client.query<(string | null)[]>(query)
  } catch (error) {
    const fault = faultOf(error, DatabaseError)
    const at = error instanceof DatabaseError ? placeIn(text, Number(error.position) - before.length) : undefined
    throw at === undefined || fault.fault.code !== 'source_query' ? fault : fault.placed(at)
  }
}

/** PostgreSQL counts whole characters from one, JavaScript halves of some from zero. What lies behind the end is its end. */
function placeIn(text: string, character: number): number | undefined {
  if (!(character >= 1)) return undefined
  return Array.from(text)
    .slice(0, character - 1)
    .join('').length
}

/** Whether the role could change anything: as superuser, by a role that writes everywhere, or by a right on any one table. */
async function isWriter(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<[string]>({
    rowMode: 'array',
    text: `select (select rolsuper from pg_roles where rolname = current_user)
      or exists (select 1 from pg_roles r where r.rolname in ('pg_write_all_data', 'pg_write_server_files', 'pg_execute_server_program') and pg_has_role(current_user, r.oid, 'member'))
      or exists (select 1 from pg_class c where c.relkind in ('r', 'p', 'v', 'f') and c.relnamespace not in (select oid from pg_namespace where nspname in ('pg_catalog', 'information_schema'))
        and (has_table_privilege(c.oid, 'insert') or has_table_privilege(c.oid, 'update') or has_table_privilege(c.oid, 'delete') or has_table_privilege(c.oid, 'truncate')))`,
  })
  return rows[0]?.[0] === 't'
}

const words = (error: Error): string => error.message.slice(0, 300)

/** What PostgreSQL says of a query is about the query and helps whoever wrote it; what it says of a connection is not shown. */
function faultOf(error: unknown, DatabaseError: typeof pg.DatabaseError): ServerFault {
  if (error instanceof ServerFault) return error
  if (error instanceof DatabaseError) {
    const state = error.code ?? ''
    if (state === '57014') return new ServerFault('source_timeout', { detail: 'statement timeout', cause: error })
    if (state.startsWith('28') || state === '3D000') return new ServerFault('source_refused', { detail: state, cause: error })
    if (state.startsWith('53') || state.startsWith('57P')) return new ServerFault('source_down', { detail: state, cause: error })
    return new ServerFault('source_query', { detail: words(error), cause: error })
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const isTls = /certificate|ssl|tls/i.test(`${code} ${error instanceof Error ? error.message : ''}`)
  if (isTls) return new ServerFault('source_refused', { detail: code === '' ? 'no TLS' : code, cause: error })
  if (error instanceof Error && /timeout/i.test(error.message)) return new ServerFault('source_timeout', { detail: 'connecting', cause: error })
  return new ServerFault('source_down', { detail: code === '' ? 'no connection' : code, cause: error })
}
