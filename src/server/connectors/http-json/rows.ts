import type { JSONValue } from 'json-p3'
import { maxColumns } from '../columns.ts'
import type { Column, RawColumn } from '../columns.ts'
import { isRecord } from '../read-json.ts'
import { compilePath, found } from './path.ts'

/** Rows looked at to find out what there is to show. */
const looked = 200

export interface FoundRows {
  readonly rows: readonly JSONValue[]
  /** False where the path leads nowhere; a list without anything in it is somewhere. */
  readonly isThere: boolean
}

const every = '[*]'

/** The rows of one answer: what the path finds, and where that is one list, what stands in it. One more than wanted tells of a rest. */
export function rowsOf(answer: JSONValue, path: string, most: number): FoundRows {
  const field = 'query.spec.rows'
  const nodes = [...found(compilePath(path, field), answer, most + 1)]
  const [first] = nodes
  if (nodes.length === 1 && Array.isArray(first)) return { rows: first.slice(0, most + 1), isThere: true }
  const isEmptyList = (): boolean => path.endsWith(every) && [...found(compilePath(path.slice(0, -every.length), field), answer, 1)].length > 0
  return { rows: nodes, isThere: nodes.length > 0 || isEmptyList() }
}

/** What a row holds at `a.b`; only what is its own. */
function at(row: JSONValue, keys: readonly string[]): unknown {
  let value: unknown = row
  for (const key of keys) {
    if (!isRecord(value) || !Object.hasOwn(value, key)) return null
    value = value[key]
  }
  return value
}

const isSimple = (value: unknown): boolean =>
  value === null || typeof value !== 'object' || (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
const plain = (value: unknown): unknown => (Array.isArray(value) ? value.join(', ') : value)

/** Everything simple in the rows, one level of nesting taken along as `outer.inner`. */
function simpleColumns(rows: readonly JSONValue[]): readonly Column[] {
  const names = new Set<string>()
  const note = (value: unknown, before: string, deeper: boolean): void => {
    if (!isRecord(value)) return
    for (const [key, inner] of Object.entries(value)) {
      if (names.size > maxColumns) return
      if (isSimple(inner)) names.add(before + key)
      else if (deeper) note(inner, `${before}${key}.`, false)
    }
  }
  for (const row of rows.slice(0, looked)) note(row, '', true)
  return [...names].map((from) => ({ from }))
}

function cellsOf({ from }: Column, rows: readonly JSONValue[]): readonly unknown[] {
  if (from.startsWith('$')) {
    const query = compilePath(from, 'query.spec.columns')
    return rows.map((row) => plain([...found(query, row, 1)][0] ?? null))
  }
  const keys = from.split('.')
  // A key may hold a dot itself.
  return rows.map((row) => plain(isRecord(row) && Object.hasOwn(row, from) ? row[from] : at(row, keys)))
}

/** Rows as columns: those asked for, or all simple ones; rows that are simple themselves are one column. */
export function columnsOf(rows: readonly JSONValue[], wanted: readonly Column[]): readonly RawColumn[] {
  if (wanted.length > 0) return wanted.map((column) => ({ ...column, cells: cellsOf(column, rows) }))
  const columns = simpleColumns(rows)
  if (columns.length === 0) return [{ from: 'value', cells: rows.map(plain) }]
  return columns.map((column) => ({ ...column, cells: cellsOf(column, rows) }))
}
