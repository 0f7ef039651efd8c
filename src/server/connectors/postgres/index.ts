import type { FieldType, Frame } from '#contract/frame.ts'
import { ServerFault } from '../../fault.ts'
import type { SqlInbound } from '../../ports.ts'
import { framed } from '../columns.ts'
import type { Column, RawColumn } from '../columns.ts'
import { defineConnector } from '../connector.ts'
import type { Ask, OpenSource, SourcePorts } from '../connector.ts'
import { invalid, needList, needRecord, readJson } from '../read-json.ts'
import { Config, Spec } from './config.ts'
import { parametrize } from './parameters.ts'

const deadlineMs = 10_000

const fieldTypes: Readonly<Record<string, FieldType>> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'number',
  date: 'time',
  timestamp: 'time',
  timestamptz: 'time',
}

/** PostgreSQL writes `2026-11-22 10:00:00.5+00`; a date that never comes is a gap. */
function plain(cell: string | null, type: FieldType): unknown {
  if (cell === null) return null
  if (type === 'boolean') return cell === 't'
  if (type === 'number') return Number(cell)
  return type === 'time' ? (/infinity|BC$/.test(cell) ? null : cell.replace(/[+-]00$/, 'Z')) : cell
}

function rawColumns({ columns, rows }: Pick<SqlInbound, 'columns' | 'rows'>, said: readonly Column[]): readonly RawColumn[] {
  const raw = columns.map(({ name, type }, at): RawColumn => {
    const own = fieldTypes[type] ?? 'string'
    return { from: name, type: own, cells: rows.map((row) => plain(row[at] ?? null, own)) }
  })
  if (said.length === 0) return raw
  return said.map((column) => {
    const found = raw.find(({ from }) => from === column.from)
    if (!found)
      throw new ServerFault('source_query', {
        detail: `no column ${column.from}; there are ${columns.map((c) => c.name).join(', ')}`.slice(0, 300),
        field: 'query.spec.columns',
      })
    return { ...found, ...column }
  })
}

/** Columns of the tables and views this very role may read; `$1` is what a table's name begins with. */
const readable = `select c.table_schema, c.table_name, c.column_name, c.data_type
from information_schema.columns c
where c.table_schema not in ('pg_catalog', 'information_schema')
  and has_column_privilege(quote_ident(c.table_schema) || '.' || quote_ident(c.table_name), c.column_name, 'select')
  and starts_with(c.table_name, $1)
order by c.table_schema, c.table_name, c.ordinal_position`

function opened(config: Config, ports: SourcePorts): OpenSource<Spec> {
  const ask = async (text: string, values: readonly (string | null)[], signal: AbortSignal, plan = false): Promise<SqlInbound> => {
    const answer = await ports.sql({ tls: config.tls, text, values, maxRows: config.maxRows + 1, deadlineMs, plan }, signal)
    // The transaction only reads in any case; a role that could write is one mistake away from it.
    if (answer.mayWrite) throw new ServerFault('source_refused', { detail: `the role ${config.user} may change data; connect with one that may only read` })
    return answer
  }
  const put = async ({ sql }: Spec, { range, variables, signal }: Pick<Ask, 'range' | 'variables' | 'signal'>, plan = false) => {
    const { text, values, origin } = parametrize(sql, variables, range)
    try {
      return { text, ...(await ask(text, values, signal, plan)) }
    } catch (error) {
      throw error instanceof ServerFault && error.fault.at !== undefined ? error.placed(origin(error.fault.at), 'query.spec.sql') : error
    }
  }
  return {
    async query(spec, asked): Promise<Frame> {
      const { text, columns, rows } = await put(spec, asked)
      const kept = rows.slice(0, config.maxRows)
      return framed(rawColumns({ columns, rows: kept }, spec.columns), {
        executed: text,
        ...(rows.length > kept.length && { truncated: { what: 'rows', kept: kept.length } }),
      })
    },
    async cost(spec, asked) {
      const { rows } = await put(spec, asked, true)
      return { rows: plannedRows(rows[0]?.[0] ?? '') }
    },
    async series({ match = '', signal }) {
      const { rows } = await ask(readable, [match], signal)
      return rows
        .slice(0, config.maxRows)
        .map(([schema, table, column, type]) => ({ schema: schema ?? '', table: table ?? '', column: column ?? '', type: type ?? '' }))
    },
    async check(signal) {
      const { rows } = await ask('select current_setting($1)', ['server_version'], signal)
      const version = rows[0]?.[0]?.split(' ')[0]
      return version === undefined ? {} : { version }
    },
  }
}

/** Rows the planner expects ("Plan Rows" of the outermost node; PostgreSQL, "Using EXPLAIN"). */
function plannedRows(plan: string): number {
  const [first] = needList(readJson(plan), 'plan')
  const rows = needRecord(needRecord(first, 'plan')['Plan'], 'plan')['Plan Rows']
  if (typeof rows !== 'number') throw invalid('a plan without rows')
  return rows
}

/** Any PostgreSQL, asked in SQL by a role that may only read. */
export const postgres = defineConnector<Config, Spec>({
  kind: 'postgres',
  addable: true,
  config: Config,
  spec: Spec,
  address: ({ host, port, database, user, passwordFile }) => ({
    base: `postgres://${host.includes(':') ? `[${host}]` : host}:${port}/${encodeURIComponent(database)}`,
    user,
    passwordFile,
  }),
  can: ['series', 'cost'],
  measures: {},
  open: opened,
})
